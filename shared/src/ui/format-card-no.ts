/** A card number in groups of four, as it is printed: `8826 0415 0031`. */
export function formatCardNo(cardNo: string): string {
  return cardNo.replace(/\s+/g, '').replace(/(.{4})(?=.)/g, '$1 ');
}
