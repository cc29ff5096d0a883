import type {
  BannerInput,
  BannerLanding,
  BannerView,
  ShownBanner,
} from '@lakeside/shared/banner/banner.contract';
import { bannerError } from '@lakeside/shared/banner/banner.errors';
import { toDay } from '@lakeside/shared/kernel/date';
import { Inject, Provide, Scope, ScopeEnum } from '@midwayjs/core';
import { InjectDataSource } from '@midwayjs/typeorm';
import { DataSource } from 'typeorm';
import { Clock } from '../../platform/clock';
import { lockById, type Tx } from '../../platform/database/dialect';
import { TransactionService } from '../../platform/database/transaction';
import type { Actor } from '../../platform/http/actor';
import { sanitizeRichText } from '../../platform/web/sanitize-rich-text';
import { AuditService } from '../audit/audit.service';
import { CatalogService } from '../catalog/catalog.service';
import { BannerRow } from './entities/banner.entity';

const bannerLimit = 50;
/** More than anybody waits for. */
const shownLimit = 10;
const inOrder = { sortOrder: 'ASC', id: 'ASC' } as const;

/** Keeps the banners of the shop and says which of them are shown (MB-007). */
@Provide()
@Scope(ScopeEnum.Singleton)
export class BannerService {
  @InjectDataSource() private readonly dataSource: DataSource;
  @Inject() private readonly transactions: TransactionService;
  @Inject() private readonly clock: Clock;
  @Inject() private readonly audit: AuditService;
  @Inject() private readonly catalog: CatalogService;

  async listBanners(): Promise<BannerView[]> {
    const rows = await this.dataSource.getRepository(BannerRow).find({ order: inOrder, take: bannerLimit });
    return rows.map(toView);
  }

  /** The banners of today. What cannot be opened any more leads nowhere. */
  async listShown(): Promise<ShownBanner[]> {
    const today = toDay(this.clock.now());
    const rows = await this.dataSource
      .getRepository(BannerRow)
      .find({ where: { isOn: true }, order: inOrder, take: bannerLimit });
    const shown = rows.filter((row) => isShown(row, today)).slice(0, shownLimit);
    return Promise.all(
      shown.map(async ({ id, title, pictureUrl, landing }) => ({
        id,
        title,
        pictureUrl,
        landing: await this.openLanding(landing),
      })),
    );
  }

  /** Throws BANNER_NOT_FOUND, also for a banner that is not shown or has no page. */
  async requirePage(id: number): Promise<{ title: string; pictureUrl: string; detail: string }> {
    const row = await this.dataSource.getRepository(BannerRow).findOneBy({ id });
    if (!row || row.landing.kind !== 'page' || !row.isOn || !isShown(row, toDay(this.clock.now()))) {
      throw bannerError('BANNER_NOT_FOUND');
    }
    return { title: row.title, pictureUrl: row.pictureUrl, detail: row.landing.detail };
  }

  /** Throws BANNER_TARGET_MISSING, BANNERS_FULL. */
  async createBanner(actor: Actor, input: BannerInput): Promise<BannerView> {
    const createdAt = this.clock.now();
    return this.transactions.run(actor, async (tx) => {
      if ((await tx.count(BannerRow)) >= bannerLimit)
        throw bannerError('BANNERS_FULL', { limit: bannerLimit });
      const landing = await this.landingOf(tx, input.landing);
      const row = tx.create(BannerRow, { ...input, landing, createdAt });
      await tx.insert(BannerRow, row);
      await this.record(tx, actor, { action: 'banner.create', after: toView(row) });
      return toView(row);
    });
  }

  /** Throws BANNER_NOT_FOUND, BANNER_TARGET_MISSING. */
  async updateBanner(actor: Actor, id: number, input: BannerInput): Promise<BannerView> {
    return this.transactions.run(actor, async (tx) => {
      const before = await requireBanner(tx, id);
      const changed = { ...input, landing: await this.landingOf(tx, input.landing) };
      await tx.update(BannerRow, { id }, changed);
      const after = toView({ ...before, ...changed });
      await this.record(tx, actor, { action: 'banner.update', before: toView(before), after });
      return after;
    });
  }

  /** Throws BANNER_NOT_FOUND. */
  async deleteBanner(actor: Actor, id: number): Promise<{ ok: true }> {
    return this.transactions.run(actor, async (tx) => {
      const before = await requireBanner(tx, id);
      await tx.delete(BannerRow, { id });
      await this.record(tx, actor, { action: 'banner.delete', before: toView(before) });
      return { ok: true };
    });
  }

  /** As it is kept: what it leads to exists, and its page is sanitised. */
  private async landingOf(tx: Tx, landing: BannerLanding): Promise<BannerLanding> {
    if (landing.kind === 'offer' && (await this.catalog.offersByRefs([landing.offer], tx)).length === 0) {
      throw bannerError('BANNER_TARGET_MISSING');
    }
    if (landing.kind === 'category' && !(await this.catalog.findCategory(tx, landing.categoryId))) {
      throw bannerError('BANNER_TARGET_MISSING');
    }
    if (landing.kind !== 'page') return landing;
    const detail = sanitizeRichText(landing.detail);
    return detail === null ? { kind: 'none' } : { kind: 'page', detail };
  }

  private async openLanding(landing: BannerLanding): Promise<ShownBanner['landing']> {
    if (landing.kind === 'offer') {
      const [found] = await this.catalog.offersByRefs([landing.offer]);
      return found?.offer.status === 'onShelf' ? landing : { kind: 'none' };
    }
    if (landing.kind === 'category') {
      const found = await this.catalog.findCategory(null, landing.categoryId);
      return found ? { kind: 'category', category: { kind: found.kind, id: found.id } } : { kind: 'none' };
    }
    return { kind: landing.kind };
  }

  private async record(
    tx: Tx,
    actor: Actor,
    entry: { action: string; before?: BannerView; after?: BannerView },
  ): Promise<void> {
    const { action, before, after } = entry;
    await this.audit.record(tx, actor, {
      action,
      targetKind: 'banner',
      targetId: (after ?? before)?.id ?? null,
      targetLabel: (after ?? before)?.title ?? '',
      before: before ?? null,
      after: after ?? null,
    });
  }
}

async function requireBanner(tx: Tx, id: number): Promise<BannerRow> {
  const [row] = await lockById(tx, BannerRow, [id]);
  if (!row) throw bannerError('BANNER_NOT_FOUND');
  return row;
}

function isShown({ startsOn, endsOn }: BannerRow, today: string): boolean {
  return (startsOn === null || startsOn <= today) && (endsOn === null || today <= endsOn);
}

function toView(row: BannerRow): BannerView {
  const { id, title, pictureUrl, sortOrder, startsOn, endsOn, isOn, landing } = row;
  return { id, title, pictureUrl, sortOrder, startsOn, endsOn, isOn, landing };
}
