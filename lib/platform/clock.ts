/** Time as the program sees it, passed in so that tests can hold it still. */
export interface Clock {
  /** Wall clock. */
  now(): Date;
  /** Milliseconds since an arbitrary start, for durations. */
  elapsed(): number;
}

export const systemClock: Clock = { now: () => new Date(), elapsed: () => performance.now() };

/** An instant as ISO local time of a zone, "YYYY-MM-DD HH:MM:SS". @param timeZone IANA name */
export function localTime(instant: Date, timeZone: string): string {
  return new Intl.DateTimeFormat("sv-SE", { timeZone, dateStyle: "short", timeStyle: "medium" }).format(instant);
}
