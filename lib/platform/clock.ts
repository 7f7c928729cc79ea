/** Time as the program sees it, passed in so that tests can hold it still. */
export interface Clock {
  /** Wall clock. */
  now(): Date;
  /** Milliseconds since an arbitrary start, for durations. */
  elapsed(): number;
}

export const systemClock: Clock = { now: () => new Date(), elapsed: () => performance.now() };

/** An instant as ISO local time of a zone, "YYYY-MM-DD HH:MM:SS". @param timeZone IANA name; that of this process unless given */
export function localTime(instant: Date, timeZone = localTimeZone()): string {
  return new Intl.DateTimeFormat("sv-SE", { timeZone, dateStyle: "short", timeStyle: "medium" }).format(instant);
}

/** The time zone of this process, as an IANA name. */
export function localTimeZone(): string {
  return Intl.DateTimeFormat().resolvedOptions().timeZone;
}
