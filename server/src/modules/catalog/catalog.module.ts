import { catalogAdminContract } from '@lakeside/shared/catalog/catalog.contract';
import type { ServerModule } from '../../platform/server-module';
import { CardProductService } from './card-product.service';
import { CatalogAdminController } from './catalog.admin.controller';
import { CatalogQueries } from './catalog.queries';
import { CatalogService } from './catalog.service';
import { CategoryService } from './category.service';
import { CardProduct } from './entities/card-product.entity';
import { Category } from './entities/category.entity';
import { Package } from './entities/package.entity';
import { PackageItem } from './entities/package-item.entity';
import { Sku } from './entities/sku.entity';
import { CreateCatalog1111000000000 } from './migrations/1111000000000-create-catalog';
import { PackageService } from './package.service';
import { SkuService } from './sku.service';

/** What is sold: articles, packages, card products (rules.md §3, §6). */
export const catalogModule: ServerModule = {
  name: 'catalog',
  providers: [
    CatalogQueries,
    CatalogService,
    SkuService,
    CategoryService,
    PackageService,
    CardProductService,
  ],
  controllers: [CatalogAdminController],
  contracts: [catalogAdminContract],
  entities: [Sku, Category, Package, PackageItem, CardProduct],
  migrations: [CreateCatalog1111000000000],
};
