/** 750rpx are the width of the screen; the height is that of the page, without the bars around it. */
export function convertUnits(text: string): string {
  return text
    .replace(/(-?(?:\d+\.?\d*|\.\d+))rpx\b/g, (_all, number: string) => `calc(${number} * 100vw / 750)`)
    .replace(
      /(-?(?:\d+\.?\d*|\.\d+))vh\b/g,
      (_all, number: string) => `calc(${number} * var(--mp-page-height) / 100)`,
    );
}
