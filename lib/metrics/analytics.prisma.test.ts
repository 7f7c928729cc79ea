import { describe, expect, it } from "vitest";
import { ANALYTICS, readAnalytics, type AnalyticsReport } from "@/lib/metrics/analytics.prisma";
import { testDatabase } from "@/lib/platform/test-app.fixture.prisma";
import { localDay } from "@/lib/platform/local-day";

const { db } = testDatabase();
const now = new Date("2026-11-18T12:00:00Z");
const read = (report: AnalyticsReport, days = 7) => readAnalytics(db, report, days, localDay(now), now.toISOString());

describe("readAnalytics", () => {
  it.each(ANALYTICS.filter((name) => name !== "report"))("answers %s with a message before anything was asked", async (report) => {
    expect(await read(report)).toMatchObject({ message: expect.any(String) });
  });

  it("gives the guide's fields and right figures", async () => {
    await db.conversation.create({ data: { id: "c", title: "t" } });
    const base = {
      conversationId: "c",
      question: "q",
      askedAt: new Date("2026-11-17T10:00:00Z"),
      engine: "shop",
      approach: "tools",
      tool: "count",
      intent: "count",
      role: "owner",
      module: "sales",
      tab: "today",
    };
    await db.interaction.createMany({
      data: [
        { ...base, id: "00000000-0000-4000-8000-000000000001", outcome: "answered", confidence: 0.8, totalMs: 100 },
        { ...base, id: "00000000-0000-4000-8000-000000000002", outcome: "answered", confidence: 0.6, totalMs: 300 },
        {
          ...base,
          id: "00000000-0000-4000-8000-000000000003",
          outcome: "failed",
          confidence: null,
          totalMs: 200,
          errorCode: "timeout",
          answer: { text: "Took too long." },
        },
        {
          ...base,
          id: "00000000-0000-4000-8000-000000000004",
          outcome: "answered",
          tool: null,
          approach: "ai",
          modelVersion: "reader-1",
          promptVersion: "ab12",
          confidence: 1,
          totalMs: 1000,
          askedAt: new Date("2026-11-18T10:00:00Z"),
        },
        { ...base, id: "00000000-0000-4000-8000-000000000005", outcome: "answered", askedAt: new Date("2026-11-01T10:00:00Z") },
        { ...base, id: "00000000-0000-4000-8000-000000000006" },
        { ...base, id: "00000000-0000-4000-8000-000000000007", role: "guest", module: "stock" },
      ],
    });
    expect(await read("overview")).toEqual({
      period_days: 7,
      total_runs: 4,
      successful_runs: 3,
      failed_runs: 1,
      success_rate: 0.75,
      avg_confidence: expect.closeTo(0.8, 6),
      avg_response_time_ms: 400,
      template_match_rate: 0.75,
      intent_distribution: { count: 4 },
      user_role_distribution: { owner: 4 },
      module_distribution: { sales: 4 },
      generated_at: now.toISOString(),
    });
    expect(await read("trends", 30)).toMatchObject({
      trends: [
        { date: "2026-11-01" },
        {
          date: "2026-11-17",
          avg_confidence: expect.closeTo(0.7, 6),
          confidence_std: expect.closeTo(0.1, 4),
          request_count: 3,
          avg_response_time_ms: 200,
          response_time_std: expect.closeTo(81.65, 1),
          template_match_rate: 1,
        },
        { date: "2026-11-18" },
      ],
    });
    expect(await read("errors")).toEqual({
      period_days: 7,
      total_errors: 1,
      error_types: { timeout: 1 },
      recent_errors: [
        {
          run_id: "00000000000040008000000000000003",
          timestamp: "2026-11-17T10:00:00.000Z",
          error_type: "timeout",
          error_message: "Took too long.",
          user_role: "owner",
          current_module: "sales",
          current_tab: "today",
        },
      ],
    });
    expect(await read("model-comparison")).toMatchObject({
      models: {
        tools: { run_count: 3 },
        "reader-1": {
          run_count: 1,
          avg_confidence: 1,
          confidence_std: 0,
          avg_response_time_ms: 1000,
          response_time_std: 0,
          template_match_rate: 0,
        },
      },
    });
    expect(await read("prompt-analysis")).toEqual({
      prompts: {
        ab12: {
          run_count: 1,
          last_used: "2026-11-18",
          avg_confidence: 1,
          confidence_std: 0,
          avg_response_time_ms: 1000,
          response_time_std: 0,
          template_match_rate: 0,
        },
      },
    });
    expect(Object.keys(await read("report"))).toEqual([
      "period_days",
      "generated_at",
      "overview",
      "trends",
      "errors",
      "model_comparison",
      "prompt_analysis",
    ]);
  });
});
