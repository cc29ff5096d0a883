import { addDays, toDay } from '@lakeside/shared/kernel/date';
import { type AdminClient, adminClient } from './demo-client';
import { seedCompany } from './seed-company';
import { seedBanners } from './seed-banners';
import { seedCardMemberFile, waitForImport } from './seed-cards';
import { seedChain } from './seed-chain';
import { seedAfterSale } from './seed-after-sale';
import { seedStoreOrders } from './seed-store-orders';
import { seedMembers } from './seed-members';
import { seedReviews } from './seed-reviews';
import { firstCardNo, type SeedContext } from './seed-context';
import { demoECardStock, demoL1s, demoOffers, demoSalesperson, demoSkus } from './demo-world';

/**
 * Makes the demo world by using the product: every step is a call of the API that a person's tap would make, so the data
 * has passed all rules. Takes some seconds; `report` is told what is being made.
 */
export async function seedDemo(baseUrl: string, now: Date, report: (step: string) => void): Promise<void> {
  const admin = await adminClient(baseUrl);
  const context: SeedContext = {
    baseUrl,
    admin,
    today: toDay(now),
    channelIds: new Map(),
    productIds: [],
    packageIds: [],
  };
  report('商品与会员等级');
  await seedCatalog(context);
  await seedBanners(context);
  await seedCompany(admin);
  await seedMemberLevels(admin);
  report('一级渠道与余额');
  await seedL1s(context);
  report('配送日历与库存');
  await seedSupply(context);
  await seedFreight(admin);
  report('制卡');
  await seedCards(context);
  report('流转、激活、绑卡与提货');
  await seedChain(context);
  report('会员标签');
  await seedMembers(context);
  report('收货与评价');
  await seedReviews(context);
  report('售后');
  await seedAfterSale(context);
  report('专卖店订货');
  await seedStoreOrders(context);
}

async function seedCatalog(context: SeedContext): Promise<void> {
  const { admin } = context;
  const skuIds: number[] = [];
  for (const body of demoSkus) skuIds.push((await admin.catalog.createSku({ body })).id);
  for (const offer of demoOffers) {
    const { name, retailPriceFen, settlementPriceFen, serviceSubsidyFen, detail } = offer;
    const packageCategory = await admin.catalog.createCategory({
      body: { kind: 'package', name: offer.category },
    });
    const cardCategory = await admin.catalog.createCategory({
      body: { kind: 'cardProduct', name: offer.category },
    });
    const prices = { name, retailPriceFen, settlementPriceFen, serviceSubsidyFen, detail };
    const items = offer.items.map((item) => ({ skuId: skuIds[item.sku] ?? 0, quantity: item.quantity }));
    const pack = await admin.catalog.createPackage({
      body: {
        ...prices,
        categoryId: packageCategory.id,
        items,
        isRecommended: context.packageIds.length === 0,
      },
    });
    const product = await admin.catalog.createCardProduct({
      body: { ...prices, name: `${name}提货卡`, categoryId: cardCategory.id, packageId: pack.id },
    });
    context.packageIds.push(pack.id);
    context.productIds.push(product.id);
  }
  await seedECards(context);
}

async function seedECards({ admin, packageIds }: SeedContext): Promise<void> {
  const category = await admin.catalog.createCategory({ body: { kind: 'eCard', name: '送礼' } });
  for (const [index, offer] of demoOffers.entries()) {
    const { retailPriceFen, settlementPriceFen, serviceSubsidyFen } = offer;
    await admin.catalog.createCardProduct({
      body: {
        name: `${offer.name}电子卡`,
        form: 'electronic',
        stockTotal: demoECardStock,
        categoryId: category.id,
        packageId: packageIds[index] ?? 0,
        retailPriceFen,
        settlementPriceFen,
        serviceSubsidyFen,
        detail: `${offer.detail}\n付款后卡号立即到账，可以自己提货，也可以送给朋友。`,
      },
    });
  }
}

async function seedMemberLevels(admin: AdminClient): Promise<void> {
  await admin.memberLevel.createMemberLevel({
    body: { name: '银卡会员', rateBp: 9500, upgradeAtFen: 200_000 },
  });
  await admin.memberLevel.createMemberLevel({
    body: { name: '金卡会员', rateBp: 9000, upgradeAtFen: 500_000 },
  });
}

async function seedL1s(context: SeedContext): Promise<void> {
  const { admin, channelIds } = context;
  const salesperson = await admin.salesperson.createSalesperson({ body: demoSalesperson });
  for (const l1 of demoL1s) {
    const channel = await admin.channel.createL1({ body: { ...l1, salespersonId: salesperson.id } });
    channelIds.set(l1.phone, channel.id);
    await admin.ledger.topUp({
      body: {
        channelId: channel.id,
        amountFen: 3_000_000,
        voucherNo: `YH${channel.id}0001`,
        note: '首笔储值',
      },
    });
    await admin.ledger.grantCredit({
      body: { channelId: channel.id, amountFen: 1_000_000, note: '季初额度' },
    });
  }
}

async function seedSupply(context: SeedContext): Promise<void> {
  const { admin, today } = context;
  for (const packageId of context.packageIds) {
    const days = Array.from({ length: 60 }, (_, index) => ({
      day: addDays(today, index + 1),
      // Weekends are wanted most and soonest sold out.
      quota: index % 7 === 5 ? 12 : 40,
      isClosed: index % 13 === 12,
    }));
    await admin.stock.setDeliveryDays({ body: { packageId, supply: 5_000, days } });
  }
  const skus = await admin.catalog.listSkus({ query: { pageSize: 100 } });
  const stores = demoL1s
    .filter((l1) => l1.l1Subtype === 'store')
    .map((l1) => context.channelIds.get(l1.phone) ?? 0);
  for (const [index, sku] of skus.items.entries()) {
    // The second store lacks two articles, so that dispatch has something to explain.
    const places = [null, stores[0] ?? null, ...(index < 2 ? [stores[1] ?? null] : [])];
    for (const channelId of places) {
      await admin.stock.adjustStock({
        body: { channelId, skuId: sku.id, delta: channelId === null ? 2_000 : 120, note: '开季入库' },
      });
    }
  }
}

/** Free for most; what is far pays until the amount is worth the way. */
async function seedFreight(admin: AdminClient): Promise<void> {
  const tariff = { firstPieces: 1, furtherPieces: 1, furtherFen: 500, freeFromFen: 19_900 };
  await admin.freight.createFreightTemplate({
    body: {
      name: '开季运费',
      isDefault: true,
      elsewhere: { ...tariff, firstFen: 1_500 },
      zones: [
        {
          ...tariff,
          provinces: ['青海省', '宁夏回族自治区', '新疆维吾尔自治区', '海南省'],
          firstFen: 3_000,
          freeFromFen: 99_900,
        },
      ],
      undelivered: ['西藏自治区'],
    },
  });
}

async function seedCards(context: SeedContext): Promise<void> {
  for (const [index, offer] of demoOffers.entries()) {
    const productId = context.productIds[index] ?? 0;
    const started = await context.admin.card.generateCards({
      body: { productId, firstCardNo: firstCardNo(offer.cardPrefix), count: index === 0 ? 1_200 : 600 },
    });
    await waitForImport(context.admin, started.id);
  }
  await seedCardMemberFile(context);
}
