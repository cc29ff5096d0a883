import { toIso } from '@lakeside/shared/kernel/date';
import type { ParsedInput } from '@lakeside/shared/kernel/endpoint';
import type { Page } from '@lakeside/shared/kernel/page';
import type { libraryAdminContract, LibraryPicture } from '@lakeside/shared/media/library.contract';
import { mediaError } from '@lakeside/shared/media/media.errors';
import { Inject, Provide, Scope, ScopeEnum } from '@midwayjs/core';
import { InjectDataSource } from '@midwayjs/typeorm';
import { DataSource, In } from 'typeorm';
import { Clock } from '../../platform/clock';
import { contains, containsPattern, lockById, upsertIgnore } from '../../platform/database/dialect';
import { TransactionService, type Tx } from '../../platform/database/transaction';
import type { AdminActor } from '../../platform/http/actor';
import { AuditService } from '../audit/audit.service';
import { LibraryPictureRow } from './entities/library-picture.entity';
import { PictureService } from './picture.service';
import { VideoService } from './video.service';

type Input<Name extends keyof typeof libraryAdminContract> = ParsedInput<(typeof libraryAdminContract)[Name]>;

const groupLimit = 100;

/** Pictures and videos kept to be picked again for goods, banners and texts (AD-357, AD-358). */
@Provide()
@Scope(ScopeEnum.Singleton)
export class LibraryService {
  @InjectDataSource() private readonly dataSource: DataSource;
  @Inject() private readonly transactions: TransactionService;
  @Inject() private readonly clock: Clock;
  @Inject() private readonly audit: AuditService;
  @Inject() private readonly pictures: PictureService;
  @Inject() private readonly videos: VideoService;

  async list(query: Input<'listPictures'>['query']): Promise<Page<LibraryPicture>> {
    const { page, pageSize, search, groupName, kind } = query;
    const select = this.dataSource
      .getRepository(LibraryPictureRow)
      .createQueryBuilder('picture')
      .orderBy('picture.id', 'DESC')
      .skip((page - 1) * pageSize)
      .take(pageSize);
    if (kind) select.andWhere('picture.kind = :kind', { kind });
    if (groupName) select.andWhere('picture.groupName = :groupName', { groupName });
    if (search) select.andWhere(contains('picture.name', 'typed'), { typed: containsPattern(search) });
    const [rows, total] = await select.getManyAndCount();
    return { items: rows.map(toPicture), total };
  }

  async listGroups(): Promise<string[]> {
    const rows: { groupName: string }[] = await this.dataSource
      .getRepository(LibraryPictureRow)
      .createQueryBuilder('picture')
      .select('picture.groupName', 'groupName')
      .where("picture.groupName <> ''")
      .groupBy('picture.groupName')
      .orderBy('picture.groupName', 'ASC')
      .limit(groupLimit)
      .getRawMany();
    return rows.map((row) => row.groupName);
  }

  /** Size and measures are read from the files. Throws PICTURE_FILE_MISSING for an address without a file of ours. */
  async add(actor: AdminActor, body: Input<'addPictures'>['body']): Promise<LibraryPicture[]> {
    const { groupName } = body;
    const createdAt = this.clock.now();
    const rows: Omit<LibraryPictureRow, 'id'>[] = [];
    for (const { url, name } of body.pictures) {
      const facts = await this.findFacts(url);
      if (!facts) throw mediaError('PICTURE_FILE_MISSING');
      rows.push({ url, name, groupName, createdAt, ...facts });
    }
    return this.transactions.run(actor, async (tx) => {
      await upsertIgnore(tx, LibraryPictureRow, rows);
      const kept = await tx.find(LibraryPictureRow, {
        where: { url: In(rows.map((row) => row.url)) },
        order: { id: 'ASC' },
      });
      await this.audit.record(tx, actor, {
        action: 'media.addToLibrary',
        targetKind: 'libraryPicture',
        targetId: kept[0]?.id ?? null,
        targetLabel: kept.map((row) => row.name).join('、'),
        after: { groupName, pictures: kept.map((row) => row.url) },
      });
      return kept.map(toPicture);
    });
  }

  /** Throws LIBRARY_PICTURE_NOT_FOUND. */
  update(
    actor: AdminActor,
    input: { id: number; body: Input<'updatePicture'>['body'] },
  ): Promise<LibraryPicture> {
    const { id, body } = input;
    return this.transactions.run(actor, async (tx) => {
      const row = await this.lock(tx, id);
      await tx.update(LibraryPictureRow, { id }, body);
      await this.audit.record(tx, actor, {
        action: 'media.updateInLibrary',
        targetKind: 'libraryPicture',
        targetId: id,
        targetLabel: body.name,
        before: { name: row.name, groupName: row.groupName },
        after: body,
      });
      return toPicture({ ...row, ...body });
    });
  }

  /** Goods that show the picture keep it: its file stays. Throws LIBRARY_PICTURE_NOT_FOUND. */
  remove(actor: AdminActor, id: number): Promise<{ ok: true }> {
    return this.transactions.run(actor, async (tx) => {
      const row = await this.lock(tx, id);
      await tx.delete(LibraryPictureRow, { id });
      await this.audit.record(tx, actor, {
        action: 'media.removeFromLibrary',
        targetKind: 'libraryPicture',
        targetId: id,
        targetLabel: row.name,
        before: { name: row.name, groupName: row.groupName, url: row.url },
      });
      return { ok: true };
    });
  }

  private async findFacts(
    url: string,
  ): Promise<Pick<LibraryPictureRow, 'kind' | 'width' | 'height' | 'sizeBytes'> | null> {
    if (url.endsWith('.mp4')) {
      const facts = await this.videos.findFacts(url);
      return facts && { kind: 'video', width: 0, height: 0, ...facts };
    }
    const facts = await this.pictures.findFacts(url);
    return facts && { kind: 'picture', ...facts };
  }

  private async lock(tx: Tx, id: number): Promise<LibraryPictureRow> {
    const [row] = await lockById(tx, LibraryPictureRow, [id]);
    if (!row) throw mediaError('LIBRARY_PICTURE_NOT_FOUND');
    return row;
  }
}

function toPicture(row: LibraryPictureRow): LibraryPicture {
  const { id, kind, url, name, groupName, width, height, sizeBytes, createdAt } = row;
  return { id, kind, url, name, groupName, width, height, sizeBytes, createdAt: toIso(createdAt) };
}
