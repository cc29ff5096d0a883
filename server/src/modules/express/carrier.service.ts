import type {
  carrierAdminContract,
  CarrierChoice,
  CarrierView,
} from '@lakeside/shared/express/carrier.contract';
import { expressError } from '@lakeside/shared/express/express.errors';
import type { ParsedInput } from '@lakeside/shared/kernel/endpoint';
import { Inject, Provide, Scope, ScopeEnum } from '@midwayjs/core';
import { InjectDataSource } from '@midwayjs/typeorm';
import { DataSource } from 'typeorm';
import { Clock } from '../../platform/clock';
import { isUniqueViolation, lockById } from '../../platform/database/dialect';
import { TransactionService, type Tx } from '../../platform/database/transaction';
import type { AdminActor } from '../../platform/http/actor';
import { AuditService } from '../audit/audit.service';
import { Carrier } from './entities/carrier.entity';

type NewCarrier = ParsedInput<typeof carrierAdminContract.createCarrier>['body'];
type CarrierChange = ParsedInput<typeof carrierAdminContract.updateCarrier>['body'];

/** Says the name of a carrier by its code; of a code nobody knows, the code itself. */
export type CarrierNames = (code: string) => string;

const limit = 100;

/** The express companies that parcels leave with, kept by the back office (AD-353). */
@Provide()
@Scope(ScopeEnum.Singleton)
export class CarrierService {
  @InjectDataSource() private readonly dataSource: DataSource;
  @Inject() private readonly transactions: TransactionService;
  @Inject() private readonly clock: Clock;
  @Inject() private readonly audit: AuditService;

  /** What shipping forms offer. Pass `tx` inside a transaction. */
  async offered(tx: Tx | null): Promise<CarrierChoice[]> {
    const rows = await this.rows(tx);
    return rows.filter((row) => row.isEnabled).map(({ code, name }) => ({ code, name }));
  }

  /** The names of all carriers, also of disabled ones: old shipments stay readable. */
  async names(tx: Tx | null): Promise<CarrierNames> {
    const rows = await this.rows(tx);
    const nameByCode = new Map(rows.map(({ code, name }) => [code, name]));
    return (code) => nameByCode.get(code) ?? code;
  }

  /** The carrier a parcel leaves with. Throws CARRIER_NOT_OFFERED for a disabled or unknown one. */
  async requireOffered(tx: Tx | null, code: string): Promise<CarrierChoice> {
    const row = await (tx ?? this.dataSource.manager).findOneBy(Carrier, { code });
    if (!row?.isEnabled) throw expressError('CARRIER_NOT_OFFERED', { carrierName: row?.name ?? code });
    return { code: row.code, name: row.name };
  }

  /** What 快递100 calls a carrier; null when it does not follow its parcels. */
  async findTrackingCode(code: string): Promise<string | null> {
    const row = await this.dataSource.manager.findOneBy(Carrier, { code });
    return row?.trackingCode ?? null;
  }

  /** Our codes of what 快递100 calls so: two of our carriers may be one of theirs. */
  async codesOf(trackingCode: string): Promise<string[]> {
    const rows = await this.dataSource.manager.find(Carrier, { where: { trackingCode }, take: limit });
    return rows.map((row) => row.code);
  }

  async list(): Promise<CarrierView[]> {
    return (await this.rows(null)).map(toCarrierView);
  }

  /** Throws CARRIER_CODE_TAKEN, CARRIER_LIMIT. */
  create(actor: AdminActor, body: NewCarrier): Promise<CarrierView> {
    return this.transactions.run(actor, async (tx) => {
      if ((await tx.count(Carrier)) >= limit) throw expressError('CARRIER_LIMIT', { limit });
      const row = tx.create(Carrier, { ...body, createdAt: this.clock.now() });
      try {
        await tx.insert(Carrier, row);
      } catch (error) {
        if (!isUniqueViolation(error, 'ux_carrier_code')) throw error;
        throw expressError('CARRIER_CODE_TAKEN', { code: body.code });
      }
      const after = toCarrierView(row);
      await this.audit.record(tx, actor, {
        action: 'carrier.create',
        targetKind: 'carrier',
        targetId: row.id,
        targetLabel: row.name,
        after,
      });
      return after;
    });
  }

  /** Shipments that left with it keep it, whatever changes. Throws CARRIER_NOT_FOUND. */
  update(actor: AdminActor, input: { id: number; body: CarrierChange }): Promise<CarrierView> {
    return this.transactions.run(actor, async (tx) => {
      const [row] = await lockById(tx, Carrier, [input.id]);
      if (!row) throw expressError('CARRIER_NOT_FOUND');
      await tx.update(Carrier, { id: row.id }, input.body);
      const after = toCarrierView({ ...row, ...input.body });
      await this.audit.record(tx, actor, {
        action: 'carrier.update',
        targetKind: 'carrier',
        targetId: row.id,
        targetLabel: after.name,
        before: toCarrierView(row),
        after,
      });
      return after;
    });
  }

  private rows(tx: Tx | null): Promise<Carrier[]> {
    return (tx ?? this.dataSource.manager).find(Carrier, {
      order: { sortOrder: 'ASC', id: 'ASC' },
      take: limit,
    });
  }
}

function toCarrierView(row: Carrier): CarrierView {
  const { id, code, name, phone, trackingCode, isEnabled, sortOrder } = row;
  return { id, code, name, phone, trackingCode, isEnabled, sortOrder };
}
