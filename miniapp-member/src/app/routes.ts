import { openPage } from '@lakeside/shared/ui/navigate';

/** The pages of the tab bar, by name. */
export const tabs = {
  home: '/tabs/home',
  cards: '/tabs/cards',
  orders: '/tabs/orders',
  mine: '/tabs/mine',
} as const;

/** Every other page by name, so that no path is written twice. */
export const routes = {
  login: '/features/identity/pages/login',
  password: '/features/identity/pages/password',
  offer: '/features/catalog/pages/offer',
  cart: '/features/cart/pages/cart',
  shop: '/features/catalog/pages/shop',
  searchShop: '/features/catalog/pages/search',
  favourites: '/features/catalog/pages/favourites',
  bannerPage: '/features/catalog/pages/banner',
  confirmPurchase: '/features/purchase/pages/confirm',
  buyECard: '/features/purchase/pages/e-card',
  payResult: '/features/purchase/pages/result',
  bindCard: '/features/card/pages/bind',
  redeem: '/features/card/pages/redeem',
  redeemed: '/features/card/pages/redeemed',
  giveCard: '/features/card/pages/give',
  gift: '/features/card/pages/gift',
  sentGift: '/features/card/pages/sent-gift',
  gifts: '/features/card/pages/gifts',
  order: '/features/order/pages/order',
  reschedule: '/features/order/pages/reschedule',
  applyAfterSale: '/features/after-sale/pages/apply',
  afterSale: '/features/after-sale/pages/after-sale',
  profile: '/features/account/pages/profile',
  addresses: '/features/account/pages/addresses',
  address: '/features/account/pages/address',
  invite: '/features/account/pages/invite',
  settings: '/features/account/pages/settings',
  deleteAccount: '/features/account/pages/delete-account',
  messages: '/features/message/pages/messages',
  feedback: '/features/help/pages/feedback',
  about: '/features/help/pages/about',
  agreement: '/features/help/pages/agreement',
  toReview: '/features/review/pages/to-review',
  myReviews: '/features/review/pages/my-reviews',
  writeReview: '/features/review/pages/write',
  offerReviews: '/features/review/pages/offer-reviews',
} as const;

/** Opens the login page unless it is open already. */
export function openLogin(): void {
  const pages = getCurrentPages();
  const current = pages[pages.length - 1]?.route;
  if (current === undefined || `/${current}` !== routes.login) openPage(routes.login);
}
