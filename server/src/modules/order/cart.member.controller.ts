import type { ParsedInput } from '@lakeside/shared/kernel/endpoint';
import { cartMemberContract } from '@lakeside/shared/order/cart.contract';
import { Inject, Provide, Scope, ScopeEnum } from '@midwayjs/core';
import type { MemberActor } from '../../platform/http/actor';
import { Serve } from '../../platform/http/serve';
import { CartService } from './cart.service';

type Input<Name extends keyof typeof cartMemberContract> = ParsedInput<(typeof cartMemberContract)[Name]>;

@Provide()
@Scope(ScopeEnum.Singleton)
export class CartMemberController {
  @Inject() private readonly carts: CartService;

  @Serve(cartMemberContract.getCart)
  async getCart(actor: MemberActor) {
    return this.carts.getCart(actor);
  }

  @Serve(cartMemberContract.countCart)
  async countCart(actor: MemberActor) {
    return this.carts.countCart(actor);
  }

  @Serve(cartMemberContract.addToCart)
  async addToCart(actor: MemberActor, input: Input<'addToCart'>) {
    return this.carts.add(actor, input.body);
  }

  @Serve(cartMemberContract.setCartQuantity)
  async setCartQuantity(actor: MemberActor, input: Input<'setCartQuantity'>) {
    return this.carts.setQuantity(actor, { id: input.params.id, ...input.body });
  }

  @Serve(cartMemberContract.chooseCartLines)
  async chooseCartLines(actor: MemberActor, input: Input<'chooseCartLines'>) {
    return this.carts.choose(actor, input.body);
  }

  @Serve(cartMemberContract.removeCartLines)
  async removeCartLines(actor: MemberActor, input: Input<'removeCartLines'>) {
    return this.carts.remove(actor, input.body.lineIds);
  }

  @Serve(cartMemberContract.restoreCartLines)
  async restoreCartLines(actor: MemberActor, input: Input<'restoreCartLines'>) {
    return this.carts.restore(actor, input.body.lineIds);
  }
}
