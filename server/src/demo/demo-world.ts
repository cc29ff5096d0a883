/** The people and things of the demo. The landing page lists them; the seed makes them. */

export const demoPassword = 'lakeside123';

/** Back-office users; the last two show what a user without all permissions sees. */
export const demoAdmins = [
  { userName: 'admin', name: '平台管理员', permissions: ['*'] },
  { userName: 'finance', name: '财务小林', permissions: ['channel.view', 'finance.view', 'finance.edit'] },
  {
    userName: 'dispatch',
    name: '调度小马',
    permissions: ['order.view', 'order.dispatch', 'order.ship', 'stock.view', 'card.view', 'catalog.view'],
  },
] as const;

const pingjiang = {
  name: '苏州平江专卖店',
  contactName: '王店长',
  phone: '13900000001',
  l1Subtype: 'store',
  rateBp: 6000,
  address: { province: '江苏省', city: '苏州市', district: '姑苏区', detail: '平江路 188 号' },
  location: { latitude: 31.3153, longitude: 120.6336 },
} as const;

const xihu = {
  name: '杭州西湖专卖店',
  contactName: '周店长',
  phone: '13900000002',
  l1Subtype: 'store',
  rateBp: 6200,
  address: { province: '浙江省', city: '杭州市', district: '西湖区', detail: '文三路 90 号' },
  location: { latitude: 30.2741, longitude: 120.1315 },
} as const;

const shanghai = {
  name: '上海徐汇合伙人',
  contactName: '陆经理',
  phone: '13900000003',
  l1Subtype: 'cityPartner',
  rateBp: 6500,
  address: { province: '上海市', city: '上海市', district: '徐汇区', detail: '漕溪北路 18 号' },
  location: null,
} as const;

export const demoL1s = [pingjiang, xihu, shanghai] as const;

/** Downline of 苏州平江专卖店: a dealer with a merchant under it, and a direct merchant. */
export const demoDealer = {
  name: '昆山正仪经销',
  contactName: '顾老板',
  phone: '13900000011',
  level: 2,
  rateBp: 7000,
} as const;
export const demoMerchant = {
  name: '巴城渔家小馆',
  contactName: '沈老板',
  phone: '13900000021',
  level: 3,
  rateBp: 8000,
} as const;
export const demoDirectMerchant = {
  name: '观前街陈记海鲜',
  contactName: '陈老板',
  phone: '13900000022',
  level: 3,
  rateBp: 8000,
} as const;
/** Has applied and waits for approval. */
export const demoApplicant = {
  name: '唯亭湖鲜馆',
  contactName: '蒋老板',
  phone: '13900000012',
  level: 2,
  rateBp: 7200,
} as const;

export const demoSalesperson = { name: '李销售', phone: '13700000001' } as const;

export const demoMembers = [
  { nickname: '陈女士', phone: '13800000415' },
  { nickname: '吴先生', phone: '13800000416' },
] as const;

export const demoAddress = {
  name: '陈女士',
  phone: '13800000415',
  province: '江苏省',
  city: '苏州市',
  district: '工业园区',
  detail: '星湖街 328 号 5 幢 1201',
  location: { latitude: 31.2989, longitude: 120.7362 },
  isDefault: true,
} as const;

export const demoSkus = [
  { name: '公蟹', spec: '4.0 两', unit: '只' },
  { name: '母蟹', spec: '3.0 两', unit: '只' },
  { name: '公蟹', spec: '3.5 两', unit: '只' },
  { name: '母蟹', spec: '2.5 两', unit: '只' },
] as const;

export const demoOffers = [
  {
    name: '家宴八只装',
    category: '礼盒',
    retailPriceFen: 59_800,
    settlementPriceFen: 38_000,
    serviceSubsidyFen: 1_500,
    detail: '公蟹 4.0 两 4 只，母蟹 3.0 两 4 只。阳澄湖现捞现发，冷链到家，附蒸制说明与蟹醋姜茶。',
    items: [
      { sku: 0, quantity: 4 },
      { sku: 1, quantity: 4 },
    ],
    /** Digits in front of the numbers of this product's cards. */
    cardPrefix: '88260415',
  },
  {
    name: '品鲜四只装',
    category: '尝鲜',
    retailPriceFen: 29_800,
    settlementPriceFen: null,
    serviceSubsidyFen: 1_000,
    detail: '公蟹 3.5 两 2 只，母蟹 2.5 两 2 只。小份尝鲜，两人刚好。',
    items: [
      { sku: 2, quantity: 2 },
      { sku: 3, quantity: 2 },
    ],
    cardPrefix: '88260416',
  },
] as const;

/** How many of each e-card the demo may sell. */
export const demoECardStock = 200;

/** Activated cards with known secrets, to play the member with. The last one is bound already. */
export const demoMemberCards = [
  { cardNo: '882604159001', secret: 'HP7K2M9Q' },
  { cardNo: '882604159002', secret: 'HP3X8R5T' },
  { cardNo: '882604159003', secret: 'HP6W4N2J' },
  { cardNo: '882604159004', secret: 'HP9C5V7D' },
] as const;

/** Activated with those above, for the two orders that were received; used up by the demo itself. */
export const demoReceivedCards = [
  { cardNo: '882604159005', secret: 'HP4B8L3S' },
  { cardNo: '882604159006', secret: 'HP5D2F6G' },
] as const;
