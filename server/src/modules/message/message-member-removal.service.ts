import { Provide, Scope, ScopeEnum } from '@midwayjs/core';
import type { Tx } from '../../platform/database/transaction';
import type { MemberRemovalPart } from '../member/member-removal.service';
import { MessageGrantRow } from './entities/message-grant.entity';
import { MessageRow } from './entities/message.entity';

/** Empties the inbox of a member whose account is deleted. */
@Provide()
@Scope(ScopeEnum.Singleton)
export class MessageMemberRemovalService implements MemberRemovalPart {
  async forget(tx: Tx, memberId: number): Promise<void> {
    const inbox = { audience: 'member', recipientId: memberId } as const;
    await tx.delete(MessageRow, inbox);
    await tx.delete(MessageGrantRow, inbox);
  }
}
