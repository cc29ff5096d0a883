import type { Address, addressBody } from '@lakeside/shared/member/member.contract';
import { memberError } from '@lakeside/shared/member/member.errors';
import { Inject, Provide, Scope, ScopeEnum } from '@midwayjs/core';
import { InjectDataSource } from '@midwayjs/typeorm';
import { DataSource, Not } from 'typeorm';
import type { InferOutput } from 'valibot';
import { lockById, type Tx } from '../../platform/database/dialect';
import { TransactionService } from '../../platform/database/transaction';
import type { MemberActor } from '../../platform/http/actor';
import { AuditService } from '../audit/audit.service';
import { heirOfDefault, isDefaultAfterSave, maxAddresses } from './domain/plan-default-address';
import { MemberAddressRow } from './entities/member-address.entity';
import { MemberRow } from './entities/member.entity';
import { toAddress } from './member.service';

type AddressBody = InferOutput<typeof addressBody>;

/** Own addresses of members; all writes of one member wait for each other (MB-024, MB-070). */
@Provide()
@Scope(ScopeEnum.Singleton)
export class MemberAddressService {
  @Inject() private readonly audit: AuditService;
  @Inject() private readonly transactions: TransactionService;
  @InjectDataSource() private readonly dataSource: DataSource;

  /** The default first, then the newest. */
  async listAddresses(actor: MemberActor): Promise<Address[]> {
    const rows = await this.dataSource.getRepository(MemberAddressRow).find({
      where: { memberId: actor.memberId },
      order: { isDefault: 'DESC', id: 'DESC' },
      take: maxAddresses,
    });
    return rows.map(toAddress);
  }

  /** Throws ADDRESS_LIMIT. */
  createAddress(actor: MemberActor, body: AddressBody): Promise<Address> {
    return this.transactions.run(actor, async (tx) => {
      const others = await this.lockAddresses(tx, actor.memberId);
      if (others.length >= maxAddresses) throw memberError('ADDRESS_LIMIT', { limit: maxAddresses });
      const isDefault = isDefaultAfterSave(others, { wantsDefault: body.isDefault, wasDefault: false });
      const row = tx.create(MemberAddressRow, { ...body, memberId: actor.memberId, isDefault });
      await tx.insert(MemberAddressRow, row);
      return this.finish(tx, actor, { id: row.id, isDefault, action: 'member.createAddress' });
    });
  }

  /** Throws ADDRESS_NOT_FOUND. */
  updateAddress(actor: MemberActor, input: { id: number; body: AddressBody }): Promise<Address> {
    return this.transactions.run(actor, async (tx) => {
      const { id, body } = input;
      const addresses = await this.lockAddresses(tx, actor.memberId);
      const own = addresses.find((address) => address.id === id);
      if (!own) throw memberError('ADDRESS_NOT_FOUND');
      const others = addresses.filter((address) => address.id !== id);
      const isDefault = isDefaultAfterSave(others, {
        wantsDefault: body.isDefault,
        wasDefault: own.isDefault,
      });
      await tx.update(MemberAddressRow, { id }, { ...body, isDefault });
      return this.finish(tx, actor, { id, isDefault, action: 'member.updateAddress' });
    });
  }

  /** Throws ADDRESS_NOT_FOUND. */
  deleteAddress(actor: MemberActor, id: number): Promise<{ ok: true }> {
    return this.transactions.run(actor, async (tx) => {
      const addresses = await this.lockAddresses(tx, actor.memberId);
      if (!addresses.some((address) => address.id === id)) throw memberError('ADDRESS_NOT_FOUND');
      const heirId = heirOfDefault(addresses, id);
      await tx.delete(MemberAddressRow, { id });
      if (heirId !== null) await tx.update(MemberAddressRow, { id: heirId }, { isDefault: true });
      await this.record(tx, actor, { id, action: 'member.deleteAddress' });
      return { ok: true };
    });
  }

  private async lockAddresses(tx: Tx, memberId: number): Promise<MemberAddressRow[]> {
    await lockById(tx, MemberRow, [memberId]);
    return tx.findBy(MemberAddressRow, { memberId });
  }

  private async finish(
    tx: Tx,
    actor: MemberActor,
    saved: { id: number; isDefault: boolean; action: string },
  ): Promise<Address> {
    const { memberId } = actor;
    if (saved.isDefault) {
      await tx.update(MemberAddressRow, { memberId, id: Not(saved.id) }, { isDefault: false });
    }
    await this.record(tx, actor, saved);
    return toAddress(await tx.findOneByOrFail(MemberAddressRow, { id: saved.id }));
  }

  /** The address itself is private and stays out of the log. */
  private record(tx: Tx, actor: MemberActor, change: { id: number; action: string }): Promise<void> {
    return this.audit.record(tx, actor, {
      action: change.action,
      targetKind: 'memberAddress',
      targetId: change.id,
    });
  }
}
