import type { Schema } from "@/lib/engines/text2sql/schema";
import { emptyFrame, type Frame } from "@/lib/engines/text2sql/reader/frame";
import { settleLeftovers } from "@/lib/engines/text2sql/reader/leftovers";
import { flushRun } from "@/lib/engines/text2sql/reader/place-noun";
import { preferred, readCue } from "@/lib/engines/text2sql/reader/read-cues";
import { readName } from "@/lib/engines/text2sql/reader/read-names";
import { readNumber, settleCompare } from "@/lib/engines/text2sql/reader/read-numbers";
import { readWord } from "@/lib/engines/text2sql/reader/read-words";
import { TELLING } from "@/lib/engines/text2sql/reader/relations";
import type { Pending, Scan } from "@/lib/engines/text2sql/reader/scan";
import type { Unit } from "@/lib/engines/text2sql/reader/unit";
import { addAsker } from "@/lib/engines/text2sql/reader/who";

/** Reads units from left to right into a frame. */
export function readFrame(units: readonly Unit[], schema: Schema, now: string): Frame {
  const frame = emptyFrame(units, schema, now);
  const pending: Pending = { fns: [], distinct: false, grouping: false, ordering: null, superlatives: [], compare: null, negated: false, excluding: false, had: false, ownerAt: -1, compound: null, skip: -1, run: [] };
  const scan: Scan = { frame, pending };
  for (let at = 0; at < units.length; at++) {
    const unit = units[at];
    if (unit) readUnit(scan, at, unit);
  }
  flushRun(scan);
  settleCompare(scan);
  if (pending.compare) frame.unread.push(pending.compare.at);
  settleLeftovers(scan);
  for (const superlative of pending.superlatives) frame.order.push({ superlative, measure: null, column: null });
  addAsker(frame);
  return frame;
}

function readUnit(scan: Scan, at: number, unit: Unit): void {
  const { frame } = scan;
  if (at === scan.pending.skip) return;
  switch (unit.kind) {
    case "window": frame.windows.push(at); return;
    case "period": if (unit.period) frame.periods.push({ at, unit: unit.period }); return;
    case "number": readNumber(scan, at, unit); return;
    case "name": readName(scan, at, unit); return;
    case "word": readWord(scan, at, unit); return;
    case "small": readSmall(scan, at, unit); return;
    case "cue": for (const cue of unit.cues.slice(0, 1)) readCue(scan, at, unit, preferred(unit, scan) ?? cue); return;
    default: unit.kind satisfies never;
  }
}

function readSmall({ frame, pending }: Scan, at: number, unit: Unit): void {
  if (/^(?:hold|own|handle|live|work|manage|use|make|made|held|owns|holds|handles|handled)/u.test(unit.lower)) pending.had = true;
  if (!TELLING.has(unit.lower)) return;
  const isAgainst = /^(?:more|fewer|less)$/u.test(unit.lower) && frame.units.slice(at).filter(({ kind }) => kind === "window").length === 2;
  if (isAgainst) frame.change = { at, isDifference: true, percent: false };
  else frame.unread.push(at);
}

