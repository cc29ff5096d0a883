import type { Contract, EndpointDefinition } from '@lakeside/shared/kernel/endpoint';
import { endpoint } from '@lakeside/shared/kernel/endpoint';
import { okSchema } from '@lakeside/shared/kernel/schemas';
import { Provide, Scope, ScopeEnum } from '@midwayjs/core';
import { existsSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import type { AdminActor, AnonymousActor } from '../../src/platform/http/actor';
import { bindEndpoints } from '../../src/platform/http/endpoint-table';
import { Serve } from '../../src/platform/http/serve';
import type { Class } from '../../src/platform/server-module';
import { demoModules } from '../demo/demo.module';
import { noteContract } from '../demo/note.contract';
import { describeOnBothDatabases } from '../kit/test-app';

describeOnBothDatabases('an endpoint', { modules: demoModules }, (context) => {
  it('answers a public call and joins repeated query fields', async () => {
    const response = await fetch(`${context.app.url}/api/public/hello?tag=x&tag=y`);

    expect(await response.json()).toEqual({ tag: 'x,y', kind: 'anonymous' });
    expect(response.headers.get('x-request-id')).toMatch(/^[\w-]{8,}$/);
    expect(response.headers.get('cache-control')).toBe('no-store');
  });

  it('writes, reads and lists what it was given', async () => {
    const { call } = context.app;

    const created = await call(noteContract.createNote, {
      token: 'member',
      input: { body: { title: ' 湖畔 100% ' } },
    });
    const { id } = created.body;
    const read = await call(noteContract.getNote, { token: 'member', input: { params: { id } } });
    const found = await call(noteContract.listNotes, {
      token: 'member',
      input: { query: { keyword: '0%' } },
    });
    const missed = await call(noteContract.listNotes, {
      token: 'member',
      input: { query: { keyword: '湖_' } },
    });

    expect(created.body).toEqual({
      id,
      title: '湖畔 100%',
      isPinned: false,
      createdAt: '2026-10-06T09:00:00.000+08:00',
    });
    expect(read.body).toEqual(created.body);
    expect(found.body).toEqual({ items: [created.body], total: 1 });
    expect(missed.body.total).toBe(0);
  });

  it('does not find a row of someone else', async () => {
    const { call } = context.app;
    const created = await call(noteContract.createNote, {
      token: 'member',
      input: { body: { title: '私人' } },
    });

    const foreign = await call(noteContract.getNote, {
      token: 'other-member',
      input: { params: { id: created.body.id } },
    });

    expect(foreign.status).toBe(404);
    expect(foreign.error.code).toBe('NOT_FOUND');
  });

  it('names each wrong field in Chinese', async () => {
    const result = await context.app.call(noteContract.createNote, {
      token: 'member',
      input: { body: { title: '' } },
    });

    expect(result.status).toBe(422);
    expect(result.error).toMatchObject({
      code: 'VALIDATION_FAILED',
      details: { fields: { title: '请填写标题' } },
    });
  });

  it('answers a refusal of the feature with its own code', async () => {
    const input = { body: { title: '重名' } };
    await context.app.call(noteContract.createNote, { token: 'member', input });

    const twice = await context.app.call(noteContract.createNote, { token: 'member', input });

    expect(twice.status).toBe(409);
    expect(twice.error).toMatchObject({ code: 'TITLE_TAKEN', message: '标题“重名”已被使用' });
  });

  const matrix: [EndpointDefinition, string | undefined, number, string?][] = [
    [noteContract.listNotes, undefined, 401, 'NOT_LOGGED_IN'],
    [noteContract.listNotes, 'unknown', 401, 'NOT_LOGGED_IN'],
    [noteContract.listNotes, 'old', 401, 'SESSION_EXPIRED'],
    [noteContract.listNotes, 'member', 200],
    [noteContract.listNotes, 'admin', 403, 'FORBIDDEN'],
    [noteContract.channelNotes, 'member', 403, 'FORBIDDEN'],
    [noteContract.channelNotes, 'dealer', 200],
    [noteContract.channelNotes, 'note-staff', 200],
    [noteContract.channelNotes, 'other-staff', 403, 'FORBIDDEN'],
    [noteContract.levelNotes, 'other-staff', 200],
    [noteContract.levelNotes, 'merchant', 403, 'FORBIDDEN'],
    [noteContract.storeNotes, 'store', 200],
    [noteContract.storeNotes, 'city-partner', 403, 'FORBIDDEN'],
    [noteContract.storeNotes, 'dealer', 403, 'FORBIDDEN'],
    [noteContract.salesNotes, 'sales', 200],
    [noteContract.salesNotes, 'new-sales', 403, 'FORBIDDEN'],
    [noteContract.adminNotes, 'admin', 200],
    [noteContract.adminNotes, 'reader', 200],
    [noteContract.adminNotes, 'clerk', 403, 'FORBIDDEN'],
    [noteContract.adminNotes, 'sales', 403, 'FORBIDDEN'],
  ];

  it.each(matrix)('is guarded by audience and permission: $path as %s answers %i', async (...row) => {
    const [entry, token, status, code] = row;
    const result = await context.app.call(entry, token === undefined ? {} : { token });

    expect(result.status).toBe(status);
    if (code) expect(result.error.code).toBe(code);
  });

  it('refuses malformed and oversized JSON', async () => {
    const post = (body: string) =>
      fetch(`${context.app.url}/api/member/notes`, {
        method: 'POST',
        body,
        headers: {
          authorization: 'Bearer member',
          'content-type': 'application/json',
          'idempotency-key': 'malformed-1',
        },
      });

    const malformed = await post('{"title":');
    const oversized = await post(JSON.stringify({ title: 'x'.repeat(1_100_000) }));

    expect([malformed.status, oversized.status]).toEqual([400, 413]);
    expect(await malformed.json()).toMatchObject({ code: 'VALIDATION_FAILED' });
    expect(await oversized.json()).toMatchObject({ code: 'PAYLOAD_TOO_LARGE' });
  });

  it('hides the text of an unexpected error and refuses an answer against its contract', async () => {
    const crash = await context.app.call(noteContract.crash);
    const broken = await context.app.call(noteContract.brokenAnswer);

    expect(crash.status).toBe(500);
    expect(crash.error.message).not.toContain('123');
    expect(broken.status).toBe(500);
  });

  it('hands a callback its raw body and headers', async () => {
    const response = await fetch(`${context.app.url}/api/callback/notes`, {
      method: 'POST',
      body: '<xml>1</xml>',
      headers: { 'x-signature': 'abc', 'content-type': 'text/xml' },
    });

    expect(await response.json()).toEqual({ rawBody: '<xml>1</xml>', signature: 'abc' });
  });

  it('streams an upload to a file that is gone afterwards', async () => {
    const form = new FormData();
    form.set('file', new Blob(['abc']), '卡号.xlsx');
    const headers = { authorization: 'Bearer admin' };

    const response = await fetch(`${context.app.url}/api/admin/notes/import`, {
      method: 'POST',
      body: form,
      headers,
    });

    const file: { fileName: string; sizeBytes: number; path: string } = JSON.parse(await response.text());
    expect(file).toMatchObject({ fileName: '卡号.xlsx', sizeBytes: 3 });
    expect(existsSync(file.path)).toBe(false);
  });

  it('refuses an upload that is too large, of another kind or without a file', async () => {
    const upload = (body: FormData | string) =>
      fetch(`${context.app.url}/api/admin/notes/import`, {
        method: 'POST',
        body,
        headers: { authorization: 'Bearer admin' },
      });
    const large = new FormData();
    large.set('file', new Blob([new Uint8Array(21 * 1024 * 1024)]), 'large.bin');
    const empty = new FormData();
    empty.set('note', 'x');

    const answers = await Promise.all([upload(large), upload('text'), upload(empty)]);

    expect(answers.map((answer) => answer.status)).toEqual([413, 415, 422]);
    expect(await answers[2]?.json()).toMatchObject({ details: { fields: { file: '请选择文件' } } });
  });

  it('streams a download under its Chinese name', async () => {
    const headers = { authorization: 'Bearer admin' };

    const response = await fetch(`${context.app.url}/api/admin/notes/export`, { headers });

    expect(await response.text()).toBe('一二');
    expect(response.headers.get('content-disposition')).toContain(encodeURIComponent('笔记'));
  });

  it('answers an unknown path as JSON', async () => {
    const response = await fetch(`${context.app.url}/api/nowhere`);

    expect(response.status).toBe(404);
    expect(await response.json()).toMatchObject({ code: 'NOT_FOUND' });
  });
});

describe('the compiler', () => {
  it('holds a method to the actor, the input and the response of its endpoint', () => {
    class Wrong {
      // @ts-expect-error the endpoint is for members, not for administrators
      @Serve(noteContract.listNotes)
      async listNotes(_actor: AdminActor): Promise<never> {
        throw new Error('not called');
      }

      // @ts-expect-error the response has no field `text`
      @Serve(noteContract.getNote)
      async getNote() {
        return { text: '' };
      }

      // @ts-expect-error the endpoint has no body
      @Serve(noteContract.hello)
      async hello(_actor: AnonymousActor, input: { body: { title: string } }) {
        return { tag: input.body.title, kind: '' };
      }
    }

    expect(Wrong.name).toBe('Wrong');
  });
});

describe('binding at boot', () => {
  const entry = endpoint({
    method: 'GET',
    path: '/api/public/things/:id',
    audience: 'public',
    response: okSchema,
    summary: 'A thing.',
  });

  @Provide()
  @Scope(ScopeEnum.Singleton)
  class ThingController {
    @Serve(entry)
    async getThing() {
      return { ok: true } as const;
    }
  }

  @Provide()
  @Scope(ScopeEnum.Singleton)
  class OtherController {
    @Serve(entry)
    async getThingAgain() {
      return { ok: true } as const;
    }
  }

  const bind = (contracts: Contract[], controllers: Class[]) =>
    bindEndpoints([{ name: 'thing', contracts, controllers }]);

  it('fails when an entry is served twice', () => {
    expect(() => bind([{ entry }], [ThingController, OtherController])).toThrow(
      /is served twice: by ThingController.getThing/,
    );
  });

  it('fails when an entry is not served', () => {
    expect(() => bind([{ entry }], [])).toThrow(
      'GET /api/public/things/:id is in a contract of module thing but no controller serves it.',
    );
  });

  it('fails when a served entry is in no contract', () => {
    expect(() => bind([], [ThingController])).toThrow(/is in no contract listed by module thing/);
  });

  it('fails when an entry needs a login but names no permission', () => {
    const open = { ...entry, path: '/api/admin/things', audience: 'admin' } as const;

    expect(() => bind([{ open }], [])).toThrow(
      'GET /api/admin/things needs a login but names no permission.',
    );
  });
});
