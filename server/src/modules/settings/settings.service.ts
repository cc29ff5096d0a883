import { type Settings, settingsSchema } from '@lakeside/shared/settings/settings.contract';
import { Inject, Provide, Scope, ScopeEnum } from '@midwayjs/core';
import { InjectDataSource } from '@midwayjs/typeorm';
import { DataSource } from 'typeorm';
import * as v from 'valibot';
import { Clock } from '../../platform/clock';
import type { Tx } from '../../platform/database/dialect';
import { TransactionService } from '../../platform/database/transaction';
import type { Actor } from '../../platform/http/actor';
import { AuditService } from '../audit/audit.service';
import { defaultSettings } from './domain/default-settings';
import { SettingsRow } from './entities/settings.entity';

const rowId = 1;

/** The settings that govern rules. Rules get them as an argument; services ask here. */
@Provide()
@Scope(ScopeEnum.Singleton)
export class SettingsService {
  @Inject() private readonly clock: Clock;
  @Inject() private readonly transactions: TransactionService;
  @Inject() private readonly audit: AuditService;
  @InjectDataSource() private readonly dataSource: DataSource;

  /** The settings now. Read by primary key each time, so a change counts at once on every server. Pass `tx` inside one. */
  async get(tx: Tx | null = null): Promise<Settings> {
    const row = await (tx ?? this.dataSource.manager).findOneBy(SettingsRow, { id: rowId });
    // A setting that is newer than the stored row takes its default.
    return v.parse(settingsSchema, { ...defaultSettings, ...row?.value });
  }

  /** Replaces all settings. */
  async updateSettings(actor: Actor, settings: Settings): Promise<Settings> {
    return this.transactions.run(actor, async (tx) => {
      const before = await this.get(tx);
      await tx.save(SettingsRow, { id: rowId, value: settings, updatedAt: this.clock.now() });
      await this.audit.record(tx, actor, {
        action: 'settings.update',
        targetKind: 'settings',
        targetId: null,
        before,
        after: settings,
      });
      return settings;
    });
  }
}
