import type { StoreGoods } from '@lakeside/shared/store-order/store-shop.contract';
import { type ChannelClient, channelClient } from './demo-client';
import { demoL1s, demoPassword } from './demo-world';
import type { SeedContext } from './seed-context';

const [store] = demoL1s;

/** The first store orders goods: one waits for its money, one for its parcel, one is on its way, one came and has a complaint. */
export async function seedStoreOrders({ baseUrl, admin, today }: SeedContext): Promise<void> {
  const sdk = await channelClient(baseUrl, store.phone, demoPassword);
  const { province, city, district, detail } = store.address;
  const { contactName: name, phone } = store;
  const address = await sdk.storeShop.createStoreAddress({
    body: { name, phone, province, city, district, detail },
  });
  const { items } = await sdk.storeShop.listStoreGoods({ query: { sort: 'priceUp' } });
  const goods = items[0];
  if (!goods) throw new Error('the shop of the stores is empty');
  await sdk.storeShop.setStoreFavourite({ params: { id: goods.id }, body: { isFavourite: true } });
  await sdk.storeShop.addToStoreCart({ body: { packageId: goods.id, quantity: 2 } });
  const wish = { goods, addressId: address.id };
  await placeOrder(sdk, wish);
  const orders = [await placeOrder(sdk, wish), await placeOrder(sdk, wish), await placeOrder(sdk, wish)];
  const notes: { id: number; orderId: number }[] = [];
  for (const [index, order] of orders.entries()) {
    const voucherNo = `YH${today.replaceAll('-', '')}${index + 1}`;
    const params = { id: order.id };
    const body = { amountFen: order.payableFen, voucherNo };
    const paid = await admin.storeOrder.confirmStorePayment({ params, body });
    for (const note of paid.shipments) notes.push({ id: note.id, orderId: order.id });
  }
  const [received, onTheWay] = notes;
  for (const [index, note] of [received, onTheWay].entries()) {
    if (!note) throw new Error('a paid order has a shipping note');
    const body = { carrierCode: 'SF', waybillNo: `SFDEMO100${index}` } as const;
    await admin.storeOrder.shipStoreShipment({ params: { id: note.id }, body });
  }
  await complain(sdk, received);
}

async function placeOrder(sdk: ChannelClient, wish: { goods: StoreGoods; addressId: number }) {
  const { goods, addressId } = wish;
  const { id: packageId, storePriceFen } = goods;
  return sdk.storeOrder.placeStoreOrder({
    body: {
      lines: [{ packageId, quantity: 1, unitPriceFen: storePriceFen }],
      addressId,
      payWay: 'offline',
      payableFen: storePriceFen,
    },
  });
}

async function complain(sdk: ChannelClient, note: { id: number } | undefined): Promise<void> {
  if (!note) return;
  const order = await sdk.storeOrder.receiveStoreShipment({ params: { id: note.id } });
  await sdk.storeOrder.applyStoreAfterSale({
    params: { id: order.id },
    body: { kind: 'refundOnly', lineId: order.lines[0]?.id ?? null, quantity: 1, reason: '到货有一盒破损' },
  });
}
