import { cardError } from '@lakeside/shared/card/card.errors';
import { Inject, Provide, Scope, ScopeEnum } from '@midwayjs/core';
import { Clock } from '../../platform/clock';
import { forUpdate, type Tx, upsertIgnore } from '../../platform/database/dialect';
import { TransactionService } from '../../platform/database/transaction';
import { type Actor, actorIdOf } from '../../platform/http/actor';
import { CardSecretService } from './card-secret.service';
import { AttemptScope, liveFailures, lockedMinutes } from './domain/secret-attempts';
import { Card } from './entities/card.entity';
import { CardAttempt } from './entities/card-attempt.entity';

export interface CardCredentials {
  readonly cardNo: string;
  readonly secret: string;
}

type Verdict =
  | { readonly kind: 'right'; readonly cardId: number }
  | { readonly kind: 'wrong' }
  | { readonly kind: 'locked'; readonly minutes: number };

/** Checks card secrets and counts the wrong ones per card number, person and address. */
@Provide()
@Scope(ScopeEnum.Singleton)
export class CardSecretCheck {
  @Inject() private readonly clock: Clock;
  @Inject() private readonly transactions: TransactionService;
  @Inject() private readonly secrets: CardSecretService;

  /**
   * Answers the id of the card whose number and secret the actor knows. Throws CARD_BIND_REFUSED alike for a wrong secret
   * and for a number that does not exist, and CARD_BIND_LOCKED after too many of them.
   *
   * Runs in a transaction of its own, before the one of the use case, so that a wrong try counts although it is refused,
   * and holds the counters while it compares, so that parallel guesses cannot pass the limit together.
   */
  async requireCardId(actor: Actor, credentials: CardCredentials): Promise<number> {
    const subjects = [
      { scope: AttemptScope.card, subject: credentials.cardNo },
      { scope: AttemptScope.person, subject: `${actor.kind}:${actorIdOf(actor)}` },
      { scope: AttemptScope.address, subject: actor.request.ip.slice(0, 64) },
    ];
    const now = this.clock.now();
    // Committed beforehand: inserting and locking in one transaction would let two of them wait for each other.
    await this.transactions.retry((tx) =>
      upsertIgnore(
        tx,
        CardAttempt,
        subjects.map((subject) => ({ ...subject, failedCount: 0, lastFailedAt: now })),
      ),
    );
    const verdict = await this.transactions.retry(async (tx) => {
      const query = tx.createQueryBuilder(CardAttempt, 'attempt').where(subjects).orderBy('attempt.id');
      const attempts = await forUpdate(tx, query).getMany();
      return this.judge(tx, attempts, credentials);
    });
    switch (verdict.kind) {
      case 'right':
        return verdict.cardId;
      case 'wrong':
        throw cardError('CARD_BIND_REFUSED');
      case 'locked':
        throw cardError('CARD_BIND_LOCKED', { retryAfterMinutes: verdict.minutes });
    }
  }

  private async judge(
    tx: Tx,
    attempts: readonly CardAttempt[],
    credentials: CardCredentials,
  ): Promise<Verdict> {
    const now = this.clock.now();
    const minutes = lockedMinutes(attempts, now);
    if (minutes > 0) return { kind: 'locked', minutes };
    const { cardNo, secret } = credentials;
    const card = await tx.findOne(Card, { where: { cardNo }, select: { id: true, secretHash: true } });
    if (this.secrets.matches(cardNo, secret, card?.secretHash ?? null) && card) {
      await tx.update(CardAttempt, { scope: AttemptScope.card, subject: cardNo }, { failedCount: 0 });
      return { kind: 'right', cardId: card.id };
    }
    for (const attempt of attempts) {
      const failedCount = liveFailures(attempt, now) + 1;
      await tx.update(CardAttempt, { id: attempt.id }, { failedCount, lastFailedAt: now });
    }
    return { kind: 'wrong' };
  }
}
