import { PhoneApp } from './phone-app';

/** The shop in the members' app: finding, collecting, reviewing. */
export class MemberShop extends PhoneApp {
  /** Opens the offer that the first banner leads to. */
  async openBanner(): Promise<void> {
    await this.driver.tap('.banner-swiper__picture');
    await this.driver.waitFor('.offer-head');
  }

  async favourite(): Promise<void> {
    await this.driver.tap('.offer-favourite');
    await this.driver.waitFor('.offer-favourite--on');
  }

  async openFavourites(): Promise<void> {
    await this.open();
    await this.driver.tapTab('我的');
    await this.driver.tap('.mine-favourites');
    await this.driver.waitFor('.favourite-row');
  }

  /** Opens the search from the first page; earlier words stand there. */
  async openSearch(): Promise<void> {
    await this.driver.tap('.home-search');
    await this.driver.waitFor('.search-box');
  }

  async searchFor(words: string): Promise<void> {
    await this.driver.type('.search-box', words);
    await this.driver.confirm('.search-box');
    await this.driver.waitFor('.shop-kinds');
  }

  /** Chooses in one of the lines above the shop. */
  async narrow(line: 'kinds' | 'categories' | 'sorts', choice: string): Promise<void> {
    await this.driver.tap(`.shop-${line} .lk-segment__option`, choice);
  }

  /** The text of the offer that heads the list; empty while it is loading. */
  async firstOffer(): Promise<string> {
    const [first] = await this.driver.textsOf('.offer-row');
    return first ?? '';
  }

  /** Puts the open offer into the cart, which then holds so many pieces. */
  async addToCart(pieces: number): Promise<void> {
    await this.driver.waitFor('.offer-add');
    await this.driver.tap('.offer-add');
    await this.driver.waitFor('.cart-button__badge', String(pieces));
  }

  /** Reviews the goods of the latest order from the open order. */
  async review(wish: { stars: number; words: string; picture: Uint8Array }): Promise<void> {
    await this.driver.tap('.order-review');
    await this.driver.waitFor('.review-submit');
    await this.driver.tap(`.score-star-${wish.stars}`);
    await this.driver.type('.write-text', wish.words);
    await this.driver.tapAndPick('.lk-picture-picker__add', [wish.picture]);
    await this.driver.waitFor('.review-submit', '发布评价');
    await this.shoot('review');
    await this.driver.tap('.review-submit');
    await this.driver.waitForToast('已提交，审核后展示');
  }

  async openOwnReviews(): Promise<void> {
    await this.open({ path: '/features/review/pages/my-reviews' });
    await this.driver.waitFor('.my-review');
  }
}
