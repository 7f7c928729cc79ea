import { expect, it } from "vitest";
import { emptyFrame } from "@/lib/engines/text2sql/reader/frame/frame";
import { nearestYear, yearAhead } from "@/lib/engines/text2sql/reader/frame/nearest-year";
import type { Unit } from "@/lib/engines/text2sql/reader/words/unit";
import { EMPTY_SCHEMA } from "@/lib/engines/text2sql/schema/empty-schema.fixture";
import { findWindow } from "@/lib/language/windows";

const NOW = "2026-11-18T15:30:00";

function frameOf(text: string) {
  const window = findWindow(text, { now: NOW, weekendDays: [6, 0] })?.window;
  if (!window) throw new Error(`no window in “${text}”`);
  const unit: Unit = {
    text,
    lower: text,
    kind: "window",
    senses: [],
    cues: [],
    number: null,
    period: null,
    plural: false,
    window: { past: window, ahead: window },
  };
  return { window, frame: { ...emptyFrame([unit], EMPTY_SCHEMA, NOW), windows: [0] } };
}

it.each([
  ["until december", "until December 2026", "2026-11-18", "2027-01-01"],
  ["before march", "before March 2027", "2026-11-18", "2027-03-01"],
])("“%s” of what lies ahead ends with the next one, and is called so", (text, label, from, to) => {
  const { window, frame } = frameOf(text);
  expect(yearAhead(window, frame, { column: 0, verb: null, bySynonym: false }, 0)).toMatchObject({ label, from, to });
});

it("calls a month of the next year by that year", () => {
  const { window, frame } = frameOf("in december");
  expect(nearestYear(window, frame, 0)).toMatchObject({ label: "December 2026", from: "2026-12-01", to: "2027-01-01" });
});
