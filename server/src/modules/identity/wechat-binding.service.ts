import { commonError } from '@lakeside/shared/kernel/app-error';
import { Inject, Provide, Scope, ScopeEnum } from '@midwayjs/core';
import { InjectDataSource } from '@midwayjs/typeorm';
import { DataSource } from 'typeorm';
import { Clock } from '../../platform/clock';
import { isUniqueViolation, lockById, type Tx } from '../../platform/database/dialect';
import { TransactionService } from '../../platform/database/transaction';
import type { ChannelActor, MemberActor } from '../../platform/http/actor';
import { type MiniProgram, WechatService, type WechatUser } from '../wechat/wechat.service';
import { CredentialRow } from './entities/credential.entity';
import { WechatBindingRow } from './entities/wechat-binding.entity';
import type { Subject } from './identity.service';

/** Someone with an account in one of the mini programs. */
type MiniProgramActor = MemberActor | ChannelActor;

/** Which WeChat user is which person. The last proof wins: a binding leaves the account it stood on before. */
@Provide()
@Scope(ScopeEnum.Singleton)
export class WechatBindingService {
  @Inject() private readonly clock: Clock;
  @Inject() private readonly transactions: TransactionService;
  @Inject() private readonly wechat: WechatService;
  @InjectDataSource() private readonly dataSource: DataSource;

  async bindingOf(actor: MiniProgramActor): Promise<{ isBound: boolean }> {
    const { credentialId } = actor;
    return { isBound: await this.dataSource.manager.existsBy(WechatBindingRow, { credentialId }) };
  }

  /** Binds the WeChat user of a `wx.login` code. Throws WECHAT_CODE_INVALID, WECHAT_BUSY, WECHAT_OFF. */
  async bindByCode(actor: MiniProgramActor, code: string): Promise<{ isBound: boolean }> {
    const user = await this.userOf(actor.kind, code);
    await this.transactions.run(actor, (tx) =>
      this.bind(tx, { program: actor.kind, credentialId: actor.credentialId, user }),
    );
    return { isBound: true };
  }

  /** The next WeChat login of this person asks for the phone number again. */
  async unbind(actor: MiniProgramActor): Promise<{ ok: true }> {
    const { credentialId } = actor;
    await this.transactions.run(actor, (tx) => tx.delete(WechatBindingRow, { credentialId }));
    return { ok: true };
  }

  /** The WeChat user of a `wx.login` code, with refusals a person can read. */
  async userOf(program: MiniProgram, code: string): Promise<WechatUser> {
    try {
      return await this.wechat.code2Session(program, code);
    } catch (error) {
      throw this.wechat.refusalOf(error);
    }
  }

  async bind(
    tx: Tx,
    binding: { program: MiniProgram; credentialId: number; user: WechatUser },
  ): Promise<void> {
    const { program, credentialId, user } = binding;
    await lockById(tx, CredentialRow, [credentialId]);
    const found = await tx.findOneBy(WechatBindingRow, { credentialId });
    if (found?.openId === user.openId && found.unionId === user.unionId) return;
    await tx.delete(WechatBindingRow, { credentialId });
    await tx.delete(WechatBindingRow, { program, openId: user.openId });
    try {
      await tx.insert(WechatBindingRow, { program, credentialId, ...user, boundAt: this.clock.now() });
    } catch (error) {
      if (isUniqueViolation(error, 'ux_wechat_binding_open_id')) throw commonError('CONFLICT');
      throw error;
    }
  }

  /** Who this WeChat user is; null when nobody knows them. */
  async findCredentialId(program: MiniProgram, openId: string): Promise<number | null> {
    const row = await this.dataSource.manager.findOneBy(WechatBindingRow, { program, openId });
    return row?.credentialId ?? null;
  }

  /** The openid behind an account that is still open; null when it is not bound. Never put it into an answer. */
  async openIdOfCredential(program: MiniProgram, credentialId: number): Promise<string | null> {
    const { manager } = this.dataSource;
    const isOpen = await manager.existsBy(CredentialRow, { id: credentialId, status: 'active' });
    const row = isOpen && (await manager.findOneBy(WechatBindingRow, { program, credentialId }));
    return row ? row.openId : null;
  }

  /** The openid of a person, for payments and messages; null when they are not bound. Never put it into an answer. */
  async openIdOf(subject: Subject): Promise<string | null> {
    const row = await this.dataSource
      .createQueryBuilder(WechatBindingRow, 'binding')
      .innerJoin(CredentialRow, 'credential', 'credential.id = binding.credentialId')
      .where('credential.subjectKind = :kind AND credential.subjectId = :id', subject)
      .getOne();
    return row?.openId ?? null;
  }
}
