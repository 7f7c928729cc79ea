import { describe, expect, it } from "vitest";
import { startInteraction } from "@/lib/interactions/interaction";
import { WIDE_HEADER, wideRow } from "@/lib/interactions/wide-row";

describe("wideRow", () => {
  const row = { ...startInteraction({ id: "i", conversationId: "c", question: "q", askedAt: "2026-11-18T09:00:00Z", uploadId: null }), rating: { value: "down" as const, reasons: ["slow"], comment: "late" }, corrections: [{ id: "k", text: "x", sql: null, at: "2026-11-18T10:00:00Z", verifiedId: "v" }] };

  it("has a cell for every name of the header, and none without", () => expect(wideRow(row)).toHaveLength(WIDE_HEADER.length));

  it("keeps rating, comment and corrections with their row", () => {
    const cell = (name: (typeof WIDE_HEADER)[number]) => wideRow(row)[WIDE_HEADER.indexOf(name)];
    expect([cell("rating"), cell("reasons"), cell("comment"), cell("corrections")]).toEqual(["down", "slow", "late", '[{"text":"x","sql":null,"at":"2026-11-18T10:00:00Z"}]']);
  });
});
