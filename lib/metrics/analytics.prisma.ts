import { z } from "zod";
import type { PrismaClient } from "@/prisma/client/client";
import { errorsOf, modelsOf, overviewOf, promptsOf, trendsOf, type RecentError } from "@/lib/metrics/analytics";
import { readBars } from "@/lib/metrics/bars.prisma";
import { readFigures } from "@/lib/metrics/figures.prisma";
import type { InsightFilter } from "@/lib/metrics/filter";
import { runIdOf } from "@/lib/tracking/names";

export const ANALYTICS = ["overview", "trends", "errors", "model-comparison", "prompt-analysis", "report"] as const;
export type AnalyticsReport = (typeof ANALYTICS)[number];

/** Days a report covers when nothing is said. */
export const DEFAULT_DAYS: Readonly<Record<AnalyticsReport, number>> = {
  overview: 7,
  trends: 30,
  errors: 7,
  "model-comparison": 30,
  "prompt-analysis": 30,
  report: 30,
};

const RECENT = 20;

/** One report of the analytics routes over the last days, today included. @param today the local day  @param now ISO UTC */
export async function readAnalytics(
  db: PrismaClient,
  report: AnalyticsReport,
  days: number,
  today: number,
  now: string,
): Promise<Readonly<Record<string, unknown>>> {
  const filter: InsightFilter = { period: "custom", fromDay: today - days + 1, toDay: today };
  switch (report) {
    case "overview":
      return overviewOf(days, await readFigures(db, filter, ["role", "module"]), await readBars(db, filter, "intent"), now);
    case "trends":
      return trendsOf(days, await readFigures(db, filter, ["day"]));
    case "errors":
      return errorsOf(days, await readBars(db, filter, "error"), await readRecentErrors(db, filter));
    case "model-comparison":
      return modelsOf(await readFigures(db, filter, ["approach", "modelVersion"]));
    case "prompt-analysis":
      return promptsOf(await readFigures(db, filter, ["day", "promptVersion"]));
    case "report": {
      const part = (name: AnalyticsReport) => readAnalytics(db, name, days, today, now);
      const [overview, trends, errors, models, prompts] = await Promise.all([
        part("overview"),
        part("trends"),
        part("errors"),
        part("model-comparison"),
        part("prompt-analysis"),
      ]);
      return { period_days: days, generated_at: now, overview, trends, errors, model_comparison: models, prompt_analysis: prompts };
    }
    default:
      return report satisfies never;
  }
}

const AnswerText = z
  .looseObject({ text: z.string() })
  .transform(({ text }) => text)
  .catch("");

async function readRecentErrors(db: PrismaClient, { fromDay, toDay }: InsightFilter): Promise<readonly RecentError[]> {
  const rows = await db.interaction.findMany({
    where: { localHour: { gte: fromDay * 24, lte: toDay * 24 + 23 }, errorCode: { not: null }, outcome: { not: "unfinished" } },
    orderBy: [{ localHour: "desc" }, { askedAt: "desc" }],
    take: RECENT,
    select: { id: true, askedAt: true, errorCode: true, answer: true, role: true, module: true, tab: true },
  });
  return rows.map(({ id, askedAt, errorCode, answer, role, module, tab }) => ({
    run_id: runIdOf(id),
    timestamp: askedAt.toISOString(),
    error_type: errorCode ?? "",
    error_message: AnswerText.parse(answer),
    user_role: role,
    current_module: module,
    current_tab: tab,
  }));
}
