import type { FindingKind, Sign } from "@/lib/engines/logs/failures/finding";
import type { Level, LogRecord } from "@/lib/engines/logs/records/record";

/**
 * Where the rules are not sure: an error level without a word of failing, a warning with one, such a word in a line without a level, or
 * under a calm one.
 */
export type Doubt = "error-without-words" | "warning" | "words-without-level" | "words-under-calm-level";

/** How likely an event is a failure, 0..1. @param judged the message without its harmless parts */
export type Opinion = (record: LogRecord, judged: string, detail: string) => number;

type Ruled = {
  readonly level: Level | null;
  readonly ruled: FindingKind | null;
  readonly failing: boolean;
  /** A stack or an error field shows it. */ readonly evident: boolean;
};

/** Names the doubt that the rules leave about an event; null where they decide. */
export function doubtOf({ level, ruled, failing, evident }: Ruled): Doubt | null {
  if (evident) return null;
  switch (level) {
    case "error":
      return failing ? null : "error-without-words";
    case "warn":
      return ruled === "weak" ? "warning" : null;
    case null:
      return failing && ruled === null ? "words-without-level" : null;
    case "info":
      return failing && ruled === null ? "words-under-calm-level" : null;
    case "fatal":
    case "debug":
    case "trace":
      return null;
    default:
      return level satisfies never;
  }
}

/** Far from even: an opinion between these leaves the rules in force. */
export const SURE_YES = 0.9;
export const SURE_NO = 0.1;

/**
 * What becomes of a doubtful event. A sure opinion decides; in lines that are not marked as errors it makes at most a hint,
 * which counts only beside a failure that the rules found: the classifier alone raises no alarm.
 */
export function settleDoubt(
  doubt: Doubt,
  probability: number,
  ruled: Sign | null,
  described: Pick<Sign, "category" | "patterns">,
): Sign | null {
  const yes = probability >= SURE_YES;
  const no = probability <= SURE_NO;
  switch (doubt) {
    case "error-without-words":
      return no
        ? { kind: "weak", severity: 0.3, ...described, decidedBy: "model" }
        : yes && ruled
          ? { ...ruled, decidedBy: "model" }
          : ruled;
    case "warning":
      return no ? null : yes && ruled ? { ...ruled, severity: 0.45, decidedBy: "model" } : ruled;
    case "words-without-level":
    case "words-under-calm-level":
      return yes ? { kind: "weak", severity: 0.35, ...described, decidedBy: "model" } : ruled;
    default:
      return doubt satisfies never;
  }
}
