import { ParcelState } from '@lakeside/shared/express/express.status';
import { Inject, Provide, Scope, ScopeEnum } from '@midwayjs/core';
import { InjectDataSource } from '@midwayjs/typeorm';
import { createHash } from 'node:crypto';
import { DataSource, LessThan } from 'typeorm';
import { Clock } from '../../platform/clock';
import { AppConfig } from '../../platform/config/config';
import { lockById, type Tx, upsertIgnore } from '../../platform/database/dialect';
import { TransactionService } from '../../platform/database/transaction';
import { systemActor } from '../../platform/http/actor';
import { Logger } from '../../platform/observability/logger';
import { Outbox } from '../../platform/outbox/outbox';
import { afterNews, type Scan } from './domain/unite-scans';
import { CarrierService } from './carrier.service';
import { ExpressParcel } from './entities/express-parcel.entity';
import { ExpressScan } from './entities/express-scan.entity';
import { followParcelTopic } from './express.events';
import { Kuaidi100Client, Kuaidi100Refusal } from './kuaidi100.client';
import type { ParcelNews } from './kuaidi100-protocol';

export interface Waybill {
  readonly carrierCode: string;
  readonly waybillNo: string;
}

export interface ParcelTrack extends Waybill {
  readonly state: ParcelState;
  /** Oldest first. */
  readonly scans: readonly Scan[];
}

const silentHours = 6;
const refreshBatch = 100;
const maxScansShown = 200;
/** The news of a parcel that stays silent this long is not asked for any more. */
const followDays = 30;

/** Follows parcels on their way (MB-067). */
@Provide()
@Scope(ScopeEnum.Singleton)
export class ExpressTrackService {
  @InjectDataSource() private readonly dataSource: DataSource;
  @Inject() private readonly transactions: TransactionService;
  @Inject() private readonly clock: Clock;
  @Inject() private readonly config: AppConfig;
  @Inject() private readonly outbox: Outbox;
  @Inject() private readonly carriers: CarrierService;
  @Inject() private readonly client: Kuaidi100Client;
  @Inject() private readonly logger: Logger;

  /** Follows a parcel from now on; without an account of 快递100 nothing happens. */
  async follow(tx: Tx, waybill: Waybill & { receiverPhone: string }): Promise<void> {
    if (this.client.settings === null) return;
    const now = this.clock.now();
    const { carrierCode, waybillNo, receiverPhone } = waybill;
    await upsertIgnore(tx, ExpressParcel, [
      {
        carrierCode,
        waybillNo,
        phoneTail: receiverPhone.slice(-4),
        state: ParcelState.waiting,
        isFinal: false,
        scannedAt: null,
        heardAt: now,
        createdAt: now,
      },
    ]);
    const parcel = await tx.findOneByOrFail(ExpressParcel, { carrierCode, waybillNo });
    await this.outbox.add(tx, { topic: followParcelTopic, payload: { parcelId: parcel.id } });
  }

  /** Asks 快递100 to push the scans of a parcel. A refusal is final: the carrier's number is wrong, and only a person can mend it. */
  async subscribe(parcelId: number): Promise<void> {
    const parcel = await this.dataSource.getRepository(ExpressParcel).findOneBy({ id: parcelId });
    if (!parcel || parcel.isFinal) return;
    const { carrierCode, waybillNo } = parcel;
    const trackingCode = await this.carriers.findTrackingCode(carrierCode);
    if (trackingCode === null) return;
    try {
      const callbackUrl = `${this.config.publicUrl}/api/callback/express/tracks`;
      await this.client.subscribe({ ...parcel, trackingCode }, { callbackUrl, salt: this.saltOf(parcel) });
    } catch (error) {
      if (!(error instanceof Kuaidi100Refusal)) throw error;
      this.logger.warn('快递100 does not follow a parcel', { carrierCode, waybillNo, reason: error.reason });
    }
  }

