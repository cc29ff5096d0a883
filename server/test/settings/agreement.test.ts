import {
  agreementAdminContract,
  agreementPublicContract,
} from '@lakeside/shared/agreement/agreement.contract';
import type { AgreementKind } from '@lakeside/shared/agreement/agreement.kind';
import { expect, it } from 'vitest';
import { richTextSample } from '../../../shared/test/rich-text-sample';
import { serverModules } from '../../src/modules';
import { AgreementVersionRow } from '../../src/modules/settings/entities/agreement-version.entity';
import { AuditEntryRow } from '../../src/modules/audit/entities/audit-entry.entity';
import { aMember } from '../builders/member.builder';
import { tokenOf, typedSessions } from '../builders/typed-sessions';
import { describeOnBothDatabases } from '../kit/test-app';

const modules = [...serverModules, typedSessions];

describeOnBothDatabases('agreements', { modules }, (context) => {
  let calls = 0;
  const publish = (kind: AgreementKind, detail: string, basedOn: number, key?: string) => {
    calls += 1;
    return context.app.call(agreementAdminContract.publish, {
      token: tokenOf.admin,
      input: { params: { kind }, body: { detail, basedOn } },
      idempotencyKey: key ?? `agreement-${calls}`,
    });
  };
  const read = (kind: AgreementKind) =>
    context.app.call(agreementPublicContract.getAgreement, { input: { params: { kind } } });

  it('are edited as rich text with pictures, and anybody reads the newest version [AD-342, AD-343]', async () => {
    const { app } = context;
    expect((await read('registration')).error).toMatchObject({ code: 'AGREEMENT_NOT_FOUND' });

    for (const kind of ['registration', 'service', 'supplier'] as const) {
      const { body } = await publish(kind, `<p>${kind}</p>`, 0);
      expect(body).toMatchObject({ kind, version: 1, detail: `<p>${kind}</p>` });
    }
    const second = await publish('registration', `${richTextSample}<script>alert(1)</script>`, 1);

    expect(second.body).toMatchObject({ version: 2, detail: richTextSample });
    expect((await read('registration')).body).toMatchObject({ version: 2, detail: richTextSample });
    const { body: inForce } = await app.call(agreementPublicContract.listAgreements, {});
    expect(inForce.map(({ kind, version }) => [kind, version])).toEqual([
      ['registration', 2],
      ['service', 1],
      ['supplier', 1],
    ]);
  });

  it('keep every version with who published it and when, and never change one [AD-342]', async () => {
    const { app } = context;
    const { body: versions } = await app.call(agreementAdminContract.listVersions, {
      token: tokenOf.admin,
      input: { params: { kind: 'registration' }, query: {} },
    });
    const { body: first } = await app.call(agreementAdminContract.getVersion, {
      token: tokenOf.admin,
      input: { params: { kind: 'registration', version: 1 } },
    });

    expect(versions.total).toBe(2);
    expect(versions.items).toMatchObject([{ version: 2 }, { version: 1, publishedBy: expect.any(String) }]);
    expect(first.detail).toBe('<p>registration</p>');
  });

  it('let one of two through who write over the same version, and a repeated call once', async () => {
    const both = await Promise.all([publish('privacy', '<p>甲</p>', 0), publish('privacy', '<p>乙</p>', 0)]);
    const again = [
      await publish('privacy', '<p>丙</p>', 1, 'agreement-twice'),
      await publish('privacy', '<p>丙</p>', 1, 'agreement-twice'),
    ];
    const late = await publish('privacy', '<p>丁</p>', 1);
    const empty = await publish('privacy', '<p>&nbsp;</p>', 2);
    const tooLong = await publish('privacy', '约'.repeat(20_001), 2);
    const longest = await publish('privacy', '约'.repeat(20_000), 2);

    expect(both.map(({ status }) => status).sort()).toEqual([200, 409]);
    expect(again.map(({ body }) => body.version)).toEqual([2, 2]);
    expect(late.error).toMatchObject({ code: 'AGREEMENT_CHANGED', details: { version: 2 } });
    expect(tooLong.status).toBe(422);
    expect(longest.body.detail).toHaveLength(20_000);
    expect(empty.error).toMatchObject({ code: 'AGREEMENT_EMPTY' });
    expect(await context.app.dataSource.getRepository(AgreementVersionRow).countBy({ kind: 'privacy' })).toBe(
      3,
    );
  });

  it('are noted with the registration of a member, by their versions', async () => {
    const { app } = context;
    await aMember(app);

    const [entry] = await app.dataSource
      .getRepository(AuditEntryRow)
      .find({ where: { action: 'member.register' }, order: { id: 'DESC' }, take: 1 });
    expect(entry?.after).toMatchObject({
      agreements: { registration: 2, service: 1, supplier: 1, privacy: 3 },
    });
  });
});
