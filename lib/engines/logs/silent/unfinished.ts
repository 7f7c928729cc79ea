import type { Finding } from "@/lib/engines/logs/failures/finding";
import type { LogRecord } from "@/lib/engines/logs/records/record";
import { thingsOfEvent } from "@/lib/engines/logs/silent/subject-of";

/** Follows parts of a run that start and finish; one that never finished while all others of its kind did is a failure. */
export type Unfinished = {
  /** @param failure what the event is, should its part never finish @param cluster of its text */
  note(record: LogRecord, cluster: number, line: number, failure: () => Finding): void;
  /** Notes a failure, which ends its part too. */
  ends(record: LogRecord, line: number): void;
  /** @param endLine of a log that says at its end that its run is over */
  found(endLine: number): readonly Finding[];
};

export const STARTS = /\b(?:started|starting|starts|begins|began|begun|dispatched|launched|opened)\b/i;
export const ENDS =
  /\b(?:finished|finishes|done|complete[d]?|ended|ends|closed|stopped|stored|succeeded|failed|aborted|cancel(?:l)?ed|skipped|exited|gave up)\b/i;
const ENOUGH = 3;
/** Share of those that finished. */
const FEW = 0.25;
const MAX_KINDS = 50;
const MAX_OPEN = 200;

type Part = { readonly things: readonly string[]; readonly line: number; readonly failure: () => Finding };
type Kind = { readonly open: Part[]; finished: number; longest: number };

/** Follows at most 50 kinds of parts, 200 open ones of each. */
export function createUnfinished(): Unfinished {
  const kinds = new Map<number, Kind>();
  return {
    note(record, cluster, line, failure) {
      const text = record.message.slice(0, 300);
      if (ENDS.test(text)) {
        if (kinds.size > 0) finish(kinds, thingsOfEvent(record), line);
        return;
      }
      if (!STARTS.test(text)) return;
      const kind = kinds.get(cluster) ?? { open: [], finished: 0, longest: 0 };
      if (kind.open.length === 0 && kind.finished === 0 && kinds.size >= MAX_KINDS) return;
      kinds.set(cluster, kind);
      const things = thingsOfEvent(record);
      if (things.length > 0 && kind.open.length < MAX_OPEN) kind.open.push({ things, line, failure });
    },
    ends(record, line) {
      if (kinds.size > 0) finish(kinds, thingsOfEvent(record), line);
    },
    found(endLine) {
      return [...kinds.values()].flatMap(({ open, finished, longest }) => {
        const late = open.filter(({ line }) => endLine - line >= longest);
        return finished >= ENOUGH && open.length === late.length && open.length <= finished * FEW
          ? late.map(({ failure }) => failure())
          : [];
      });
    },
  };
}

function finish(kinds: ReadonlyMap<number, Kind>, things: readonly string[], line: number): void {
  for (const kind of kinds.values()) {
    const at = kind.open.findIndex((part) => part.things.every((thing) => things.includes(thing)));
    const part = kind.open[at];
    if (!part) continue;
    kind.open.splice(at, 1);
    kind.finished++;
    kind.longest = Math.max(kind.longest, line - part.line);
  }
}
