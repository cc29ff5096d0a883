/** The most characters of a rich text: in Chinese, what a text column of 64 kB holds. */
export const richTextLength = 20_000;
