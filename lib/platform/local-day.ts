/** Whole days since 1970 on the wall clock of this process; the roll-ups place questions by the same clock. */
export function localDay(instant: Date): number {
  return Math.floor((instant.getTime() - instant.getTimezoneOffset() * 60_000) / 86_400_000);
}
