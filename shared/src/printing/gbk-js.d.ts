declare module 'gbk.js' {
  /** Encodes to GBK bytes. A character GBK does not have becomes `?` (63) without a word. */
  function encode(text: string): number[];
  const gbk: { encode: typeof encode };
  export default gbk;
}
