import { computed, shallowRef } from 'vue';

/** Id of the button that must have been tapped before WeChat believes that the person agreed. */
export const agreeButtonId = 'privacy-agree';

type PrivacyAnswer = (
  answer: { event: 'exposureAuthorization' | 'disagree' } | { event: 'agree'; buttonId: string },
) => void;

/** Calls that wait for the person's answer. Several may, when a page asks for two things at once. */
const waiting = shallowRef<readonly PrivacyAnswer[]>([]);

/** True while something waits for the person to agree to the privacy guideline, or not. */
export const isPrivacyAsked = computed(() => waiting.value.length > 0);

/** Answers all that wait: agreeing lets them go on, refusing lets each fail in its own page, which stays usable. */
export function answerPrivacy(agrees: boolean): void {
  const answers = waiting.value;
  waiting.value = [];
  for (const answer of answers)
    answer(agrees ? { event: 'agree', buttonId: agreeButtonId } : { event: 'disagree' });
}

// #ifdef MP-WEIXIN
/** Has WeChat ask through us when a call needs the privacy guideline to be agreed to. */
export function watchPrivacy(): void {
  // Before base library 2.32.3 nothing is asked.
  if (typeof wx.onNeedPrivacyAuthorization !== 'function') return;
  const listener = (answer: PrivacyAnswer) => {
    waiting.value = [...waiting.value, answer];
    answer({ event: 'exposureAuthorization' });
  };
  // The published type knows nothing of the answer, which is all this event is about.
  wx.onNeedPrivacyAuthorization(listener as unknown as WechatMiniprogram.OnNeedPrivacyAuthorizationCallback);
}

/** Opens the guideline as it is published in WeChat's console. */
export function openPrivacyGuideline(): void {
  wx.openPrivacyContract({});
}
// #endif
