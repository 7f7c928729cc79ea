import { describe, expect, it } from "vitest";
import { findOut } from "@/components/feedback/find-out";
import type { SavedCorrection } from "@/lib/interactions/event";

const correction = (id: string): SavedCorrection => ({ id, text: id, sql: null, at: "2026-11-18T14:02:00.000Z", verifiedId: id });
const noPause = async () => {};

describe("finding out after a cut whether a fix was saved", () => {
  it.each([
    [
      "a new correction: all of it",
      0,
      [correction("old"), correction("new")],
      { ok: true, corrections: [correction("old"), correction("new")], fixes: 1 },
    ],
    ["none: nothing", 0, [correction("old")], { ok: false, message: expect.stringContaining("before it had saved anything") }],
    ["back after a while", 5, [correction("new")], { ok: true, corrections: [correction("new")], fixes: 1 }],
    ["away for long", 99, [], { ok: false, message: expect.stringContaining("not known yet") }],
  ] as const)("%s", async (_what, away, now, found) => {
    let asked = 0;
    const read = async () => {
      asked += 1;
      if (asked <= away) throw new Error("unreachable");
      return now;
    };
    expect(await findOut([correction("old")], read, noPause)).toEqual(found);
  });
});
