import { ActivationStatus } from '@lakeside/shared/card/card.status';
import { Inject, Provide, Scope, ScopeEnum } from '@midwayjs/core';
import { lockById, type Tx } from '../../platform/database/dialect';
import type { Actor } from '../../platform/http/actor';
import { AuditService } from '../audit/audit.service';
import { DocumentService } from '../document/document.service';
import { CardActivation } from './entities/card-activation.entity';

/** What becomes of papers that wait for a channel when it is closed. */
@Provide()
@Scope(ScopeEnum.Singleton)
export class CardClosedChannelService {
  @Inject() private readonly audit: AuditService;
  @Inject() private readonly documents: DocumentService;

  /** Requests of L3 that wait for this L2 become the L1's to decide: nobody else could, and their cards are locked. */
  async passOnRequests(tx: Tx, actor: Actor, l2Id: number): Promise<void> {
    const waiting = await tx.find(CardActivation, {
      where: { l2Id, status: ActivationStatus.pendingL2 },
      select: { id: true },
    });
    const locked = await lockById(
      tx,
      CardActivation,
      waiting.map(({ id }) => id),
    );
    for (const { id, number, status } of locked) {
      // The requester may have taken it back between the two reads.
      if (status !== ActivationStatus.pendingL2) continue;
      await tx.update(CardActivation, { id }, { status: ActivationStatus.pendingL1 });
      await this.documents.addStep(tx, actor, {
        kind: 'cardActivation',
        id,
        action: '二级渠道已停用，转交一级',
      });
      await this.audit.record(tx, actor, {
        action: 'cardActivation.passOn',
        targetKind: 'cardActivation',
        targetId: id,
        targetLabel: number,
        before: { status },
        after: { status: ActivationStatus.pendingL1 },
      });
    }
  }
}
