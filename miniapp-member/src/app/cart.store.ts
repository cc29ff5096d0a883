import type { cartMemberContract } from '@lakeside/shared/order/cart.contract';
import { newIdempotencyKey } from '@lakeside/shared/sdk/idempotency-key';
import { showError, showToast } from '@lakeside/shared/ui/feedback';
import { defineStore } from 'pinia';
import { computed, ref } from 'vue';
import type { InferInput } from 'valibot';
import { sdk } from './api';
import { openLogin } from './routes';
import { useSessionStore } from './session.store';

type CartWish = InferInput<typeof cartMemberContract.addToCart.body>;

const largestQuantity = 999;

/** What every page knows of the cart: how many pieces are in it, and how to put something in (MB-017). */
export const useCartStore = defineStore('cart', () => {
  const session = useSessionStore();
  const known = ref(0);
  const isAdding = ref(false);
  /** What a guest wanted; it is put in as soon as they are logged in. */
  let wished: CartWish | null = null;

  const pieces = computed(() => (session.isSignedIn ? known.value : 0));

  function setPieces(count: number): void {
    known.value = count;
  }

  async function refresh(): Promise<void> {
    if (!session.isSignedIn) return;
    try {
      known.value = (await sdk.cart.countCart()).pieces;
    } catch {
      // The badge keeps what it shows: the page itself tells that the network is broken.
    }
  }

  /** Puts an offer in. A guest is asked to log in first. */
  async function add(wish: CartWish): Promise<void> {
    if (isAdding.value) return;
    if (!session.isSignedIn) {
      wished = wish;
      return openLogin();
    }
    isAdding.value = true;
    try {
      const answer = await sdk.cart.addToCart({ body: wish }, { idempotencyKey: newIdempotencyKey() });
      known.value = answer.pieces;
      showToast(answer.quantity < largestQuantity ? '已加入购物车' : `同一商品最多 ${largestQuantity} 份`);
    } catch (error) {
      showError(error);
    } finally {
      isAdding.value = false;
    }
  }

  /** After a login: what the guest wanted is really put in. */
  async function addWished(): Promise<void> {
    const wish = wished;
    wished = null;
    if (wish) await add(wish);
  }

  return { pieces, setPieces, refresh, add, addWished };
});
