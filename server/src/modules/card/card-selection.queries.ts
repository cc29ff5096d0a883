import { type CardRange, type CardSelection, countOfRange } from '@lakeside/shared/card/card-number';
import type { EntityManager, ObjectLiteral } from 'typeorm';
import type { EligibilityRule, SelectedCard } from './domain/card-eligibility';
import { HolderKind } from './domain/card-holder';
import { Card } from './entities/card.entity';

/** A condition on columns of `card`, for a query builder. */
export interface SqlPart {
  readonly sql: string;
  readonly parameters: ObjectLiteral;
}

/** MariaDB turns longer IN lists into a subquery, which an UPDATE would run against the whole table. */
const numbersPerStatement = 900;

/** The cards of a selection as conditions that cover each card once: all ranges together, single numbers in chunks, in order. */
export function selectionParts(selection: CardSelection): SqlPart[] {
  const parts = cardNoChunks(selection.cardNos).map((cardNos) => ({
    sql: 'cardNo IN (:...cardNos)',
    parameters: { cardNos },
  }));
  return selection.ranges.length === 0 ? parts : [rangesPart(selection.ranges), ...parts];
}

/** Single card numbers in order, as many at a time as one statement bears. */
export function cardNoChunks(cardNos: readonly string[]): string[][] {
  const sorted = [...cardNos].sort();
  const chunks: string[][] = [];
  for (let start = 0; start < sorted.length; start += numbersPerStatement) {
    chunks.push(sorted.slice(start, start + numbersPerStatement));
  }
  return chunks;
}

function rangesPart(ranges: readonly CardRange[]): SqlPart {
  const parameters: ObjectLiteral = {};
  const conditions = [...ranges]
    .sort((left, right) => (left.from < right.from ? -1 : 1))
    .map((range, index) => {
      parameters[`from${index}`] = range.from;
      parameters[`to${index}`] = range.to;
      parameters[`length${index}`] = range.from.length;
      parameters[`tail${index}`] = range.from.length - countingDigits(range) + 1;
      // Text between two numbers may be longer, or hold letters where the range counts digits: neither belongs to the range.
      return (
        `(cardNo BETWEEN :from${index} AND :to${index} AND LENGTH(cardNo) = :length${index}` +
        ` AND SUBSTR(cardNo, :tail${index}) = LOWER(SUBSTR(cardNo, :tail${index})))`
      );
    });
  return { sql: `(${conditions.join(' OR ')})`, parameters };
}

/** How many digits at the end of both numbers do the counting. */
function countingDigits(range: CardRange): number {
  if (countOfRange(range) === null)
    throw new RangeError(`not a range of card numbers: ${range.from} … ${range.to}`);
  const digitsAtEnd = (cardNo: string) => /\d*$/.exec(cardNo)?.[0].length ?? 0;
  return Math.min(digitsAtEnd(range.from), digitsAtEnd(range.to));
}

/** `exclusionOf(card, rule) === null` as a condition. */
export function eligiblePart(rule: EligibilityRule): SqlPart {
  const conditions = ['lockDocumentId IS NULL', 'status IN (:...statuses)'];
  const parameters: ObjectLiteral = { statuses: [...rule.statuses] };
  if (rule.holder !== 'anyone') {
    conditions.push('holderKind = :holderKind');
    parameters['holderKind'] = rule.holder === null ? HolderKind.platform : HolderKind.channel;
  }
  if (typeof rule.holder === 'number') {
    conditions.push('holderChannelId = :holderChannelId');
    parameters['holderChannelId'] = rule.holder;
  }
  if (rule.productId !== null) {
    conditions.push('productId = :productId');
    parameters['productId'] = rule.productId;
  }
  return { sql: conditions.join(' AND '), parameters };
}

export interface SelectedCardRow extends SelectedCard {
  readonly lockDocumentKind: string | null;
}

/** The existing cards of a selection with what eligibility asks about; at most 10,000 small rows. */
export async function findSelectedCards(
  source: EntityManager,
  selection: CardSelection,
): Promise<SelectedCardRow[]> {
  const cards: SelectedCardRow[] = [];
  for (const part of selectionParts(selection)) {
    const rows = await source
      .createQueryBuilder(Card, 'card')
      .select('card.cardNo', 'cardNo')
      .addSelect('card.productId', 'productId')
      .addSelect('card.status', 'status')
      .addSelect('card.holderKind', 'holderKind')
      .addSelect('card.holderChannelId', 'holderChannelId')
      .addSelect('card.lockDocumentId', 'lockDocumentId')
      .addSelect('card.lockDocumentKind', 'lockDocumentKind')
      .where(part.sql, part.parameters)
      .getRawMany<SelectedCardRow>();
    cards.push(...rows);
  }
  return cards;
}
