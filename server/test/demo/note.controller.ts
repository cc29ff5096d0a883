import type { EndpointResponse, ParsedInput } from '@lakeside/shared/kernel/endpoint';
import { Inject, Provide, Scope, ScopeEnum } from '@midwayjs/core';
import { Readable } from 'node:stream';
import { setTimeout as pause } from 'node:timers/promises';
import type {
  ActorOf,
  AdminActor,
  AnonymousActor,
  CallbackActor,
  MemberActor,
} from '../../src/platform/http/actor';
import { type FileDownload, Serve, type UploadedFile } from '../../src/platform/http/serve';
import { noteContract } from './note.contract';
import { NoteService } from './note.service';

const ok = { ok: true } as const;

@Provide()
@Scope(ScopeEnum.Singleton)
export class NoteController {
  @Inject() private readonly notes: NoteService;

  @Serve(noteContract.hello)
  async hello(actor: AnonymousActor, input: ParsedInput<typeof noteContract.hello>) {
    return { tag: input.query.tag, kind: actor.kind };
  }

  @Serve(noteContract.createNote)
  async createNote(actor: MemberActor, input: ParsedInput<typeof noteContract.createNote>) {
    return this.notes.createNote(actor, input.body);
  }

  @Serve(noteContract.listNotes)
  async listNotes(actor: MemberActor, input: ParsedInput<typeof noteContract.listNotes>) {
    return this.notes.listNotes(actor, input.query);
  }

  @Serve(noteContract.getNote)
  async getNote(
    actor: ActorOf<typeof noteContract.getNote>,
    input: ParsedInput<typeof noteContract.getNote>,
  ) {
    return this.notes.requireNote(actor, input.params.id);
  }

  @Serve(noteContract.channelNotes)
  async channelNotes() {
    return ok;
  }

  @Serve(noteContract.levelNotes)
  async levelNotes() {
    return ok;
  }

  @Serve(noteContract.storeNotes)
  async storeNotes() {
    return ok;
  }

  @Serve(noteContract.salesNotes)
  async salesNotes() {
    return ok;
  }

  @Serve(noteContract.adminNotes)
  async adminNotes() {
    return ok;
  }

  @Serve(noteContract.importNotes)
  async importNotes(_actor: AdminActor, input: { file: UploadedFile }) {
    return input.file;
  }

  @Serve(noteContract.exportNotes)
  async exportNotes(): Promise<FileDownload> {
    return { fileName: '笔记(1).txt', contentType: 'text/plain', stream: Readable.from(['一', '二']) };
  }

  @Serve(noteContract.noteCallback)
  async noteCallback(actor: CallbackActor) {
    return { rawBody: actor.callback.rawBody, signature: actor.callback.headers['x-signature'] ?? '' };
  }

  @Serve(noteContract.brokenAnswer)
  async brokenAnswer(): Promise<EndpointResponse<typeof noteContract.brokenAnswer>> {
    return JSON.parse('{"count":"three"}');
  }

  @Serve(noteContract.crash)
  async crash(): Promise<{ ok: true }> {
    throw new Error('the password is 123');
  }

  @Serve(noteContract.slow)
  async slow() {
    await pause(2000);
    return ok;
  }
}
