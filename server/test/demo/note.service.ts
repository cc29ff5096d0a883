import { commonError, defineErrors, errorFactory } from '@lakeside/shared/kernel/app-error';
import { toIso } from '@lakeside/shared/kernel/date';
import type { Page } from '@lakeside/shared/kernel/page';
import { Inject, Provide, Scope, ScopeEnum } from '@midwayjs/core';
import { InjectDataSource } from '@midwayjs/typeorm';
import { DataSource } from 'typeorm';
import { Clock } from '../../src/platform/clock';
import { contains, containsPattern, isUniqueViolation } from '../../src/platform/database/dialect';
import { TransactionService } from '../../src/platform/database/transaction';
import type { MemberActor } from '../../src/platform/http/actor';
import { Note } from './note.entity';
import type { NoteView } from './note.contract';

const noteErrors = defineErrors({ TITLE_TAKEN: { status: 409, message: '标题“{title}”已被使用' } });
const noteError = errorFactory(noteErrors);

@Provide()
@Scope(ScopeEnum.Singleton)
export class NoteService {
  @Inject() private readonly clock: Clock;
  @Inject() private readonly transactions: TransactionService;
  @InjectDataSource() private readonly dataSource: DataSource;

  async createNote(actor: MemberActor, input: { title: string }): Promise<NoteView> {
    return this.transactions.run(actor, async (tx) => {
      const note = tx.create(Note, {
        memberId: actor.memberId,
        title: input.title,
        isPinned: false,
        createdAt: this.clock.now(),
      });
      try {
        await tx.insert(Note, note);
      } catch (error) {
        if (isUniqueViolation(error, 'ux_note_title')) throw noteError('TITLE_TAKEN', { title: input.title });
        throw error;
      }
      return toNoteView(note);
    });
  }

  async listNotes(
    actor: MemberActor,
    query: { page: number; pageSize: number; keyword: string },
  ): Promise<Page<NoteView>> {
    const [notes, total] = await this.dataSource
      .getRepository(Note)
      .createQueryBuilder('note')
      .where('note.memberId = :memberId', { memberId: actor.memberId })
      .andWhere(contains('note.title', 'keyword'), { keyword: containsPattern(query.keyword) })
      .orderBy('note.id', 'DESC')
      .skip((query.page - 1) * query.pageSize)
      .take(query.pageSize)
      .getManyAndCount();
    return { items: notes.map(toNoteView), total };
  }

  async requireNote(actor: MemberActor, id: number): Promise<NoteView> {
    const note = await this.dataSource.getRepository(Note).findOneBy({ id, memberId: actor.memberId });
    if (!note) throw commonError('NOT_FOUND');
    return toNoteView(note);
  }
}

function toNoteView(note: Note): NoteView {
  return { id: note.id, title: note.title, isPinned: note.isPinned, createdAt: toIso(note.createdAt) };
}
