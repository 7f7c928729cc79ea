import { NO_SUBJECT } from "@/lib/engines/logs/records/identifiers";
import type { LogRecord } from "@/lib/engines/logs/records/record";
import { detach } from "@/lib/engines/logs/templates/templates";

/** Finds the id that a log names at its begin and at its end: of the run, the job or the only thing that it is about. */
export type SubjectTracker = {
  /** @param failing whether it looks like a failure: the ids of such a line are of what failed, or of a known fault */
  note(record: LogRecord, failing: boolean): void;
  /** Null where no id stands through the log. */
  found(): Subject | null;
};

/** @property events how many events name it */
export type Subject = { readonly id: string; readonly events: number };

/** "tiles-2025-14", "EOD-2025-04-30", "JOB04471"; neither a host nor a file. */
const SERIAL = /(?<![\w\-.@$/\\])(?:[A-Za-z]{1,12}(?:-[A-Za-z0-9]{1,12}){0,3}-\d[\w-]{1,20}|[A-Z]{2,5}\d{5,12})(?![\w-]|\.[a-z])/g;
const STARTS = /\b(?:start(?:s|ed|ing)?|beg[iau]n(?:s|ning)?|run|job|batch|received|accepted|opened|created|beginnt|gestartet)\b/i;
const HEAD = 12;
const MAX_CANDIDATES = 8;
const MIN_DIGITS = 3;
/** Events at the end, of which one must name it; a tenth of a long log. */
const TAIL = 12;

type Candidate = { readonly id: string; readonly starts: boolean; count: number; last: number };

/** Follows a log with bounded memory: at most eight ids of its first twelve events. */
export function createSubjectTracker(): SubjectTracker {
  const candidates: Candidate[] = [];
  let events = 0;
  return {
    note({ message, transaction }, failing) {
      events++;
      if (events <= HEAD && !failing) collect(message, candidates);
      for (const candidate of candidates) {
        if (transaction !== candidate.id && !message.includes(candidate.id)) continue;
        candidate.count++;
        candidate.last = events;
      }
    },
    found() {
      const tail = Math.max(TAIL, events / 10);
      const through = candidates.filter(
        (one) =>
          one.count >= 2 && events - one.last < tail && !candidates.some((other) => other !== one && kindOf(other.id) === kindOf(one.id)),
      );
      const best = through.sort((a, b) => Number(b.starts) - Number(a.starts) || b.count - a.count)[0];
      return best ? { id: best.id, events: best.count } : null;
    },
  };
}

/** Ids of one kind are numbered alike: one of several is not what the log is about. */
const kindOf = (id: string): string => id.replace(/\d+/g, "0");

function collect(message: string, candidates: Candidate[]): void {
  for (const [id] of message.slice(0, 3_000).matchAll(SERIAL)) {
    if (candidates.length >= MAX_CANDIDATES) return;
    if ((id.match(/\d/g)?.length ?? 0) < MIN_DIGITS || NO_SUBJECT.test(id) || candidates.some((known) => known.id === id)) continue;
    candidates.push({ id: detach(id), starts: STARTS.test(message), count: 0, last: 0 });
  }
}
