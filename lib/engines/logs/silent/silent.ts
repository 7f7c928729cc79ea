import type { Finding, Sign } from "@/lib/engines/logs/failures/finding";
import type { Cluster } from "@/lib/engines/logs/templates/templates";
import type { LogEvent } from "@/lib/engines/logs/records/events";
import { isNear } from "@/lib/engines/logs/transactions/causes";
import { recurringIn } from "@/lib/engines/logs/transactions/recurring";
import { createStates, TELLS_STATE } from "@/lib/engines/logs/silent/states";
import { missingCounts } from "@/lib/engines/logs/silent/tallies";
import { thingsOfEvent } from "@/lib/engines/logs/silent/subject-of";
import { createUnfinished, ENDS, STARTS } from "@/lib/engines/logs/silent/unfinished";

/** Finds failures that no line complains of: a state that stays bad, counts that do not add up, a part that never finishes. */
export type SilentFailures = {
  /** Notes an event that is no failure by itself. */
  note(event: QuietEvent): void;
  /** Notes a failure, which may be the end of what started. */
  ends(event: LogEvent): void;
  /** Them, and what was said right before of why, in the order of lines. */
  found(): readonly Finding[];
};

export type QuietEvent = {
  readonly event: LogEvent;
  readonly cluster: Cluster;
  /** Texts like it may tell a state, or that something starts or ends. */ readonly mayTell: boolean;
  /** It holds words of failing all the same. */ readonly isDoubtful: boolean;
  readonly make: (sign: Sign) => Finding;
};

/** True for a text whose like may tell a state, or that something starts or ends. */
export const mayTell = (text: string): boolean => HINTS.some((hint) => hint.test(text));

/** The label of what is told only by a state. */
export const STATE_LABEL = "state";
/** The label of counts that do not add up. */
export const COUNTS_LABEL = "counts";
/** The label of what started and never finished. */
export const UNFINISHED_LABEL = "never finished";

/** The label of what was said right before a state went bad. */
const BEFORE_LABEL = "said before";

const SEVERITY = 0.75;
const sign = (label: string, what: string): Sign => ({
  kind: "failure",
  severity: SEVERITY,
  category: "other",
  patterns: what === "" ? [label] : [label, what],
});
/** How far before a state its reason may stand. */
const NEAR_LINES = 15;
const NEXT_LINES = 3;
const MAX_HINTS = 20;
const ANSWERED_BAD = /(?:<-{1,2}|->|→) ?[45]\d\d\b/;

/** The last events of a log, in which a run counts and says that it is over. */
const TAIL = 12;
const OVER_TAIL = 4;
const OVER = /\b(?:finished|ended|ends|closed|complete[d]?|done|stopped|exit(?:ed|ing)?|summary|total)\b/i;
const HINTS: readonly RegExp[] = [TELLS_STATE, STARTS, ENDS, /<-|->|→/];

type Hint = { readonly line: number; readonly things: readonly string[]; readonly make: () => Finding };

/** Follows a log with bounded memory. */
export function createSilentFailures(): SilentFailures {
  const [states, unfinished] = [createStates(), createUnfinished()];
  const hints: Hint[] = [];
  const reasons = new Map<Finding, Finding>();
  const last: QuietEvent[] = [];
  const noteState = ({ event: { record, line }, make }: QuietEvent, state: string): Finding => {
    const finding = make(sign(STATE_LABEL, state));
    const reason = reasonOf(hints, line, thingsOfEvent(record));
    if (reason) reasons.set(finding, reason.make());
    return finding;
  };
  return {
    note(quiet) {
      const { event, cluster, isDoubtful, make } = quiet;
      const { record, line } = event;
      if (last.length >= TAIL) last.shift();
      last.push(quiet);
      if (quiet.mayTell) {
        states.note(record, (state) => noteState(quiet, state));
        unfinished.note(record, cluster.index, line, () => make(sign(UNFINISHED_LABEL, "")));
      }
      if (!isDoubtful && !(quiet.mayTell && ANSWERED_BAD.test(record.message))) return;
      if (hints.length >= MAX_HINTS) hints.shift();
      hints.push({ line, things: thingsOfEvent(record), make: () => make(sign(BEFORE_LABEL, "")) });
    },
    ends: ({ record, line }) => unfinished.ends(record, line),
    found() {
      const isOver = last.slice(-OVER_TAIL).some(({ event }) => OVER.test(event.record.message));
      const counts = missingCounts(
        last.map(({ event: { record }, cluster, make }) => ({
          record,
          isOnly: cluster.count === 1,
          failure: (missing) => make(sign(COUNTS_LABEL, missing)),
        })),
      );
      const all = [...states.found(), ...counts, ...(isOver ? unfinished.found(last.at(-1)?.event.line ?? 0) : [])];
      const found = [...all, ...all.flatMap((finding) => reasons.get(finding) ?? [])];
      const lines = new Set<number>();
      return found.sort((a, b) => a.line - b.line).filter(({ line }) => !lines.has(line) && lines.add(line));
    },
  };
}

/** Those that no complaint nearby tells already: a bad state after an error is what came of it. @param lines of the log */
export function untold(silent: readonly Finding[], findings: readonly Finding[], lines: number): readonly Finding[] {
  if (silent.length === 0) return silent;
  const recurring = recurringIn(findings, lines);
  const told = findings.filter((finding) => finding.kind === "failure" && !finding.recovered && !finding.retried && !finding.optional);
  const isTold = (one: Finding, other: Finding): boolean =>
    one.transaction !== null && other.transaction !== null
      ? one.transaction === other.transaction
      : isNear(one, other) && !recurring.is(other);
  return silent.filter((one) => !told.some((other) => isTold(one, other)));
}

/** The nearest line before that speaks of failing, by the same component or of the same thing, or right before. */
const reasonOf = (hints: readonly Hint[], line: number, things: readonly string[]): Hint | undefined =>
  hints.findLast(
    (hint) =>
      hint.line < line &&
      (line - hint.line <= NEXT_LINES || (line - hint.line <= NEAR_LINES && hint.things.some((thing) => things.includes(thing)))),
  );
