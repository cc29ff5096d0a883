import { CardProduct } from '../../src/modules/catalog/entities/card-product.entity';
import { PackageItem } from '../../src/modules/catalog/entities/package-item.entity';
import { Package } from '../../src/modules/catalog/entities/package.entity';
import { Sku } from '../../src/modules/catalog/entities/sku.entity';
import type { TestApp } from '../kit/test-app';

let made = 0;

export interface Goods {
  productId: number;
  packageId: number;
  skuIds: number[];
}

export interface GoodsToMake {
  /** How many of each article the package holds; one article is made for each. */
  quantities?: readonly number[];
  retailPriceFen?: number;
  settlementPriceFen?: number | null;
  serviceSubsidyFen?: number;
  /** Makes the card product an e-card of which so many may be sold. */
  eCards?: number;
}

/** A card product with its package and the package's articles, all new. */
export async function someGoods(app: TestApp, goods: GoodsToMake = {}): Promise<Goods> {
  made += 1;
  const { quantities = [4, 4], retailPriceFen = 100_000, settlementPriceFen = 38_000 } = goods;
  const { manager } = app.dataSource;
  const skuIds: number[] = [];
  for (const index of quantities.keys()) {
    const sku = manager.create(Sku, { name: `大闸蟹${made}`, spec: `${index + 1} 号`, unit: '只' });
    skuIds.push((await manager.save(sku)).id);
  }
  const offer = {
    categoryId: null,
    pictureUrl: null,
    detail: null,
    retailPriceFen,
    settlementPriceFen,
    serviceSubsidyFen: goods.serviceSubsidyFen ?? 1500,
    status: 'onShelf' as const,
    createdAt: app.clock.now(),
  };
  const pack = await manager.save(manager.create(Package, { ...offer, name: `套餐${made}` }));
  for (const [index, quantity] of quantities.entries()) {
    const skuId = skuIds[index] ?? 0;
    await manager.save(manager.create(PackageItem, { packageId: pack.id, skuId, quantity }));
  }
  const form = goods.eCards === undefined ? 'physical' : 'electronic';
  const stockTotal = goods.eCards ?? null;
  const product = await manager.save(
    manager.create(CardProduct, {
      ...offer,
      name: `提货卡${made}`,
      packageId: pack.id,
      validityMonths: 36,
      form,
      stockTotal,
    }),
  );
  return { productId: product.id, packageId: pack.id, skuIds };
}
