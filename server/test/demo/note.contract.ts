import { endpoint } from '@lakeside/shared/kernel/endpoint';
import { idSchema, idParams, instantSchema, okSchema, textSchema } from '@lakeside/shared/kernel/schemas';
import { pageOf, pageQueryEntries } from '@lakeside/shared/kernel/page';
import * as v from 'valibot';

export const noteView = v.object({
  id: idSchema,
  title: v.string(),
  isPinned: v.boolean(),
  createdAt: instantSchema,
});
export type NoteView = v.InferOutput<typeof noteView>;

const titleBody = v.object({ title: textSchema(20, '请填写标题') });

/** A little feature that exists only to try the platform. */
export const noteContract = {
  hello: endpoint({
    method: 'GET',
    path: '/api/public/hello',
    audience: 'public',
    query: v.object({ tag: v.optional(v.string(), '') }),
    response: v.object({ tag: v.string(), kind: v.string() }),
    summary: 'Greets.',
  }),
  createNote: endpoint({
    method: 'POST',
    path: '/api/member/notes',
    audience: 'member',
    permission: 'self',
    body: titleBody,
    response: noteView,
    idempotent: true,
    summary: 'Writes a note.',
  }),
  listNotes: endpoint({
    method: 'GET',
    path: '/api/member/notes',
    audience: 'member',
    permission: 'self',
    query: v.object({ ...pageQueryEntries, keyword: v.optional(v.string(), '') }),
    response: pageOf(noteView),
    summary: 'Lists notes.',
  }),
  getNote: endpoint({
    method: 'GET',
    path: '/api/member/notes/:id',
    audience: 'member',
    permission: 'self',
    params: idParams,
    response: noteView,
    summary: 'Reads a note.',
  }),
  channelNotes: endpoint({
    method: 'GET',
    path: '/api/channel/notes',
    audience: 'channel',
    permission: 'note',
    response: okSchema,
    summary: 'For the owner and for staff with the module note.',
  }),
  levelNotes: endpoint({
    method: 'GET',
    path: '/api/channel/level-notes',
    audience: 'channel',
    permission: 'self',
    channelLevels: [1, 2],
    response: okSchema,
    summary: 'For levels 1 and 2.',
  }),
  storeNotes: endpoint({
    method: 'GET',
    path: '/api/channel/store-notes',
    audience: 'channel',
    permission: 'self',
    storeOnly: true,
    response: okSchema,
    summary: 'For stores.',
  }),
  salesNotes: endpoint({
    method: 'GET',
    path: '/api/sales/notes',
    audience: 'sales',
    permission: 'lead.query',
    response: okSchema,
    summary: 'For salespeople who may query leads.',
  }),
  adminNotes: endpoint({
    method: 'GET',
    path: '/api/admin/notes',
    audience: 'admin',
    permission: 'note.read',
    response: okSchema,
    summary: 'For administrators with note.read.',
  }),
  importNotes: endpoint({
    method: 'POST',
    path: '/api/admin/notes/import',
    audience: 'admin',
    permission: 'self',
    kind: 'upload',
    response: v.object({ fileName: v.string(), sizeBytes: v.number(), path: v.string() }),
    summary: 'Takes a file.',
  }),
  exportNotes: endpoint({
    method: 'GET',
    path: '/api/admin/notes/export',
    audience: 'admin',
    permission: 'self',
    kind: 'file',
    response: v.unknown(),
    summary: 'Gives a file.',
  }),
  noteCallback: endpoint({
    method: 'POST',
    path: '/api/callback/notes',
    audience: 'callback',
    response: v.object({ rawBody: v.string(), signature: v.string() }),
    summary: 'Is called by an outside service.',
  }),
  brokenAnswer: endpoint({
    method: 'GET',
    path: '/api/public/broken-answer',
    audience: 'public',
    response: v.object({ count: v.number() }),
    summary: 'Answers against its contract.',
  }),
  crash: endpoint({
    method: 'GET',
    path: '/api/public/crash',
    audience: 'public',
    response: okSchema,
    summary: 'Throws an unexpected error.',
  }),
  slow: endpoint({
    method: 'GET',
    path: '/api/public/slow',
    audience: 'public',
    response: okSchema,
    summary: 'Takes two seconds.',
  }),
};
