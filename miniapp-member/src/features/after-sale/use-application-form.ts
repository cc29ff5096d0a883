import type { AfterSaleOptions, AfterSaleTarget } from '@lakeside/shared/after-sale/after-sale.contract';
import type { AfterSaleKind, AfterSaleReason } from '@lakeside/shared/after-sale/after-sale.status';
import { formatFen, parseYuan, portionOf } from '@lakeside/shared/kernel/money';
import { computed, reactive, type Ref } from 'vue';

type Reason = AfterSaleOptions['kinds'][number]['reasons'][number];

/** What a member chooses and types to ask for after-sale, and what follows from it. */
export function useApplicationForm(options: Readonly<Ref<AfterSaleOptions | null>>) {
  const form = reactive({
    target: 0,
    kind: null as AfterSaleKind | null,
    reason: null as AfterSaleReason | null,
    quantity: 1,
    amountText: '',
    description: '',
    pictures: [] as string[],
  });
  const targets = computed(() =>
    (options.value?.targets ?? []).filter(({ openCaseId }) => openCaseId === null),
  );
  const target = computed<AfterSaleTarget | null>(() => targets.value[form.target] ?? null);
  const kinds = computed(() => options.value?.kinds ?? []);
  const reasons = computed<Reason[]>(() => kinds.value.find(({ kind }) => kind === form.kind)?.reasons ?? []);
  const reason = computed(() => reasons.value.find((one) => one.reason === form.reason) ?? null);
  const isMoney = computed(() => form.kind !== null && form.kind !== 'exchange');
  /** The most that can be asked for these units. */
  const maxFen = computed(() => {
    const { quantity = 0, refundableFen = 0 } = target.value ?? {};
    return form.quantity > quantity ? refundableFen : portionOf(refundableFen, form.quantity, quantity);
  });

  /** Begins with the first goods; what was chosen and typed before stays. */
  function begin(): void {
    const [only] = kinds.value;
    if (form.kind === null && kinds.value.length === 1 && only) form.kind = only.kind;
    if (form.amountText === '') chooseTarget(0);
  }

  function chooseTarget(index: number): void {
    form.target = index;
    form.quantity = target.value?.isWhole ? target.value.quantity : 1;
    form.amountText = yuan(maxFen.value);
  }

  function setQuantity(count: number): void {
    const most = target.value?.quantity ?? 1;
    form.quantity = Math.min(Math.max(1, Number.isSafeInteger(count) ? count : 1), most);
    form.amountText = yuan(maxFen.value);
  }

  function chooseKind(kind: AfterSaleKind): void {
    form.kind = kind;
    if (!reasons.value.some((one) => one.reason === form.reason)) form.reason = null;
  }

  return {
    ...{ form, targets, target, kinds, reasons, reason, isMoney, maxFen },
    ...{ begin, chooseTarget, setQuantity, chooseKind },
  };
}

type ApplicationForm = ReturnType<typeof useApplicationForm>;

export interface Missing {
  readonly field: 'kind' | 'reason' | 'amountFen' | 'pictures';
  readonly message: string;
}

/** What the member has to mend before it is sent, at its field; null when nothing is wrong. */
export function missingOf({ form, reason, isMoney, maxFen }: ApplicationForm): Missing | null {
  if (form.kind === null) return { field: 'kind', message: '请选择售后类型' };
  if (form.reason === null) return { field: 'reason', message: '请选择原因' };
  const amountFen = parseYuan(form.amountText) ?? 0;
  if (isMoney.value && amountFen < 1) return { field: 'amountFen', message: '请填写退款金额' };
  if (isMoney.value && amountFen > maxFen.value) {
    return { field: 'amountFen', message: `最多可退 ${formatFen(maxFen.value)} 元` };
  }
  if (reason.value?.needsPictures && form.pictures.length === 0) {
    return { field: 'pictures', message: '请上传照片，让商家看清问题' };
  }
  return null;
}

/** As a person would type it: 100.00, without the comma of thousands. */
function yuan(fen: number): string {
  return formatFen(fen).replaceAll(',', '');
}
