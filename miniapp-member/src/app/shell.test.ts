import LkPageShell from '@lakeside/shared/ui/components/LkPageShell.vue';
import { isOffline, onNetworkBack } from '@lakeside/shared/ui/shell/network';
import { startShell } from '@lakeside/shared/ui/shell/start-shell';
import { flushPromises, mount } from '@vue/test-utils';
import { describe, expect, it, vi } from 'vitest';
import { effectScope, nextTick } from 'vue';
import { stubUni } from '../../../tooling/vitest-uni/stub-uni';

type PrivacyAnswer = (answer: Record<string, string>) => void;

/** A phone as WeChat shows it to a mini program: what happens to it is said by the test. */
function aPhone({ networkType = 'wifi', agreesToUpdate = true } = {}) {
  let network: (change: { isConnected: boolean }) => void = () => undefined;
  let updateReady: () => void = () => undefined;
  let updateFailed: () => void = () => undefined;
  let askPrivacy: (answer: PrivacyAnswer) => void = () => undefined;
  const applyUpdate = vi.fn();
  const showModal = vi.fn((options: { success?: (result: { confirm: boolean }) => void }) =>
    options.success?.({ confirm: agreesToUpdate }),
  );
  const openPrivacyContract = vi.fn();
  stubUni({
    showModal,
    getNetworkType: (options: { success(result: { networkType: string }): void }) =>
      options.success({ networkType }),
    onNetworkStatusChange: (listener: typeof network) => (network = listener),
    getUpdateManager: () => ({
      onUpdateReady: (listener: () => void) => (updateReady = listener),
      onUpdateFailed: (listener: () => void) => (updateFailed = listener),
      applyUpdate,
    }),
  });
  vi.stubGlobal('wx', {
    onNeedPrivacyAuthorization: (listener: typeof askPrivacy) => (askPrivacy = listener),
    openPrivacyContract,
  });
  startShell();
  return {
    connect: (isConnected: boolean) => network({ isConnected }),
    updateReady: () => updateReady(),
    updateFailed: () => updateFailed(),
    /** Something private is used: resolves with what the app answered in the end. */
    usePrivateThing: (answers: Record<string, string>[]) => askPrivacy((answer) => answers.push(answer)),
    applyUpdate,
    showModal,
    openPrivacyContract,
  };
}

describe('the network of the phone', () => {
  it('is known from the start, told on the page, and followed', async () => {
    const phone = aPhone({ networkType: 'none' });
    const shell = mount(LkPageShell);

    expect(isOffline.value).toBe(true);
    expect(shell.text()).toContain('网络已断开');
    phone.connect(true);
    await nextTick();

    expect(shell.text()).not.toContain('网络已断开');
  });

  it('lets a page try again when it is back, while the page lives', async () => {
    const phone = aPhone();
    const tries = vi.fn();
    const page = effectScope();
    page.run(() => onNetworkBack(tries));

    phone.connect(false);
    await nextTick();
    expect(tries).not.toHaveBeenCalled();
    phone.connect(true);
    await nextTick();
    expect(tries).toHaveBeenCalledTimes(1);

    page.stop();
    phone.connect(false);
    phone.connect(true);
    await nextTick();
    expect(tries).toHaveBeenCalledTimes(1);
  });
});

describe('a new version', () => {
  it('is offered once, and one that was not loaded is not mentioned', async () => {
    const phone = aPhone({ agreesToUpdate: true });

    phone.updateReady();
    phone.updateReady();
    await flushPromises();
    expect(phone.applyUpdate).toHaveBeenCalledTimes(1);
    phone.updateFailed();

    expect(phone.showModal.mock.calls.map(([options]) => options)).toEqual([
      expect.objectContaining({ title: '有新版本' }),
    ]);
  });
});

describe('the privacy guideline', () => {
  it('is shown when something first needs it; agreeing lets all that wait go on', async () => {
    const phone = aPhone();
    const shell = mount(LkPageShell);
    const answers: Record<string, string>[] = [];
    expect(shell.find('.privacy-agree').exists()).toBe(false);

    phone.usePrivateThing(answers);
    phone.usePrivateThing(answers);
    await nextTick();
    await shell.find('.lk-link').trigger('click');
    expect(phone.openPrivacyContract).toHaveBeenCalledTimes(1);
    expect(shell.find('.privacy-agree').attributes('id')).toBe('privacy-agree');
    await shell.find('.privacy-agree').trigger('agreeprivacyauthorization');

    expect(answers).toEqual([
      { event: 'exposureAuthorization' },
      { event: 'exposureAuthorization' },
      { event: 'agree', buttonId: 'privacy-agree' },
      { event: 'agree', buttonId: 'privacy-agree' },
    ]);
    expect(shell.find('.privacy-agree').exists()).toBe(false);
  });

  it('may be refused, and the app goes on', async () => {
    const phone = aPhone();
    const shell = mount(LkPageShell);
    const answers: Record<string, string>[] = [];

    phone.usePrivateThing(answers);
    await nextTick();
    await shell.find('.privacy-refuse').trigger('click');

    expect(answers.at(-1)).toEqual({ event: 'disagree' });
    expect(shell.find('.privacy-refuse').exists()).toBe(false);
  });
});
