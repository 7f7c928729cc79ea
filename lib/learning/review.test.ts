import { describe, expect, it } from "vitest";
import { inReview } from "@/lib/learning/review";

const row = (question: string, minute: number, more: Partial<Parameters<typeof inReview>[0][number]> = {}) => ({
  id: `${question}${minute}`,
  conversationId: "c",
  question,
  askedAt: `2026-11-18T09:${String(minute).padStart(2, "0")}:00Z`,
  engine: "shop" as const,
  source: "shop",
  shopId: 13,
  outcome: "failed" as const,
  confidence: 0.4,
  ratedDown: false,
  ...more,
});

describe("inReview", () => {
  it("shows each question once, the most often asked first, then the newest, and a bad rating before all other reasons", () => {
    const items = inReview([
      row("b", 9),
      row("a", 8),
      row("A ", 7, { ratedDown: true }),
      row("c", 3, { outcome: "clarified" }),
      row("d", 2, { outcome: "answered" }),
    ]);
    expect(items.map(({ question, times, why }) => [question, times, why])).toEqual([
      ["a", 2, "rated-down"],
      ["b", 1, "failed"],
      ["c", 1, "asked-back"],
      ["d", 1, "doubtful"],
    ]);
  });

  it("keeps the shops apart, whose answers differ", () => {
    expect(inReview([row("a", 1), row("a", 2, { shopId: 14 })])).toHaveLength(2);
  });
});
