import { Inject, Provide, Scope, ScopeEnum } from '@midwayjs/core';
import { InjectDataSource } from '@midwayjs/typeorm';
import { readdir, rm, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { DataSource, In, IsNull, LessThan, MoreThan, Not } from 'typeorm';
import { Clock } from '../../platform/clock';
import { AppConfig } from '../../platform/config/config';
import type { CronJob } from '../../platform/jobs/job';
import { CardImportStaging } from './card-import-staging';
import { CardImport } from './entities/card-import.entity';

const dayMs = 24 * 60 * 60 * 1000;
/** How long refused rows can be fetched. */
const keepErrorsMs = 30 * dayMs;
const importsPerRun = 200;

/**
 * Forgets nightly what imports no longer need: refused rows after 30 days, secrets of print files whose download broke off,
 * files that no import knows. Print files not yet taken stay, since nobody else has those secrets.
 */
@Provide()
@Scope(ScopeEnum.Singleton)
export class CardImportPurgeJob implements CronJob {
  readonly name = 'card-import-purge';
  readonly cron = '40 3 * * *';
  @Inject() private readonly clock: Clock;
  @Inject() private readonly config: AppConfig;
  @Inject() private readonly staging: CardImportStaging;
  @InjectDataSource() private readonly dataSource: DataSource;

  async run(): Promise<void> {
    const now = this.clock.now();
    const imports = this.dataSource.getRepository(CardImport);
    const open = { purgedAt: IsNull() };
    const due = await imports.find({
      where: [
        {
          ...open,
          source: 'file',
          rejectedRows: MoreThan(0),
          finishedAt: LessThan(before(now, keepErrorsMs)),
        },
        { ...open, source: 'generated', printTakenAt: LessThan(before(now, dayMs)) },
      ],
      order: { id: 'ASC' },
      take: importsPerRun,
    });
    for (const { id } of due) {
      await this.staging.purge(id, 'all');
      await imports.update({ id }, { purgedAt: now });
    }
    await this.failStuckImports(now);
    await this.removeStrayFiles(now);
  }

  /** An import whose servers were killed again and again is given up by the task runner and would say 进行中 for ever. */
  private async failStuckImports(now: Date): Promise<void> {
    const imports = this.dataSource.getRepository(CardImport);
    const stuck = await imports.find({
      where: { status: In(['queued', 'running']), createdAt: LessThan(before(now, dayMs)) },
      take: importsPerRun,
    });
    for (const { id } of stuck) {
      await this.staging.purge(id, 'all');
      await imports.update(
        { id },
        { status: 'failed', failure: '导入没有完成，请重新上传', finishedAt: now },
      );
    }
  }

  /** Files left by a server that was killed between keeping an upload and committing its import. */
  private async removeStrayFiles(now: Date): Promise<void> {
    const folder = join(this.config.dataDir, 'imports');
    const files = await readdir(folder).catch(() => []);
    if (files.length === 0) return;
    const known = await this.dataSource.getRepository(CardImport).find({
      select: { id: true, storedName: true },
      where: { storedName: Not(IsNull()), status: In(['queued', 'running']) },
    });
    const names = new Set(known.map((row) => row.storedName));
    for (const file of files) {
      if (names.has(file)) continue;
      const { mtime } = await stat(join(folder, file));
      if (mtime < before(now, dayMs)) await rm(join(folder, file), { force: true });
    }
  }
}

function before(now: Date, spanMs: number): Date {
  return new Date(now.getTime() - spanMs);
}
