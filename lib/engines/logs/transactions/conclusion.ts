import { withoutHarmless } from "@/lib/engines/logs/failures/failures";
import { FAILING, SIDE_WORK, TROUBLE_STEP } from "@/lib/engines/logs/failures/phrases";
import { findSubject } from "@/lib/engines/logs/records/identifiers";
import type { Finding } from "@/lib/engines/logs/failures/finding";
import type { LogRecord } from "@/lib/engines/logs/records/record";

/** Whether a log is one run that says at its end that it reached its result. */
export type Conclusion = {
  /** @param mayEnd whether texts of its template may say that a run reached its result */
  note(record: LogRecord, line: number, mayEnd: boolean, transaction: string | null): void;
  /** Notes an answer in a trace that marks no transactions. */
  answer(line: number, bad: boolean): void;
  /** The run's own good end; null where there is none. */
  found(): Concluded | null;
};

/** Where a run says that it reached its result, and of what. */
export type Concluded = {
  readonly line: number;
  readonly transaction: string | null;
  readonly component: string | null;
  readonly ids: readonly string[];
  /** Other programs wrote on after it, as in the event log of a computer. */ readonly isOfMany?: boolean;
  /** It speaks of the whole log: the answer at the end of a trace that marks no transactions. */ readonly whole?: boolean;
};

const RUN =
  "run|job|batch|export|import|build|pipeline|deploy(?:ment)?|backup|sync|synchroni[sz]ation|migration|report|release|publish(?:ing)?|processing|task|transfer|restore|edition|close|round|cycle";
const ENDED = "complete[d]?|finished|succeeded|success(?:ful(?:ly)?)?|done|ok";
const EXIT_OK = `\\bexit(?:ed)?(?: with)?(?:[ _]?(?:code|status))?["']?[ =:]+0\\b`;
/** All of what there was to do: `4 of 4 filed`. */
const ALL_DONE =
  "(?<![\\d/.])(?<all>[1-9]\\d*) (?:of|/) \\k<all> (?:\\w+ )?(?:filed|done|stored|sent|saved|processed|imported|exported|uploaded|delivered|booked|posted|written|completed|finished|passed|succeeded|loaded|closed|ok|(?!failed|expected|skipped|used)[a-z]{3,}ed)\\b";
