import * as v from 'valibot';
import { describe, expect, it } from 'vitest';
import { SdkError } from '../sdk/sdk-error';
import { createSubmit, type SubmitOptions } from './create-submit';

interface Form {
  phone: string;
}

function refusal(code: string, fields?: Record<string, string>): SdkError {
  return new SdkError({
    kind: 'http',
    code,
    status: 422,
    message: `服务器：${code}`,
    ...(fields && { details: { fields } }),
  });
}

/** A form whose server plays the given answers; `told` is what the person saw besides field messages. */
function aForm(script: Array<string | Error>, options: Partial<SubmitOptions<Form, string>> = {}) {
  const keys: string[] = [];
  const told: string[] = [];
  const form = createSubmit<Form, string>(
    {
      async send(_input, { idempotencyKey }) {
        keys.push(idempotencyKey);
        const answer = script.shift();
        if (answer instanceof Error) throw answer;
        return answer ?? '';
      },
      ...options,
    },
    {
      showError: (error) => told.push(error instanceof Error ? error.message : String(error)),
      showMessage: (message) => told.push(message),
    },
  );
  return { form, keys, told };
}

describe('submitting a form', () => {
  it('sends once for a double tap', async () => {
    const { form, keys } = aForm(['done']);

    const answers = await Promise.all([form.submit({ phone: '1' }), form.submit({ phone: '1' })]);

    expect(answers).toEqual(['done', null]);
    expect(keys).toHaveLength(1);
    expect(form.isSubmitting.value).toBe(false);
  });

  it('keeps its key until it succeeds, then takes a new one', async () => {
    const { form, keys } = aForm([refusal('BUSY'), 'done', 'again']);

    await form.submit({ phone: '1' });
    await form.submit({ phone: '1' });
    await form.submit({ phone: '2' });

    expect(keys[0]).toBe(keys[1]);
    expect(keys[2]).not.toBe(keys[0]);
  });

  it('puts the messages of the server at the fields, until the field is edited', async () => {
    const { form, told } = aForm([
      refusal('VALIDATION_FAILED', { 'body.phone': '请输入 11 位手机号', code: '验证码不正确' }),
    ]);

    await form.submit({ phone: '1' });
    expect(form.fieldErrors.value).toEqual({ phone: '请输入 11 位手机号', code: '验证码不正确' });
    form.clearFieldError('phone');

    expect(form.fieldErrors.value).toEqual({ code: '验证码不正确' });
    expect(told).toEqual([]);
  });

  it('does not send what its schema refuses', async () => {
    const schema = v.object({ phone: v.pipe(v.string(), v.length(11, '请输入 11 位手机号')) });
    const { form, keys } = aForm([], { schema });

    expect(await form.submit({ phone: '138' })).toBeNull();
    expect(form.fieldErrors.value).toEqual({ phone: '请输入 11 位手机号' });
    expect(keys).toHaveLength(0);
  });

  it('prefers its own sentence for a code it knows, and shows the sentence of the server otherwise', async () => {
    const { form, told } = aForm([refusal('CARD_INACTIVE'), refusal('OTHER')], {
      messages: { CARD_INACTIVE: '卡未激活' },
    });

    await form.submit({ phone: '1' });
    await form.submit({ phone: '1' });

    expect(told).toEqual(['卡未激活', '服务器：OTHER']);
  });
});
