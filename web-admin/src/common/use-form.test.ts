import { SdkError } from '@lakeside/shared/sdk/sdk-error';
import * as v from 'valibot';
import { describe, expect, it } from 'vitest';
import { nextTick, reactive } from 'vue';
import { chosenId, useForm } from './use-form';

const schema = v.object({
  name: v.pipe(v.string(), v.minLength(1, '请填写名称')),
  channelId: chosenId('请选择渠道'),
});

describe('a form of the back office', () => {
  it('puts each message at its field and takes it away once the field is right', async () => {
    const model = reactive({ name: '', channelId: '' });
    const form = useForm({ schema, input: () => model, send: (body) => Promise.resolve(body) });

    expect(await form.submit(model)).toBeNull();
    expect(form.fieldErrors.value).toEqual({ name: '请填写名称', channelId: '请选择渠道' });

    model.name = '平江店';
    await nextTick();
    expect(form.fieldErrors.value).toEqual({ channelId: '请选择渠道' });
  });

  it('sends what the schema made of the input', async () => {
    const form = useForm({ schema, send: (body) => Promise.resolve(body) });

    expect(await form.submit({ name: '平江店', channelId: '7' })).toEqual({ name: '平江店', channelId: 7 });
  });

  it('keeps a refusal with its details for the panel until the next try', async () => {
    let isRefused = true;
    const form = useForm({
      schema,
      send: () =>
        isRefused
          ? Promise.reject(
              new SdkError({
                kind: 'http',
                status: 409,
                code: 'RATE_BREAKS_CHAIN',
                message: '会与这些渠道的折扣冲突：昆山店',
                details: { channelNames: '昆山店' },
              }),
            )
          : Promise.resolve('saved'),
    });

    expect(await form.submit({ name: '平江店', channelId: '7' })).toBeNull();
    expect(form.refusal.value).toMatchObject({
      code: 'RATE_BREAKS_CHAIN',
      details: { channelNames: '昆山店' },
    });

    isRefused = false;
    expect(await form.submit({ name: '平江店', channelId: '7' })).toBe('saved');
    expect(form.refusal.value).toBeNull();
  });
});
