import type { ParsedInput } from '@lakeside/shared/kernel/endpoint';
import { storeShopContract } from '@lakeside/shared/store-order/store-shop.contract';
import { Inject, Provide, Scope, ScopeEnum } from '@midwayjs/core';
import type { ChannelActor } from '../../platform/http/actor';
import { Serve } from '../../platform/http/serve';
import { StoreAddressService } from './store-address.service';
import { StoreCartService } from './store-cart.service';
import { StoreGoodsService } from './store-goods.service';

type Input<Name extends keyof typeof storeShopContract> = ParsedInput<(typeof storeShopContract)[Name]>;

@Provide()
@Scope(ScopeEnum.Singleton)
export class StoreShopChannelController {
  @Inject() private readonly goods: StoreGoodsService;
  @Inject() private readonly carts: StoreCartService;
  @Inject() private readonly addresses: StoreAddressService;

  @Serve(storeShopContract.listStoreCategories)
  async listStoreCategories() {
    return this.goods.listCategories();
  }

  @Serve(storeShopContract.listStoreGoods)
  async listStoreGoods(actor: ChannelActor, input: Input<'listStoreGoods'>) {
    return this.goods.listGoods(actor, input.query);
  }

  @Serve(storeShopContract.getStoreGoods)
  async getStoreGoods(actor: ChannelActor, input: Input<'getStoreGoods'>) {
    return this.goods.getGoods(actor, input.params.id);
  }

  @Serve(storeShopContract.setStoreFavourite)
  async setStoreFavourite(actor: ChannelActor, input: Input<'setStoreFavourite'>) {
    return this.goods.setFavourite(actor, { ...input.params, ...input.body });
  }

  @Serve(storeShopContract.listStoreFavourites)
  async listStoreFavourites(actor: ChannelActor, input: Input<'listStoreFavourites'>) {
    return this.goods.listFavourites(actor, input.query);
  }

  @Serve(storeShopContract.getStoreCart)
  async getStoreCart(actor: ChannelActor) {
    return this.carts.getCart(actor);
  }

  @Serve(storeShopContract.addToStoreCart)
  async addToStoreCart(actor: ChannelActor, input: Input<'addToStoreCart'>) {
    return this.carts.add(actor, input.body);
  }

  @Serve(storeShopContract.setStoreCartLine)
  async setStoreCartLine(actor: ChannelActor, input: Input<'setStoreCartLine'>) {
    return this.carts.setLine(actor, input.params.id, input.body);
  }

  @Serve(storeShopContract.removeFromStoreCart)
  async removeFromStoreCart(actor: ChannelActor, input: Input<'removeFromStoreCart'>) {
    return this.carts.remove(actor, input.body.packageIds);
  }

  @Serve(storeShopContract.listStoreAddresses)
  async listStoreAddresses(actor: ChannelActor) {
    return this.addresses.list(actor);
  }

  @Serve(storeShopContract.createStoreAddress)
  async createStoreAddress(actor: ChannelActor, input: Input<'createStoreAddress'>) {
    return this.addresses.create(actor, input.body);
  }

  @Serve(storeShopContract.updateStoreAddress)
  async updateStoreAddress(actor: ChannelActor, input: Input<'updateStoreAddress'>) {
    return this.addresses.update(actor, input.params.id, input.body);
  }

  @Serve(storeShopContract.deleteStoreAddress)
  async deleteStoreAddress(actor: ChannelActor, input: Input<'deleteStoreAddress'>) {
    return this.addresses.remove(actor, input.params.id);
  }
}
