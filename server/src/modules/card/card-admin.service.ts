import { cardError } from '@lakeside/shared/card/card.errors';
import { cardStatusName } from '@lakeside/shared/card/card.status';
import type { CardView } from '@lakeside/shared/card/card.schemas';
import { formatInstantFull, toDay } from '@lakeside/shared/kernel/date';
import { normalizePhone } from '@lakeside/shared/kernel/schemas';
import type { Page, PageQuery } from '@lakeside/shared/kernel/page';
import { Inject, Provide, Scope, ScopeEnum } from '@midwayjs/core';
import { Clock } from '../../platform/clock';
import type { FileDownload } from '../../platform/http/serve';
import { spreadsheetDownload } from '../../platform/spreadsheet/write-spreadsheet';
import { MemberService } from '../member/member.service';
import { CardAdminQueries, type CardFilter } from './card-admin.queries';
import { type CardDetail, CardViews } from './card-views';
import { CardQueries } from './card.queries';

type AskedCards = Omit<CardFilter, 'memberId'> & { memberPhone?: string | undefined };

const exportColumns = [
  { title: '卡号', width: 26 },
  { title: '提货卡', width: 24 },
  { title: '状态', width: 10 },
  { title: '持有方', width: 24 },
  { title: '一级渠道', width: 24 },
  { title: '处理中单据', width: 20 },
  { title: '收卡时间', width: 20 },
  { title: '激活时间', width: 20 },
  { title: '有效期至', width: 20 },
];

/** The card library as the back office sees it (AD-191 … AD-196). Secrets appear nowhere. */
@Provide()
@Scope(ScopeEnum.Singleton)
export class CardAdminService {
  @Inject() private readonly queries: CardAdminQueries;
  @Inject() private readonly cards: CardQueries;
  @Inject() private readonly views: CardViews;
  @Inject() private readonly members: MemberService;
  @Inject() private readonly clock: Clock;

  async listCards(asked: AskedCards & PageQuery): Promise<Page<CardView>> {
    const { items, total } = await this.queries.listCards({ ...asked, ...(await this.ownerOf(asked)) });
    return { items: await this.views.toCardViews(items), total };
  }

  /** One card with its whole life line. Throws CARD_NOT_FOUND. */
  async requireCard(cardNo: string): Promise<CardDetail> {
    const card = await this.cards.findByCardNo(cardNo);
    if (!card) throw cardError('CARD_NOT_FOUND', { cardNo });
    return this.views.cardDetail(card, await this.cards.movementsOf(card.id), (phone) => phone);
  }

  /** The filtered cards as a spreadsheet that is written while it is read. */
  async exportCards(asked: AskedCards): Promise<FileDownload> {
    const filter = { ...asked, ...(await this.ownerOf(asked)) };
    return spreadsheetDownload(`卡号-${toDay(this.clock.now())}.xlsx`, {
      sheetName: '卡号',
      columns: exportColumns,
      rows: this.exportRows(filter),
    });
  }

  /** The member of a phone number; nobody has no cards. */
  private async ownerOf({ memberPhone }: AskedCards): Promise<Pick<CardFilter, 'memberId'>> {
    const phone = normalizePhone(memberPhone ?? '');
    return phone === '' ? {} : { memberId: (await this.members.findIdByPhone(phone)) ?? 0 };
  }

  private async *exportRows(filter: CardFilter): AsyncGenerator<string[]> {
    for await (const batch of this.queries.streamCards(filter)) {
      for (const view of await this.views.toCardViews(batch)) yield toExportRow(view);
    }
  }
}

function toExportRow(card: CardView): string[] {
  return [
    card.cardNo,
    card.product.name,
    cardStatusName[card.status],
    card.holder.name,
    card.l1Owner?.name ?? '',
    card.lockedBy?.number ?? '',
    shown(card.receivedAt),
    shown(card.activatedAt),
    shown(card.expiresAt),
  ];
}

function shown(instant: string | null): string {
  return instant === null ? '' : formatInstantFull(instant);
}
