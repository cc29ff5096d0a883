/** The pages of the tab bar, by name. */
export const tabs = {
  workbench: '/tabs/workbench',
  cards: '/tabs/cards',
  shipping: '/tabs/shipping',
  network: '/tabs/network',
  mine: '/tabs/mine',
} as const;

/** Every other page by name, so that no path is written twice. */
export const routes = {
  login: '/features/identity/pages/login',
  apply: '/features/identity/pages/apply',
  password: '/features/identity/pages/password',
  card: '/features/card/pages/card',
  sendCards: '/features/card/pages/send-cards',
  cardsSent: '/features/card/pages/cards-sent',
  handovers: '/features/card/pages/handovers',
  handover: '/features/card/pages/handover',
  receive: '/features/card/pages/receive',
  activations: '/features/card/pages/activations',
  activation: '/features/card/pages/activation',
  child: '/features/network/pages/child',
  inviteChannel: '/features/network/pages/invite-channel',
  inviteMember: '/features/network/pages/invite-member',
  members: '/features/network/pages/members',
  balances: '/features/finance/pages/balances',
  statement: '/features/finance/pages/statement',
  settlements: '/features/finance/pages/settlements',
  revenue: '/features/revenue/pages/revenue',
  withdraw: '/features/revenue/pages/withdraw',
  withdrawals: '/features/revenue/pages/withdrawals',
  staffIncome: '/features/revenue/pages/staff-income',
  staffEntry: '/features/revenue/pages/staff-entry',
  shipment: '/features/shipping/pages/shipment',
  printLabel: '/features/shipping/pages/print-label',
  stock: '/features/shipping/pages/stock',
  storeShop: '/features/goods/pages/shop',
  storeGoods: '/features/goods/pages/goods',
  storeFavourites: '/features/goods/pages/favourites',
  storeCart: '/features/goods/pages/cart',
  storeConfirm: '/features/goods/pages/confirm',
  storeAddresses: '/features/goods/pages/addresses',
  storeAddress: '/features/goods/pages/address',
  storeOrders: '/features/goods/pages/orders',
  storeOrder: '/features/goods/pages/order',
  storeApply: '/features/goods/pages/apply',
  storeAfterSales: '/features/goods/pages/after-sales',
  storeAfterSale: '/features/goods/pages/after-sale',
  channelInfo: '/features/account/pages/channel-info',
  staff: '/features/account/pages/staff',
  staffMember: '/features/account/pages/staff-member',
  messages: '/features/message/pages/messages',
  agreement: '/features/identity/pages/agreement',
} as const;

/** Leaves everything behind for the login page, unless it or the application page is open: there is nothing to go back to. */
export function openLogin(): void {
  const pages = getCurrentPages();
  const current = pages[pages.length - 1]?.route ?? '';
  const isOpen = current !== '' && (routes.login.endsWith(current) || routes.apply.endsWith(current));
  if (!isOpen) uni.reLaunch({ url: routes.login });
}
