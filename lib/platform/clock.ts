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

const LOCAL_TIME = /^\d{4}-\d{2}-\d{2}([T ]\d{2}:\d{2}(:\d{2})?)?$/;
const MIDNIGHT = "YYYY-MM-DDT00:00:00";

/** A local time such as "2026-11-18" or "2026-11-18 15:30" as "YYYY-MM-DD HH:MM:SS"; null where the calendar or the clock has none such. */
export function readLocalTime(text: string): string | null {
  if (!LOCAL_TIME.test(text)) return null;
  const iso = text.replace(" ", "T") + MIDNIGHT.slice(text.length);
  const instant = Date.parse(`${iso}Z`);
  // A day that the calendar lacks rolls over to one that it has.
  return !Number.isNaN(instant) && new Date(instant).toISOString().startsWith(iso) ? iso.replace("T", " ") : null;
}
