/** Seconds to wait after so many failed tries in a row: 2, 4, 8 … up to `longest`. */
export function backOff(attempts: number, longest: number): number {
  return Math.min(longest, 2 ** Math.min(attempts, 10));
}