  /** Each waybill has a salt of its own, so that the news of one cannot be signed as that of another. */
  saltOf({ carrierCode, waybillNo }: Waybill): string {
    return createHash('sha256')
      .update(this.config.keyFor('express push'))
      .update(`${carrierCode} ${waybillNo}`)
      .digest('hex')
      .slice(0, 32);
  }

  /** Takes news of a parcel in; of one that nobody follows it is dropped. */
  async take(carrierCode: string, news: ParcelNews): Promise<void> {
    const { waybillNo } = news;
    await this.transactions.run(systemActor('express news'), async (tx) => {
      const found = await tx.findOneBy(ExpressParcel, { carrierCode, waybillNo });
      const [parcel] = found ? await lockById(tx, ExpressParcel, [found.id]) : [];
      if (!parcel) return;
      const rows = news.scans.map((scan) => ({ ...scan, parcelId: parcel.id, scanKey: scanKeyOf(scan) }));
      if (rows.length > 0) await upsertIgnore(tx, ExpressScan, rows);
      const { state, scannedAt } = afterNews(parcel, news);
      const isFinal = state === ParcelState.signed || state === ParcelState.returned;
      const heardAt = this.clock.now();
      await tx.update(ExpressParcel, { id: parcel.id }, { state, scannedAt, isFinal, heardAt });
    });
  }

  /** Asks about parcels that have been silent for hours: a push may have been lost. Answers how many were asked about. */
  async refreshSilent(): Promise<number> {
    if (this.client.settings === null) return 0;
    const now = this.clock.now().getTime();
    const silent = await this.dataSource.getRepository(ExpressParcel).find({
      where: { isFinal: false, heardAt: LessThan(new Date(now - silentHours * 3_600_000)) },
      order: { heardAt: 'ASC' },
      take: refreshBatch,
    });
    for (const parcel of silent) await this.refresh(parcel, now);
    return silent.length;
  }

  /** What carriers have told of these parcels. */
  async tracksOf(tx: Tx | null, waybills: readonly Waybill[]): Promise<ParcelTrack[]> {
    if (waybills.length === 0) return [];
    const source = tx ?? this.dataSource.manager;
    const parcels = await source.findBy(
      ExpressParcel,
      waybills.map(({ carrierCode, waybillNo }) => ({ carrierCode, waybillNo })),
    );
    const tracks: ParcelTrack[] = [];
    for (const parcel of parcels) {
      const scans = await source.find(ExpressScan, {
        where: { parcelId: parcel.id },
        order: { scannedAt: 'ASC', id: 'ASC' },
        take: maxScansShown,
      });
      const { carrierCode, waybillNo, state } = parcel;
      tracks.push({ carrierCode, waybillNo, state, scans });
    }
    return tracks;
  }

  private async refresh(parcel: ExpressParcel, now: number): Promise<void> {
    const { id, carrierCode, waybillNo } = parcel;
    try {
      const trackingCode = await this.carriers.findTrackingCode(carrierCode);
      if (trackingCode === null) throw new Error('快递100 does not know the carrier');
      await this.take(carrierCode, await this.client.query({ ...parcel, trackingCode }));
    } catch (error) {
      const reason = error instanceof Error ? error.message : String(error);
      this.logger.warn('the way of a parcel could not be asked', { carrierCode, waybillNo, reason });
      // Others come first next time; one that has said nothing for weeks is given up.
      const isFinal = now - parcel.createdAt.getTime() > followDays * 86_400_000;
      await this.transactions.run(systemActor('express refresh'), (tx) =>
        tx.update(ExpressParcel, { id }, { heardAt: new Date(now), isFinal }),
      );
    }
  }
}

function scanKeyOf(scan: Scan): string {
  return createHash('sha256')
    .update(`${scan.scannedAt.toISOString()} ${scan.text}`)
    .digest('hex')
    .slice(0, 32);
}
