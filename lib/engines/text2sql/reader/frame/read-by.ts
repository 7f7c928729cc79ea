import { isMoment } from "@/lib/engines/text2sql/reader/words/over";
import { isAmountColumn } from "@/lib/engines/text2sql/reader/columns/amounts";
import { RELATIONS } from "@/lib/engines/text2sql/reader/words/relations";
import type { Scan } from "@/lib/engines/text2sql/reader/frame/scan";
import { type Unit, type SenseOf, sensesOf, strength } from "@/lib/engines/text2sql/reader/words/unit";

const MANY_VALUES = 30;

/** True where a number, a sum or a column of figures is named. */
function isFigure({ frame }: Scan, at: number): boolean {
  const [next, after] = [frame.units[at], frame.units[at + 1]];
  const named = next?.kind === "small" ? after : next;
  const best = named?.senses[0];
  return (
    named?.cues.some(({ tag }) => tag === "count" || tag === "aggregate") === true ||
    (best?.kind === "column" && frame.schema.columns[best.column]?.type === "number") ||
    (best?.kind === "definition" && best.definition.aggregate !== null)
  );
}
/**
 * "how many this year, by due date", "per year by start date" say which date the window or period goes by: for a window a date of two words
 * after the window, where no groups are asked for.
 */
function goesBy({ frame }: Scan, at: number, next: Unit | undefined): readonly SenseOf<"column">[] {
  const isApart = frame.units[at - 1]?.kind === "window" || /^(?:,|\(|judged|measured)$/u.test(frame.units[at - 1]?.lower ?? "");
  const isOneFigure =
    frame.windows.length > 0 &&
    frame.groups.length + frame.periods.length === 0 &&
    frame.units[0]?.cues.some(({ tag }) => tag === "count" || tag === "aggregate") === true;
  const isPeriod = frame.units[at - 1]?.kind === "period";
  const moments = sensesOf(next, "column").filter(({ column }) => {
    const found = frame.schema.columns[column];
    return found !== undefined && isMoment(found);
  });
  return ((isApart && isOneFigure) || isPeriod) && next?.lower.includes(" ") === true ? moments : [];
}
/**
 * "list customers by surname", "branches by number of accounts", "accounts by balance" put rows in order: figures highest first; null where
 * "by" groups.
 */
function orderedBy({ frame, pending }: Scan, at: number): "asc" | "desc" | null {
  const { units, schema, nouns, measures } = frame;
  const isRows =
    nouns.length > 0 &&
    measures.length + frame.order.length + frame.groups.length === 0 &&
    pending.fns.length === 0 &&
    frame.share === null &&
    units[at - 1]?.kind !== "period";
  const next = units.slice(at + 1).find(({ kind }) => kind !== "small");
  if (!isRows || !next) return null;
  const column = next.senses[0]?.kind === "column" ? schema.columns[next.senses[0].column] : undefined;
  const isCounted = next.cues.some(({ tag }) => tag === "count" || tag === "aggregate");
  const isAmount =
    isAmountColumn(column) && (column?.distinct === null || (column?.distinct ?? 0) > MANY_VALUES) && !column?.lemmas.includes("year");
  if ((isCounted && /number|count|total|average/u.test(next.lower)) || isAmount) return "desc";
  return units[0]?.lower === "list" && column !== undefined ? "asc" : null;
}

/** "share of fees waived (by amount)": what the share is taken of. */
function takeShareBy({ frame, pending }: Scan, at: number): boolean {
  const [best] = sensesOf(frame.units[at + 1], "column");
  const column = frame.schema.columns[best?.column ?? -1];
  if (frame.share === null || frame.measures.length > 0 || !isAmountColumn(column) || (column?.distinct ?? MANY_VALUES + 1) <= MANY_VALUES)
    return false;
  frame.measures.push({
    at: at + 1,
    fn: "sum",
    noun: null,
    column: { at: at + 1, senses: sensesOf(frame.units[at + 1], "column"), owner: null },
    minus: null,
    distinct: false,
  });
  pending.skip = at + 1;
  return true;
}

/** "by branch" groups, "top 10 by balance" orders, "made by customers of …" only relates. */
export function readBy(scan: Scan, at: number): void {
  const { frame, pending } = scan;
  const byFigure = isFigure(scan, at + 1);
  const waiting = pending.superlatives.find(({ limit, word }) => limit !== null || byFigure || word === "highest" || word === "lowest");
  if (waiting) {
    pending.ordering = waiting;
    pending.superlatives = pending.superlatives.filter((other) => other !== waiting);
    return;
  }
  const verb = frame.units[at - 1]?.lower ?? "";
  // "how much did they spend by card" says by what means.
  if (/^(?:spend|pay|buy|send|order)$/u.test(verb) && frame.units.slice(0, at).some(({ lower }) => /^(?:do|did|does)$/u.test(lower))) {
    pending.ownerAt = frame.units.findIndex(({ kind }, place) => kind === "name" && place > at);
    return;
  }
  if (takeShareBy(scan, at)) return;
  const way = orderedBy(scan, at);
  if (way !== null) {
    pending.ordering = { at, dir: way, counted: false, attributes: [], word: "listed by", limit: null };
    return;
  }
  // "reported by branch" groups, "reported by the branch", "by officer Lee" say who.
  const after = frame.units[at + 1];
  const isKind =
    strength(after, "table") > 0.9 &&
    after?.plural === false &&
    frame.units[at + 2]?.kind !== "name" &&
    frame.units[at + 2]?.lower !== "'s";
  if (
    pending.ordering ||
    (!isKind &&
      (/^(?:owed|drawn|guaranteed)$/u.test(verb) || RELATIONS.has(verb)) &&
      /(?:ed|en|ld|de|drawn)$/u.test(verb) &&
      !/^(?:split|broken)/u.test(verb))
  )
    return;
  const next = frame.units.slice(at + 1).find(({ kind }) => kind !== "small");
  const moments = goesBy(scan, at, next);
  if (moments.length > 0) {
    frame.dateBy = { at, senses: moments, owner: null };
    pending.skip = frame.units.findIndex((unit) => unit === next);
    return;
  }
  const best = next?.senses[0];
  // "originated by officer Lee" names the one.
  const isNamed =
    (best?.kind === "table" || best?.kind === "role") &&
    strength(frame.units[frame.units.findIndex((unit) => unit === next) + 1], "value") > 0.9;
  if (best && best.kind !== "value" && best.kind !== "state" && !(best.kind === "table" && next?.plural) && !isNamed)
    pending.grouping = true;
}
