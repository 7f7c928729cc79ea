import type { Value } from "@/lib/query/ir";

/** What a count of seconds or milliseconds since 1970 is called: `created_at`, `lastLogin`, `event_ts`, `next_inspection`. */
const MOMENT =
  /^(?:at|on|in|out|time|date|day|timestamp|ts|epoch|unix|when|since|until|start|end|begin|next|last|due|\p{L}{3,}ed|paid|expires|expiry|login|logout|seen|sent|inspection|review|renewal|deadline|maturity|birth)$/u;

/** From 1990 to 2100, in seconds. */
const [EARLIEST, LATEST] = [631_152_000, 4_102_444_800];

/** Whether whole numbers count the seconds or milliseconds since 1970, as their name and their size say; null where they do not. */
export function epochOf(words: readonly string[], samples: readonly Value[]): "seconds" | "milliseconds" | null {
  const present = samples.filter((value) => value !== null && value !== 0);
  if (present.length === 0 || !words.some((word, at) => at >= words.length - 2 && MOMENT.test(word))) return null;
  if (present.every((value) => isWithin(value, 1))) return "seconds";
  return present.every((value) => isWithin(value, 1000)) ? "milliseconds" : null;
}

/** Whether a value has the size of such a count. */
export function isEpoch(value: Value): boolean {
  return isWithin(value, 1) || isWithin(value, 1000);
}

function isWithin(value: Value, factor: number): boolean {
  return Number.isInteger(value) && Number(value) >= EARLIEST * factor && Number(value) <= LATEST * factor;
}

/** "2026-11-18 15:30:00" in universal time. */
export function momentOf(value: Value, epoch: "seconds" | "milliseconds"): Value {
  return typeof value === "number"
    ? new Date(epoch === "seconds" ? value * 1000 : value).toISOString().slice(0, 19).replace("T", " ")
    : value;
}
