import type { Finding } from "@/lib/engines/logs/failures/finding";
import type { LogRecord } from "@/lib/engines/logs/records/record";

/** An event at the end of a log, and the finding that it makes, should its counts not add up. */
export type Counted = { readonly record: LogRecord; readonly isOnly: boolean; readonly failure: (missing: string) => Finding };

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
  /(?<![\d/.:-])(\d{1,9}) (?:of|\/|out of) (\d{1,9}) (?:[a-z-]+ ){0,2}(?!(?:failed|expected|skipped|used|needed|allowed|reserved|rejected)\b)(?:[a-z]{3,}ed|done|written|sent|kept|made|put|gone|taken|shut|read)\b/i;
const MAX_OTHERS = 8;
const MAX_CHARS = 600;

type Count = { readonly noun: string; readonly role: string; readonly value: number };
type Noted = Pick<Counted, "failure"> & { readonly counts: readonly Count[]; readonly isLone: boolean; readonly short: string | null };

/**
 * Adds up what a run counts at its end: findings where less is done than there was, and nothing says why.
 * @param last events of the log; one whose text comes again and again only tells how far the work is
 */
export function missingCounts(last: readonly Counted[]): readonly Finding[] {
  const noted = last.flatMap((one) => readCounts(one) ?? []);
  const alone = noted.filter(({ isLone }) => isLone);
  const sums = [...noted.filter(({ isLone }) => !isLone).map((one) => [one]), ...(alone.length > 1 ? [alone] : [])];
  const missing = sums.flatMap((group) => findMissing(group) ?? []);
  return [...missing, ...noted.flatMap(({ short, failure }) => (short === null ? [] : [failure(short)]))];
}

function readCounts({ record: { message }, isOnly, failure }: Counted): Noted | null {
  if (message.length > MAX_CHARS) return null;
  const lone = LONE.exec(message);
  if (lone) return { failure, counts: [countOf(lone[1] ?? "", (lone[2] ?? "").replaceAll(",", ""))], isLone: true, short: null };
  if (!isOnly) return null;
  const counts = [...message.matchAll(COUNT)].map(([, name, label, value = ""]) => countOf(name ?? label ?? "", value));
  const part = OF_ALL.exec(message);
  return { failure, counts, isLone: false, short: part && Number(part[1]) < Number(part[2]) ? part[0] : null };
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
