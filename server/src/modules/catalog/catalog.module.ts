import type { ServerModule } from '../../platform/server-module';
import { CatalogQueries } from './catalog.queries';
import { CatalogService } from './catalog.service';
import { CardProduct } from './entities/card-product.entity';
import { Category } from './entities/category.entity';
import { Package } from './entities/package.entity';
import { PackageItem } from './entities/package-item.entity';
import { Sku } from './entities/sku.entity';
import { CreateCatalog1111000000000 } from './migrations/1111000000000-create-catalog';

/** What is sold: articles, packages, card products (rules.md §3, §6). */
export const catalogModule: ServerModule = {
  name: 'catalog',
  providers: [CatalogQueries, CatalogService],
  entities: [Sku, Category, Package, PackageItem, CardProduct],
  migrations: [CreateCatalog1111000000000],
};
