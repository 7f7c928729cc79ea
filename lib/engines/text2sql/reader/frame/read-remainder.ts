import { limitOf } from "@/lib/engines/text2sql/reader/columns/part-of-whole";
import { tablesFirst } from "@/lib/engines/text2sql/reader/frame/tables-first";
import { comparison, onColumn, chosenColumn } from "@/lib/engines/text2sql/reader/frame/frame";
import type { Scan } from "@/lib/engines/text2sql/reader/frame/scan";
import { sensesOf, type Unit } from "@/lib/engines/text2sql/reader/words/unit";
import { isMoment } from "@/lib/engines/text2sql/reader/words/over";

export type WordReader = (scan: Scan, at: number, unit: Unit) => boolean;
/** "fully drawn": all of the limit is used. */
export const readFully: WordReader = (scan, at, { lower }) => {
  const { frame, pending } = scan;
  const isUsed = /^(?:used|drawn|utili[sz]ed|spent|booked|taken)$/u.test(frame.units[at + 1]?.lower ?? "");
  const limit =
    /^(?:fully|completely|entirely|totally)$/u.test(lower) && isUsed
      ? tablesFirst(frame).flatMap((table) => limitOf(table, frame.schema) ?? [])[0]
      : undefined;
  if (!limit) return false;
  frame.compared.push(
    onColumn(chosenColumn(at, limit.part), comparison(at, ">=", undefined, pending.negated), chosenColumn(at, limit.whole)),
  );
  pending.negated = false;
  pending.skip = at + 1;
  return true;
};
/** "net money flow": what comes in less what goes out, where amounts carry their sign. */
export const readNet: WordReader = ({ frame, pending }, at, { lower }) => {
  if (/^(?:flows?|cash ?flow)$/u.test(lower)) return /^(?:net|money|cash)$/u.test(frame.units[at - 1]?.lower ?? "");
  if (lower !== "net") return false;
  if (pending.fns.length === 0) pending.fns.push({ fn: "sum", at });
  return true;
};
/** "unused limit", "how much is still undrawn": the limit less what is used of it. */
export const readRemainder: WordReader = (scan, at, { lower }) => {
  const { frame, pending } = scan;
  if (!/^(?:undrawn|unused|unspent|untapped|unutili[sz]ed|remaining|headroom|available)$/u.test(lower)) return false;
  const fn = pending.fns.at(-1)?.fn;
  const limit = tablesFirst(frame).flatMap((table) => limitOf(table, frame.schema) ?? [])[0];
  if (!limit || fn === "count" || (fn === undefined && frame.groups.length === 0)) return false;
  frame.measures.push({
    at,
    fn: fn ?? "sum",
    noun: null,
    column: chosenColumn(at, limit.whole),
    minus: chosenColumn(at, limit.part),
    distinct: false,
  });
  pending.fns.pop();
  const next = frame.units[at + 1];
  if (
    /^(?:credit|amount|capacity|money|funds?|lines?)$/u.test(next?.lower ?? "") ||
    sensesOf(next, "column").some(({ column }) => column === limit.whole)
  )
    pending.skip = at + 1;
  const left = frame.units.findIndex((unit, place) => place > at && place <= at + 2 && unit.lower === "left");
  if (left > 0) pending.skip = left;
  return true;
};
/** "whose review date has passed", "… is still ahead": a day held against today. */
export const readPassed: WordReader = ({ frame, pending }, at, { lower }) => {
  const op = /^(?:passed|past|over|behind)$/u.test(lower) ? "<" : /^(?:ahead|upcoming)$/u.test(lower) ? ">=" : null;
  const last = frame.outputs.at(-1);
  const isDay = last?.senses.some(({ column }) => {
    const found = frame.schema.columns[column];
    return found !== undefined && isMoment(found);
  });
  if (
    op === null ||
    !last ||
    !isDay ||
    !frame.units
      .slice(last.at + 1, at)
      .every(({ kind, lower: said }) => kind === "small" || /^(?:(?:has|have|is|are|already|not|in|the)(?: |$))+$/u.test(said))
  )
    return false;
  frame.outputs.pop();
  frame.compared.push(onColumn(last, comparison(at, pending.negated ? (op === "<" ? ">=" : "<") : op, frame.now.slice(0, 10))));
  pending.negated = false;
  return true;
};
