import { splitError } from '@lakeside/shared/split/split.errors';
import { Inject, Provide, Scope, ScopeEnum } from '@midwayjs/core';
import * as v from 'valibot';
import { noticeSchema, toReport } from './sand-protocol';
import { SandClient } from './sand.client';
import { SplitSendService } from './split-send.service';

/** Receives what Sand posts when a split has ended (IF-012). */
@Provide()
@Scope(ScopeEnum.Singleton)
export class SplitNoticeService {
  @Inject() private readonly client: SandClient;
  @Inject() private readonly splits: SplitSendService;

  /** Throws SPLIT_CALLBACK_FORGED for anything Sand did not sign for us, SPLIT_CALLBACK_MISMATCH when it fits no line. */
  async receive(rawBody: string): Promise<void> {
    const notice = v.safeParse(noticeSchema, this.client.openNotice(rawBody));
    if (!notice.success || !this.client.isForUs(notice.output.head.mid)) {
      throw splitError('SPLIT_CALLBACK_FORGED');
    }
    await this.splits.takeReport(toReport(notice.output.body));
  }
}
