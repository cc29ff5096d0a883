import { computed, ref, shallowRef } from 'vue';
import type { MessageEvent } from '../../message/message.schemas';
import { showError } from '../feedback';
import { wechatLoginCode } from './login-code';
import { askToSubscribe, refusedForGood } from './subscribe';

export interface SubscribeTemplate {
  readonly event: MessageEvent;
  readonly templateId: string;
}

/** What an app must be able to do to send its people WeChat messages. */
export interface SubscribeCalls {
  listTemplates(): Promise<readonly SubscribeTemplate[]>;
  recordGrants(events: MessageEvent[]): Promise<unknown>;
  isBound(): Promise<boolean>;
  /** Tells the server which WeChat user this is: it writes to nobody it does not know. */
  bind(code: string): Promise<unknown>;
}

/** More templates WeChat shows in no dialog. */
const mostTemplates = 3;

/** Until the app is started anew: who has said no is not asked again in this visit, wherever an offer stands. */
const hasRefused = ref(false);

/**
 * An offer to tell about some events on WeChat, one message for each consent. WeChat asks only in answer to a tap, so
 * everything it needs is there before: `prepare` when the page opens, `accept` in the tap itself. Where nothing can be
 * asked (a browser, no templates, messages switched off, refused before) `isOffered` stays false and nothing is said.
 */
export function useSubscribeOffer(calls: SubscribeCalls, events: () => readonly MessageEvent[]) {
  const templates = shallowRef<readonly SubscribeTemplate[]>([]);
  const isAccepted = ref(false);
  const isBusy = ref(false);
  const askable = computed(() =>
    templates.value.filter(({ event }) => events().includes(event)).slice(0, mostTemplates),
  );
  const isOffered = computed(() => !hasRefused.value && !isAccepted.value && askable.value.length > 0);

  async function prepare(): Promise<void> {
    // #ifdef MP-WEIXIN
    const [found, refused] = await Promise.all([calls.listTemplates().catch(() => []), refusedForGood()]);
    if (refused === 'all') hasRefused.value = true;
    else templates.value = found.filter(({ templateId }) => !refused.has(templateId));
    // #endif
  }

  /** To be called by the tap, without anything awaited before. */
  async function accept(): Promise<void> {
    if (!isOffered.value || isBusy.value) return;
    isBusy.value = true;
    try {
      const answer = await askToSubscribe(askable.value.map(({ templateId }) => templateId));
      if (answer === 'later') return;
      if (answer === 'refused') {
        hasRefused.value = true;
        return;
      }
      const granted = askable.value.filter(({ templateId }) => answer.has(templateId));
      await keepGrants(granted.map(({ event }) => event));
    } catch (error) {
      showError(error);
    } finally {
      isBusy.value = false;
    }
  }

  async function keepGrants(granted: MessageEvent[]): Promise<void> {
    if (!(await calls.isBound())) await calls.bind(await wechatLoginCode());
    await calls.recordGrants(granted);
    isAccepted.value = true;
  }

  return { isOffered, isAccepted, isBusy, prepare, accept };
}
