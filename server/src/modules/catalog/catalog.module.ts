import { catalogAdminContract } from '@lakeside/shared/catalog/catalog.contract';
import { offerAdminContract } from '@lakeside/shared/catalog/offer.admin.contract';
import type { ServerModule } from '../../platform/server-module';
import { CardHoldService } from './card-hold.service';
import { CardProductService } from './card-product.service';
import { CatalogAdminController } from './catalog.admin.controller';
import { CatalogQueries } from './catalog.queries';
import { CatalogService } from './catalog.service';
import { ECardStockService } from './e-card-stock.service';
import { CategoryService } from './category.service';
import { CardProduct } from './entities/card-product.entity';
import { Category } from './entities/category.entity';
import { OfferSale } from './entities/offer-sale.entity';
import { Package } from './entities/package.entity';
import { PackageItem } from './entities/package-item.entity';
import { Sku } from './entities/sku.entity';
import { CreateCatalog1111000000000 } from './migrations/1111000000000-create-catalog';
import { AddShop1703000000000 } from './migrations/1703000000000-add-shop';
import { OfferShelfService } from './offer-shelf.service';
import { OfferAdminController } from './offer.admin.controller';
import { CountReturns, CountSales, SalesFigures } from './offers-sold.handler';
import { AddCardForm1705000000000 } from './migrations/1705000000000-add-card-form';
import { AddCategoryParent1806000000100 } from './migrations/1806000000100-add-category-parent';
import { AddOfferVideo1808000000100 } from './migrations/1808000000100-add-offer-video';
import { PackageService } from './package.service';
import { ShelfQueries } from './shelf.queries';
import { SkuService } from './sku.service';

/** What is sold: articles, packages, card products (rules.md §3, §6). */
export const catalogModule: ServerModule = {
  name: 'catalog',
  providers: [
    CatalogQueries,
    ShelfQueries,
    CatalogService,
    SkuService,
    CategoryService,
    PackageService,
    CardHoldService,
    CardProductService,
    ECardStockService,
    OfferShelfService,
    SalesFigures,
  ],
  controllers: [CatalogAdminController, OfferAdminController],
  contracts: [catalogAdminContract, offerAdminContract],
  entities: [Sku, Category, Package, PackageItem, CardProduct, OfferSale],
  migrations: [
    CreateCatalog1111000000000,
    AddShop1703000000000,
    AddCardForm1705000000000,
    AddCategoryParent1806000000100,
    AddOfferVideo1808000000100,
  ],
  outboxHandlers: [CountReturns, CountSales],
};
