import type { Finding } from "@/lib/engines/logs/failures/finding";
import type { LogRecord } from "@/lib/engines/logs/records/record";

/** Adds up what a run counts at its end: less done than there was, and nothing that says why. */
export type Tallies = {
  /** @param failure what the event is, should its counts not add up @param cluster of its text */
  note(record: LogRecord, cluster: number, failure: (missing: string) => Finding): void;
  found(): readonly Finding[];
};

const COUNT =
  /\b(?:([A-Za-z][\w.-]*)["']?=["']?|["']?([A-Za-z][A-Za-z_ -]{0,30}?)["']?\s*(?::|\s{2,}|\.{2,})\s*["']?)(\d{1,12})\b(?![-.:/%]\d|%)/g;
/** `records read: 5210`, all that a line of a summary says. */
const LONE = /^\W*([A-Za-z][A-Za-z_ -]{2,40}?)\s*(?:[:=]|\s{2,}|\.{2,})\s*([\d,]{1,15})\W*$/;
const THERE = /^(?:total|expected|planned|read|received|requested|found|due|selected|input)$/i;
const DONE =
  /^(?:done|written|ok|stored|sent|processed|finished|completed|succeeded|loaded|imported|exported|printed|delivered|copied|posted|booked|saved|passed|closed|uploaded|transferred)$/i;
/** Words for what is counted that stand for one another. */
const ROW = /^(?:records?|rows?|lines?|entr(?:y|ies)|items?|)$/i;
const OF_ALL =
  /(?<![\d/.:-])(\d{1,9}) (?:of|\/|out of) (\d{1,9}) (?:[a-z-]+ ){0,2}(?:done|written|stored|sent|processed|finished|completed|succeeded|loaded|imported|exported|printed|delivered|copied|posted|booked|saved|closed|uploaded|transferred)\b/i;
/** The last events of a log, in which a run counts. */
const TAIL = 12;
const MAX_OTHERS = 8;

type Count = { readonly noun: string; readonly role: string; readonly value: number };
type Noted = {
  readonly event: number;
  readonly cluster: number;
  readonly counts: readonly Count[];
  readonly isLone: boolean;
  readonly failure: (missing: string) => Finding;
  readonly short: string | null;
};

/** Keeps the last twelve events that count something. */
export function createTallies(): Tallies {
  const kept: Noted[] = [];
  const seen = new Map<number, number>();
  let events = 0;
  return {
    note(record, cluster, failure) {
      events++;
      if (!/\d/.test(record.message) || record.message.length > 600) return;
      const lone = LONE.exec(record.message);
      const counts = lone
        ? [countOf(lone[1] ?? "", (lone[2] ?? "").replaceAll(",", ""))]
        : [...record.message.matchAll(COUNT)].map(([, name, label, value = ""]) => countOf(name ?? label ?? "", value));
      const part = OF_ALL.exec(record.message);
      const short = part && Number(part[1]) < Number(part[2]) ? part[0] : null;
      if (counts.length === 0 && short === null) return;
      seen.set(cluster, (seen.get(cluster) ?? 0) + 1);
      kept.push({ event: events, cluster, counts, isLone: lone !== null, failure, short });
      if (kept.length > TAIL) kept.shift();
    },
    found() {
      // What is said again and again tells how far the work is.
      const last = kept.filter(({ event, cluster, isLone }) => events - event < TAIL && (isLone || (seen.get(cluster) ?? 0) === 1));
      const alone = last.filter(({ isLone }) => isLone);
      const sums = [...last.filter(({ isLone }) => !isLone).map((one) => [one]), ...(alone.length > 1 ? [alone] : [])];
      const missing = sums.flatMap((group) => findMissing(group) ?? []);
      const parts = last.flatMap(({ short, failure }) => (short === null ? [] : [failure(short)]));
      return [...missing, ...parts];
    },
  };
}

/** `reports_written` counts reports, and those that are written. */
function countOf(name: string, value: string): Count {
  const words = name.trim().split(/[\s_.-]+/);
  const at = words.findIndex((word) => THERE.test(word) || DONE.test(word));
  const noun = words
    .filter((_, index) => index !== at)
    .join(" ")
    .toLowerCase();
  return { noun, role: at < 0 ? "" : (words[at] ?? ""), value: Number(value) };
}

function findMissing(group: readonly Noted[]): Finding | null {
  const all = group.flatMap((noted) => noted.counts.map((count) => ({ noted, count })));
  for (const total of all.filter(({ count }) => THERE.test(count.role)))
    for (const done of all.filter(({ count }) => DONE.test(count.role))) {
      const missing = total.count.value - done.count.value;
      const isSame = total.count.noun === done.count.noun || (ROW.test(total.count.noun) && ROW.test(done.count.noun));
      if (missing <= 0 || !isSame) continue;
      const others = all.filter((one) => one !== total && one !== done).map(({ count }) => count.value);
      if (!addsUpTo(missing, others.slice(0, MAX_OTHERS))) return done.noted.failure(`${done.count.value} of ${total.count.value}`);
    }
  return null;
}

/** True where some of the numbers give the sum together. */
const addsUpTo = (sum: number, [first, ...rest]: readonly number[]): boolean =>
  sum === 0 || (first !== undefined && (addsUpTo(sum - first, rest) || addsUpTo(sum, rest)));
