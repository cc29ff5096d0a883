const largestScale = 1.4;

/**
 * How much larger than usual the person reads, as set in WeChat: 1 … 1.4. A browser enlarges text by itself, so there
 * it is always 1. Above the limit lines of figures no longer fit side by side, which helps nobody.
 */
export function fontScale(): number {
  // #ifdef MP-WEIXIN
  // Missing in base libraries before 2.23.4.
  const { fontSizeScaleFactor } = wx.getAppBaseInfo() as { fontSizeScaleFactor?: number };
  return Math.min(largestScale, Math.max(1, fontSizeScaleFactor ?? 1));
  // #endif
  // #ifndef MP-WEIXIN
  return 1;
  // #endif
}

/** The style of every page: the sizes of tokens.scss follow `--lk-font-scale`. */
export const pageStyle = `--lk-font-scale:${fontScale()}`;
