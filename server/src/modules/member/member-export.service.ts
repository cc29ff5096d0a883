import { formatInstantFull, toDay } from '@lakeside/shared/kernel/date';
import type { ParsedInput } from '@lakeside/shared/kernel/endpoint';
import { formatRate } from '@lakeside/shared/kernel/rate';
import {
  type MemberAdminView,
  type memberAdminContract,
  memberStatusName,
} from '@lakeside/shared/member/member.contract';
import { Inject, Provide, Scope, ScopeEnum } from '@midwayjs/core';
import { Clock } from '../../platform/clock';
import { rowsById } from '../../platform/database/rows-by-id';
import type { FileDownload } from '../../platform/http/serve';
import { type SpreadsheetCell, spreadsheetDownload } from '../../platform/spreadsheet/write-spreadsheet';
import { MemberLevelService } from '../channel/member-level.service';
import { MemberQueries } from './member.queries';
import { MemberViewService } from './member-view.service';

type Filter = ParsedInput<typeof memberAdminContract.exportMembers>['query'];

const batchSize = 500;
const columns = [
  { title: '昵称', width: 20 },
  { title: '手机号', width: 14 },
  { title: '等级', width: 14 },
  { title: '折扣', width: 10 },
  { title: '归属渠道', width: 26 },
  { title: '归属员工', width: 14 },
  { title: '邀请人', width: 20 },
  { title: '标签', width: 30 },
  { title: '备注', width: 30 },
  { title: '状态', width: 10 },
  { title: '注册时间', width: 20 },
];

/** The members of a filter as a spreadsheet that is written while it is read. */
@Provide()
@Scope(ScopeEnum.Singleton)
export class MemberExportService {
  @Inject() private readonly clock: Clock;
  @Inject() private readonly levels: MemberLevelService;
  @Inject() private readonly queries: MemberQueries;
  @Inject() private readonly views: MemberViewService;

  async exportMembers(filter: Filter): Promise<FileDownload> {
    return spreadsheetDownload(`会员-${toDay(this.clock.now())}.xlsx`, {
      sheetName: '会员',
      columns,
      rows: this.rows(filter),
    });
  }

  private async *rows(filter: Filter): AsyncGenerator<SpreadsheetCell[]> {
    const levelIds = filter.rateBp === undefined ? null : await this.levels.idsOfRate(filter.rateBp);
    if (levelIds?.length === 0) return;
    const batches = rowsById(batchSize, (after) =>
      this.queries.batchForAdmin(filter, { levelIds, after, size: batchSize }),
    );
    for await (const batch of batches) yield* (await this.views.adminViewsOf(null, batch)).map(toRow);
  }
}

function toRow(member: MemberAdminView): SpreadsheetCell[] {
  return [
    member.nickname,
    member.phone,
    member.level.name,
    formatRate(member.level.rateBp),
    member.channel?.name ?? '平台',
    member.staffName ?? '',
    member.inviterName ?? '',
    member.tags.map(({ name }) => name).join('、'),
    member.remark ?? '',
    memberStatusName[member.status],
    formatInstantFull(member.joinedAt),
  ];
}
