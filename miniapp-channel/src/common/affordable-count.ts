/** How many cards the balances pay for; null when the price is not known. */
export function affordableCount(balanceFen: number, unitPriceFen: number | null): number | null {
  return unitPriceFen === null || unitPriceFen <= 0 ? null : Math.floor(balanceFen / unitPriceFen);
}
