import type { FailureCategory } from "@/lib/answers/failure-category";
import type { Finding } from "@/lib/engines/logs/failures/finding";
import { FAILING } from "@/lib/engines/logs/failures/phrases";

/** Follows restarts that were planned: others lose their connection to what restarts until it is back. */
export type PlannedRestarts = {
  note(text: string, line: number): void;
  /** True for a lost connection while something restarted as planned, and that did not come again once it was back. */
  covers(finding: Finding, all: readonly Finding[]): boolean;
};

const ANNOUNCED =
  /\b(?:controlled|planned|rolling|graceful|scheduled)\b.{0,30}\b(?:restart|reboot|switch-?over|fail-?over|maintenance|upgrade)\b/i;
const BACK =
  /\b(?:(?:re)?joined|(?:re)?added|(?:re)?registered|(?:re)?started|back|live|up|online|in sync|restart (?:complete|finished|done))\b/i;
/** `broker 3`, `node-7`. */
const THING = /\b([A-Za-z]{2,})s?\b[\s:#-]{1,3}(\d+)\b/g;
const LOST: ReadonlySet<FailureCategory> = new Set<FailureCategory>(["connection", "timeout", "messaging"]);
const MAX_WINDOWS = 100;

type Window = { readonly thing: string; readonly from: number; to: number | null };

const thingsIn = (text: string): readonly string[] =>
  [...text.slice(0, 300).matchAll(THING)].map(([, noun = "", number = ""]) => `${noun.toLowerCase().replace(/s$/, "")} ${number}`);

/** A program is told to end. */
const ENDING =
  /\bSIG(?:TERM|INT|QUIT)\b|\b(?:shutdown|stop) (?:requested|signal)\b|\bshutting down\b|\b(?:graceful|warm|clean) (?:shutdown|stop)\b|\bdraining\b/i;
/** What is closed then, or given up, was meant to be. */
const CLOSED = /\bclosed\b|\bcancel(?:l)?ed\b|\binterrupted\b/i;

/** Keeps the first 100 planned restarts of a log. */
export function createPlannedRestarts(): PlannedRestarts {
  const windows: Window[] = [];
  let open = 0;
  let endingAt = Infinity;
  return {
    note(text, line) {
      if (ENDING.test(text)) endingAt = line;
      if (ANNOUNCED.test(text) && !FAILING.test(text)) {
        const thing = thingsIn(text)[0];
        if (thing === undefined || windows.length >= MAX_WINDOWS) return;
        windows.push({ thing, from: line, to: null });
        open++;
      } else if (open > 0 && BACK.test(text) && !FAILING.test(text)) {
        const things = thingsIn(text);
        for (const window of windows) {
          if (window.to !== null || !things.includes(window.thing)) continue;
          window.to = line;
          open--;
        }
      }
    },
    covers(finding, all) {
      if (finding.line > endingAt && CLOSED.test(`${finding.message}\n${finding.detail}`)) return true;
      if (!LOST.has(finding.category)) return false;
      const window = windows.find(({ from, to }) => to !== null && finding.line > from && finding.line < to);
      return window !== undefined && !all.some(({ cluster, line }) => cluster === finding.cluster && line > (window.to ?? 0));
    },
  };
}