const CONCLUDES = new RegExp(`\\b(?:${RUN})\\b.{0,80}\\b(?:${ENDED})\\b|^\\W*(?:${ENDED})(?:\\W*$|[,;] )|${EXIT_OK}|${ALL_DONE}`, "i");
/** An end that names no run speaks of the whole log where its sentence begins so. */
const NAMELESS = new RegExp(`^\\W*marking (?:the )?task as success\\b|^\\W*(?:the )?(?:${RUN}|${ENDED})\\b|${EXIT_OK}|${ALL_DONE}`, "i");
const EXITS_WELL = new RegExp(EXIT_OK, "i");
const COUNTED_FAILURES = /\b(?:failed|errors?|failures)["']?[ =:]+[1-9]|\b[1-9]\d* (?:failed|errors?|failures)\b(?!["']?[=:])/i;
const ID = /(?<![\w-])(?!\d{4}-\d\d-\d\d)(?=[\w-]*\d)(?=[\w-]*[A-Za-z])\w[\w-]{3,}/g;
/** Where a run says what it is about, and where it says how it ended. */
const HEAD = 12;
const TAIL = 4;
/** How many rows of a trace may follow the one that counts what became of all parts. */
const SUMMARY_TAIL = 10;

const MAX_SUMMARY = 1_000;
const COUNT = /["']?\b([A-Za-z_]+)["']?\s*[:=]\s*"?(\d+)\b(?![-.:]\d)/g;
const GOOD_COUNT =
  /^(?:accepted|approved|ok|done|good|written|stored|saved|sent|succeeded|success\w*|processed|delivered|booked|completed?|finished|confirmed|passed|imported|exported|posted|paid|synced|loaded)$/i;
const BAD_COUNT =
  /^(?:\w*(?:fail\w*|errors?|rejected|refused|declined|denied|dropped|lost|missing|skipped|invalid|aborted|timeouts?|pending|unpaid|unsent)|open|left|late|bad|short)$/i;

/** True for counts of a run of several parts of which every one went well: as many good ones as there were, and no bad one. */
function countsAllGood(text: string): boolean {
  if (text.length > MAX_SUMMARY || /\b(?:Status Code|https?:|put on|came in|fetched)/i.test(text)) return false;
  const counts = [...text.matchAll(COUNT)].map(([, name = "", value]) => ({ name, value: Number(value) }));
  const good = counts.filter(({ name }) => GOOD_COUNT.test(name));
  const bad = counts.filter(({ name }) => BAD_COUNT.test(name));
  const others = counts.filter((count) => !good.includes(count) && !bad.includes(count));
  const total = Math.max(0, ...good.map(({ value }) => value));
  return (
    total > 0 &&
    good.every(({ value }) => value === total) &&
    bad.every(({ value }) => value === 0) &&
    others.some(({ value }) => value === total)
  );
}

/** True for a text that may say that a run reached its result. */
export const mayConclude = (text: string): boolean => CONCLUDES.test(text);

const SUCCEEDS =
  /\b(?:success(?:ful(?:ly)?)?|succeeded|completed?|finished|saved|sent|stored|delivered|published|uploaded|downloaded|imported|exported|written|processed|copied|synced|answered|backed up)\b|\b200 OK\b|<-- 20\d\b/i;

/** True for a text that says that some work went well. */
export const succeeds = (text: string): boolean => SUCCEEDS.test(text) && !FAILING.test(withoutHarmless(text));

/** "p-60601", but no host such as "archive2". */
const SERIAL = /^[A-Za-z]{1,12}(?:-\w+)*-\d{3,}/;
const HASH = /\b[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}\b|\b[0-9a-f]{12,}\b/;

const idsOf = (text: string): readonly string[] => [...text.matchAll(ID)].map(([id]) => id);

/** True for a failure that a good end speaks of too: it names nothing else, and nobody else wrote it (a build tool writes without a name). */
export function isCovered(finding: Finding, { line, component, ids, whole }: Concluded): boolean {
  if (whole) return finding.endLine < line;
  const own = thingsOf(finding);
  const isSame = own.some((id) => ids.includes(id));
  const isNameless = component === null || finding.component === null;
  return (
    finding.endLine < line &&
    (ids.length > 0 ? isSame || own.length === 0 : finding.component === component || (isNameless && own.length === 0))
  );
}

/** True for a failure before a good end that only kept people from being told, or something from being counted. */
export const isSideWork = ({ message, endLine }: Finding, { line }: Concluded): boolean =>
  endLine < line && SIDE_WORK.test(message.slice(0, 300)) && !/\b(?:run|job|batch|task)\b/i.test(message.slice(0, 300));

/** The ids of what a failure is about; none where it names nothing. */
export const thingsOf = ({ message, transaction }: Pick<Finding, "message" | "transaction">): readonly string[] =>
  [...idsOf(message).filter((id) => SERIAL.test(id)), transaction ?? findSubject(message) ?? HASH.exec(message)?.[0]].filter(
    (id) => id !== undefined && id !== null,
  );

/** A row of a computer's event log, where programs that have nothing to do with one another write. */
const IS_OF_MANY = /\b(?:Event ?ID|Id)=\d+\b/;

/** True for a failure of another program of the same computer, which says nothing of the run that ended well. */
export const isForeign = (finding: Finding, { isOfMany, component, ids }: Concluded): boolean =>
  isOfMany === true && finding.component !== component && !thingsOf(finding).some((id) => ids.includes(id));

/** Follows a log with bounded memory: the ids of its first events, and the last event that may conclude it. */
export function createConclusion(): Conclusion {
  const begun = new Set<string>();
  let events = 0;
  let ofMany = 0;
  /** Events of the concluding program after it. */
  let after = 0;
  let last: (Concluded & { readonly event: number; readonly isOwn: boolean }) | null = null;
  let summed: { readonly line: number; readonly event: number } | null = null;
  let answered: { readonly line: number; readonly bad: boolean } | null = null;
  return {
    answer(line, bad) {
      answered = { line, bad };
    },
    note(record, line, mayEnd, transaction) {
      events++;
      if (IS_OF_MANY.test(record.message) || record.format === "Windows events") ofMany++;
      if (last !== null && record.component === last.component) after++;
      if (record.outcome !== null && countsAllGood(record.message)) summed = { line, event: events };
      if (!mayEnd && events > HEAD) return;
      const ids = idsOf(record.message);
      const isOwn = ids.length === 0 ? NAMELESS.test(record.message) : EXITS_WELL.test(record.message) || ids.some((id) => begun.has(id));
      if (events <= HEAD) for (const id of ids) begun.add(id);
      if (!mayEnd || TROUBLE_STEP.test(record.operation ?? "")) return;
      if (FAILING.test(withoutHarmless(record.message)) || COUNTED_FAILURES.test(record.message)) return;
      after = 0;
      last = { line, event: events, transaction, component: record.component, ids, isOwn };
    },
    found() {
      if (answered !== null && !answered.bad) return { line: answered.line, transaction: null, component: null, ids: [], whole: true };
      if (answered === null && summed !== null && events - summed.event < SUMMARY_TAIL)
        return { line: summed.line, transaction: null, component: null, ids: [], whole: true };
      if (last?.isOwn && events - last.event < TAIL) return last;
      return last?.isOwn && ofMany * 2 > events && after === 0 ? { ...last, isOfMany: true } : null;
    },
  };
}
