import {
  type CardSelection,
  countOfRange,
  countOfSelection,
  nextCardNo,
} from '@lakeside/shared/card/card-number';
import { type CardStatus, ExclusionReason } from '@lakeside/shared/card/card.status';
import { HolderKind, type HolderSide } from './card-holder';

/** What must be true of a card before a document may take it. Every rule also asks that no other document has it. */
export interface EligibilityRule {
  /** Who must have it; `anyone` for the back office, which voids cards wherever they are. */
  readonly holder: HolderSide | 'anyone';
  readonly statuses: readonly CardStatus[];
  /** Null when the selection itself decides the product. */
  readonly productId: number | null;
}

export interface SelectedCard {
  readonly cardNo: string;
  readonly productId: number;
  readonly status: CardStatus;
  readonly holderKind: HolderKind;
  readonly holderChannelId: number | null;
  readonly lockDocumentId: number | null;
}

export interface Exclusion {
  reason: ExclusionReason;
  count: number;
  /** The first 20. */
  cardNos: string[];
}

export interface ExplainedSelection {
  readonly total: number;
  readonly eligible: number;
  /** How many eligible cards there are of each product. */
  readonly eligibleByProduct: ReadonlyMap<number, number>;
  /** Only reasons that occur, in the order in which a person would clear them up. */
  readonly excluded: readonly Exclusion[];
}

const shownPerReason = 20;

/** Why a card cannot take part, the first reason that applies; null when it can. `card-selection.queries.ts` says the same in SQL. */
export function exclusionOf(card: SelectedCard, rule: EligibilityRule): ExclusionReason | null {
  if (!isHeldBy(card, rule.holder)) return ExclusionReason.notHeld;
  if (card.lockDocumentId !== null) return ExclusionReason.locked;
  if (!rule.statuses.includes(card.status)) return ExclusionReason.wrongStatus;
  if (rule.productId !== null && card.productId !== rule.productId) return ExclusionReason.wrongProduct;
  return null;
}

function isHeldBy(card: SelectedCard, holder: EligibilityRule['holder']): boolean {
  if (holder === 'anyone') return true;
  if (holder === null) return card.holderKind === HolderKind.platform;
  return card.holderKind === HolderKind.channel && card.holderChannelId === holder;
}

/** Sorts the numbers of a selection into those that can take part and, by reason, those that cannot. */
export function explainSelection(
  selection: CardSelection,
  cards: readonly SelectedCard[],
  rule: EligibilityRule,
): ExplainedSelection {
  const cardByNo = new Map(cards.map((card) => [card.cardNo, card]));
  const excludedByReason = new Map<ExclusionReason, Exclusion>();
  const eligibleByProduct = new Map<number, number>();
  let eligible = 0;
  for (const cardNo of numbersOf(selection)) {
    const card = cardByNo.get(cardNo);
    const reason = card ? exclusionOf(card, rule) : ExclusionReason.unknown;
    if (reason !== null) {
      const exclusion = excludedByReason.get(reason) ?? { reason, count: 0, cardNos: [] };
      exclusion.count += 1;
      if (exclusion.cardNos.length < shownPerReason) exclusion.cardNos.push(cardNo);
      excludedByReason.set(reason, exclusion);
    } else if (card) {
      eligible += 1;
      eligibleByProduct.set(card.productId, (eligibleByProduct.get(card.productId) ?? 0) + 1);
    }
  }
  const excluded = Object.values(ExclusionReason).flatMap((reason) => excludedByReason.get(reason) ?? []);
  return { total: countOfSelection(selection), eligible, eligibleByProduct, excluded };
}

/** Every number of the selection, ranges first. */
export function* numbersOf(selection: CardSelection): Generator<string> {
  for (const range of selection.ranges) {
    const count = countOfRange(range) ?? 0;
    for (let offset = 0; offset < count; offset += 1) {
      const cardNo = nextCardNo(range.from, offset);
      if (cardNo !== null) yield cardNo;
    }
  }
  yield* selection.cardNos;
}
