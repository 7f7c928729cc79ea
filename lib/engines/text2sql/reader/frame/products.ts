import { chosenColumn, type Frame, type Measure } from "@/lib/engines/text2sql/reader/frame/frame";
import { numeric } from "@/lib/engines/text2sql/reader/frame/take-measure";
import type { Scan } from "@/lib/engines/text2sql/reader/frame/scan";
import { sensesOf } from "@/lib/engines/text2sql/reader/words/unit";

/** What a product in parentheses explains: "revenue (quantity times price)". */
const WORTH =
  /^(?:values?|worth|revenues?|amounts?|turnover|sales|income|takings|totals?|costs?|spend|spending|fees?|earnings|billings?)$/u;

/** "hours times rate": one column of a row times another, added up; in parentheses it says what the word of money before it means. */
export function readProduct(scan: Scan, at: number): boolean {
  const { frame, pending } = scan;
  const { units } = frame;
  if (!/^(?:times|multiplied|×|\*)$/u.test(units[at]?.lower ?? "")) return false;
  const next = units[at + 1]?.lower === "by" ? at + 2 : at + 1;
  const factors = pairOf(scan, at - 1, next);
  if (!factors) return false;
  const waiting = takeSaid(frame, at - 1);
  const fn = waiting?.fn ?? pending.fns.pop()?.fn ?? "sum";
  const measure: Measure = {
    at: at - 1,
    fn,
    noun: null,
    column: chosenColumn(at - 1, factors.left),
    minus: null,
    times: chosenColumn(next, factors.right),
    distinct: false,
  };
  pending.skip = next;
  const open = units.findLastIndex(({ lower }, place) => place < at && lower === "(");
  const isAside = open >= 0 && units.slice(open + 1, at - 1).every(({ kind }) => kind === "small");
  const ranked = frame.order.find(
    (entry) => entry === waiting?.order || (isAside && isWorth(frame, entry.measure?.at ?? entry.column?.at)),
  );
  if (isAside) {
    frame.measures.splice(0, frame.measures.length, ...frame.measures.filter((other) => !isWorth(frame, other.at)));
    frame.outputs.splice(0, frame.outputs.length, ...frame.outputs.filter((use) => !isWorth(frame, use.at)));
    frame.unread.splice(0, frame.unread.length, ...frame.unread.filter((place) => !isWorth(frame, place)));
  }
  if (ranked) Object.assign(ranked, { measure, column: null, isTotal: true });
  else if (pending.ordering) {
    frame.order.push({ superlative: pending.ordering, measure, column: null, isTotal: true });
    pending.ordering = null;
  } else frame.measures.push(measure);
  return true;
}

function isWorth({ units }: Frame, at: number | undefined): boolean {
  return at !== undefined && WORTH.test(units[at]?.lower ?? "");
}

/** The two figures of one table that the words name best. */
function pairOf(scan: Scan, one: number, other: number): { readonly left: number; readonly right: number } | null {
  const { columns } = scan.frame.schema;
  const [lefts, rights] = [one, other].map((place) =>
    numeric(scan, { at: place, senses: sensesOf(scan.frame.units[place], "column"), owner: null }),
  );
  const pairs = (lefts ?? []).flatMap((left) =>
    (rights ?? []).flatMap((right) =>
      columns[left.column]?.table === columns[right.column]?.table
        ? [{ left: left.column, right: right.column, score: left.score + right.score }]
        : [],
    ),
  );
  return pairs.sort((a, b) => b.score - a.score)[0] ?? null;
}

/** Takes back what the first factor was read as. */
function takeSaid(
  { outputs, measures, order }: Frame,
  at: number,
): { readonly fn: Measure["fn"] | undefined; readonly order: Frame["order"][number] | undefined } | null {
  const ranked = order.find(({ measure, column }) => (measure?.at ?? column?.at) === at);
  const measured = measures.findIndex((measure) => measure.at === at);
  if (measured >= 0) return { fn: measures.splice(measured, 1)[0]?.fn, order: ranked };
  const shown = outputs.findIndex((use) => use.at === at);
  if (shown >= 0) outputs.splice(shown, 1);
  return ranked ? { fn: ranked.measure?.fn, order: ranked } : null;
}
