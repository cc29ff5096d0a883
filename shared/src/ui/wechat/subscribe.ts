/** The network broke, or the program went into the background: nobody has said no. All else lasts, like 20004, switched off. */
const nothingSaid: ReadonlySet<number> = new Set([10002, 10003, 10005]);

/** The templates that were agreed to; `refused` when none was or may be, `later` when the person could not be asked. */
export type SubscribeAnswer = ReadonlySet<string> | 'refused' | 'later';

interface SubscribeFailure {
  readonly errCode?: number;
}

/** Asks for one message of each template. Must run in the person's own tap. */
export function askToSubscribe(templateIds: readonly string[]): Promise<SubscribeAnswer> {
  // #ifdef MP-WEIXIN
  return new Promise((resolve) => {
    wx.requestSubscribeMessage({
      tmplIds: [...templateIds],
      success: (result) => resolve(answerOf(templateIds, { ...result })),
      fail: ({ errCode = 0 }: SubscribeFailure) => resolve(nothingSaid.has(errCode) ? 'later' : 'refused'),
    });
  });
  // #endif
  // #ifndef MP-WEIXIN
  return Promise.resolve('refused');
  // #endif
}

/** What WeChat answered for each template: `accept`, also `acceptWithAudio`; `reject`, `ban` and `filter` are none. */
export function answerOf(
  templateIds: readonly string[],
  result: Readonly<Record<string, unknown>>,
): SubscribeAnswer {
  const accepted = templateIds.filter((templateId) => String(result[templateId]).startsWith('accept'));
  return accepted.length > 0 ? new Set(accepted) : 'refused';
}

/** The templates that the person has refused once and for all in WeChat's own settings; `all` when messages are switched off. */
export function refusedForGood(): Promise<ReadonlySet<string> | 'all'> {
  // #ifdef MP-WEIXIN
  return new Promise((resolve) => {
    wx.getSetting({
      withSubscriptions: true,
      success: ({ subscriptionsSetting }) => resolve(refusedIn(subscriptionsSetting)),
      fail: () => resolve(new Set()),
    });
  });
  // #endif
  // #ifndef MP-WEIXIN
  return Promise.resolve('all');
  // #endif
}

/** Reads WeChat's settings, which are missing in base libraries before 2.10.1. */
export function refusedIn(
  setting: { mainSwitch?: boolean; itemSettings?: Readonly<Record<string, unknown>> } | undefined,
): ReadonlySet<string> | 'all' {
  if (setting?.mainSwitch === false) return 'all';
  const items = Object.entries(setting?.itemSettings ?? {});
  return new Set(items.filter(([, answer]) => answer !== 'accept').map(([templateId]) => templateId));
}
