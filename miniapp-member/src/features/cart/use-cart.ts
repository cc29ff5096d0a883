import type { Cart, CartLine } from '@lakeside/shared/order/cart.contract';
import { showError } from '@lakeside/shared/ui/feedback';
import { useDetail } from '@lakeside/shared/ui/use-detail';
import { computed, onScopeDispose, ref, shallowRef, watch } from 'vue';
import { sdk } from '@/app/api';
import { useCartStore } from '@/app/cart.store';
import { withLines } from './cart-lines';

const largestQuantity = 999;
/** How long 撤销 is offered; the server would take it longer. */
const undoMs = 8_000;

/**
 * The own cart (MB-018, MB-021). A change is shown at once and then told to the server, one after the other; its last
 * answer is what counts.
 */
export function useCart() {
  const { data: cart, errorText, reload } = useDetail(() => sdk.cart.getCart());
  const waiting = ref(0);
  const wantedQuantity = new Map<number, number>();
  let tail = Promise.resolve();

  watch(cart, (now) => now && useCartStore().setPieces(now.pieces));

  function show(change: (lines: CartLine[]) => CartLine[]): void {
    if (cart.value) cart.value = withLines(change(cart.value.lines));
  }

  /** `call` answers null when there is nothing left to tell. */
  function tell(call: () => Promise<Cart> | null): Promise<void> {
    waiting.value += 1;
    tail = tail.then(async () => {
      try {
        const answer = await call();
        // An answer to an earlier change would put back what is shown of the later ones.
        if (answer && waiting.value === 1) cart.value = answer;
      } catch (error) {
        showError(error);
        if (waiting.value === 1) await reload();
      } finally {
        waiting.value -= 1;
      }
    });
    return tail;
  }

  function setQuantity(lineId: number, typed: number): Promise<void> {
    const whole = Number.isFinite(typed) ? Math.trunc(typed) : 1;
    const quantity = Math.min(largestQuantity, Math.max(1, whole));
    show((lines) =>
      lines.map((line) =>
        line.lineId === lineId ? { ...line, quantity, amountFen: line.unitPriceFen * quantity } : line,
      ),
    );
    wantedQuantity.set(lineId, quantity);
    // Quick taps are told once, with what they came to.
    return tell(() => {
      const wanted = wantedQuantity.get(lineId);
      wantedQuantity.delete(lineId);
      if (wanted === undefined) return null;
      return sdk.cart.setCartQuantity({ params: { id: lineId }, body: { quantity: wanted } });
    });
  }

  function choose(lineIds: number[], isChosen: boolean): Promise<void> {
    if (lineIds.length === 0) return tail;
    show((lines) => lines.map((line) => (lineIds.includes(line.lineId) ? { ...line, isChosen } : line)));
    return tell(() => sdk.cart.chooseCartLines({ body: { lineIds, isChosen } }));
  }

  const undo = useUndo((lineIds) => tell(() => sdk.cart.restoreCartLines({ body: { lineIds } })));

  function remove(lineIds: number[]): Promise<void> {
    show((lines) => lines.filter((line) => !lineIds.includes(line.lineId)));
    undo.offer(lineIds);
    return tell(() => sdk.cart.removeCartLines({ body: { lineIds } }));
  }

  return {
    cart,
    errorText,
    reload,
    isBusy: computed(() => waiting.value > 0),
    setQuantity,
    choose,
    remove,
    removedCount: undo.count,
    undo: undo.take,
    /** Resolves when everything is told. */
    settled: () => tail,
  };
}

/** Lines that were just taken out and can be put back for a while. */
function useUndo(restore: (lineIds: number[]) => Promise<void>) {
  const removedIds = shallowRef<number[]>([]);
  let timer: ReturnType<typeof setTimeout> | undefined;

  function forget(): void {
    clearTimeout(timer);
    removedIds.value = [];
  }

  function offer(lineIds: number[]): void {
    forget();
    removedIds.value = lineIds;
    timer = setTimeout(forget, undoMs);
  }

  function take(): Promise<void> {
    const lineIds = removedIds.value;
    forget();
    return lineIds.length === 0 ? Promise.resolve() : restore(lineIds);
  }

  onScopeDispose(forget);
  return { count: computed(() => removedIds.value.length), offer, take };
}
