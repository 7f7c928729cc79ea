/** A moment as the reader's own clock has it, such as "18 Nov 2026, 15:30". @param iso UTC */
export function showTime(iso: string): string {
  return new Intl.DateTimeFormat("en-GB", { dateStyle: "medium", timeStyle: "short" }).format(new Date(iso));
}
