import { describe, expect, it } from "vitest";
import { parseFilter } from "@/lib/metrics/filter";
import { loadInsights } from "@/lib/metrics/insights.prisma";
import { reportAsHtml, reportAsMarkdown } from "@/lib/metrics/report";
import { testDatabase } from "@/lib/platform/test-app.fixture.prisma";
import { localDay } from "@/lib/platform/local-day";

const { db } = testDatabase();
const now = new Date("2026-11-18T12:00:00Z");

async function insights() {
  const filter = parseFilter({ period: "7d" }, localDay(now));
  if (!filter.ok) throw new Error(filter.error);
  return [await loadInsights(db, filter.value), filter.value] as const;
}

describe("the report", () => {
  it("says that there is nothing, before anything was asked", async () => {
    const markdown = reportAsMarkdown(...(await insights()), "18 Nov 2026, 12:00");
    expect(markdown).toContain("2026-11-12 to 2026-11-18");
    expect(markdown).toContain("- Success: – (0 of 0)");
    expect(markdown).toContain("Nothing stands out");
  });

  it("holds figures, tables and comments, and no markup of users", async () => {
    const id = crypto.randomUUID();
    await db.conversation.create({ data: { id: "c", title: "t" } });
    await db.interaction.create({
      data: {
        id,
        conversationId: "c",
        question: "orders | from <script>alert(1)</script>",
        askedAt: now,
        engine: "shop",
        approach: "tools",
        outcome: "answered",
        totalMs: 40,
      },
    });
    await db.rating.create({ data: { interactionId: id, userId: "u", value: "down", reasons: ["wrong_number"], comment: "is **wrong**" } });
    const [read, filter] = await insights();
    const html = reportAsHtml(read, filter, "now");
    expect(html).not.toContain("<script>");
    expect(html).toContain("orders | from &lt;script&gt;alert(1)&lt;/script&gt; · wrong number · is **wrong**");
    const markdown = reportAsMarkdown(read, filter, "now");
    expect(markdown).toContain("- Success: 100 % (1 of 1)");
    expect(markdown).toContain("is \\*\\*wrong\\*\\*");
    expect(markdown).toMatch(/\| From \| Success \| Finished/);
  });
});
