import { describe, expect, it } from "vitest";
import { asOfNow, isOpen, markOf, type TurnState } from "@/lib/interactions/turn-state";

const ANSWERED: TurnState = { id: "q", outcome: "answered", errorCode: null, rating: null, corrections: [] };
const OPEN: TurnState = { ...ANSWERED, outcome: "unfinished" };

describe("the state of a turn", () => {
  it.each<[string, Partial<TurnState>]>([
    ["its answer", { outcome: "empty" }],
    ["a rating", { rating: { value: "up", reasons: [], comment: "" } }],
    ["a note to a rating", { rating: { value: "up", reasons: ["slow"], comment: "" } }],
    ["a correction", { corrections: [{ id: "c", verifiedId: "v" }] }],
  ])("is another by %s", (_name, change) => {
    expect(markOf({ ...ANSWERED, ...change }).mark).not.toBe(markOf(ANSWERED).mark);
  });

  it.each<[string, TurnState, boolean, boolean]>([
    ["being answered", OPEN, true, true],
    ["left open by a program that was ended", OPEN, false, false],
    ["stopped", { ...OPEN, errorCode: "stopped" }, false, false],
    ["answered", ANSWERED, false, false],
  ])("waits for an answer only while somebody gives one: %s", (_name, turn, running, open) => {
    expect(isOpen(asOfNow(turn, () => running))).toBe(open);
  });
});
