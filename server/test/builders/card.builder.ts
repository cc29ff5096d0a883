import { nextCardNo } from '@lakeside/shared/card/card-number';
import { CardStatus } from '@lakeside/shared/card/card.status';
import { CardSecretService } from '../../src/modules/card/card-secret.service';
import { Card } from '../../src/modules/card/entities/card.entity';
import type { TestApp } from '../kit/test-app';

export interface CardsToMake {
  productId: number;
  count: number;
  /** The first number; the others follow. */
  firstCardNo: string;
}

/** The secret of a card made by `someCards`. */
export function secretOf(cardNo: string): string {
  return `S${cardNo}`;
}

/** Consecutive inactive cards in platform stock, as an import leaves them. Answers their numbers. */
export async function someCards(app: TestApp, cards: CardsToMake): Promise<string[]> {
  const secrets = await app.get(CardSecretService);
  const cardNos = Array.from({ length: cards.count }, (_, offset) => numberAt(cards.firstCardNo, offset));
  const createdAt = app.clock.now();
  const rows = cardNos.map((cardNo) => ({
    cardNo,
    secretHash: secrets.hash(cardNo, secretOf(cardNo)),
    productId: cards.productId,
    kind: 'physicalCard' as const,
    status: CardStatus.inactive,
    holderKind: 'platform' as const,
    createdAt,
  }));
  for (let start = 0; start < rows.length; start += 1000) {
    const chunk = rows.slice(start, start + 1000);
    await app.dataSource.createQueryBuilder().insert().into(Card).values(chunk).updateEntity(false).execute();
  }
  return cardNos;
}

function numberAt(firstCardNo: string, offset: number): string {
  const cardNo = nextCardNo(firstCardNo, offset);
  if (cardNo === null) throw new Error(`no number ${offset} places after ${firstCardNo}`);
  return cardNo;
}
