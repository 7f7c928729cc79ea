import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { writeSeed } from "@/prisma/seed/write.sqlite";
import { defaultRules } from "@/lib/alerts/rules";
import { readRules } from "@/lib/alerts/watch.prisma";
import { readStatCounts } from "@/lib/metrics/counts.prisma";
import { readBars } from "@/lib/metrics/bars.prisma";
import { readFigures } from "@/lib/metrics/figures.prisma";
import { parseFilter } from "@/lib/metrics/filter";
import { TIME_SHARES } from "@/lib/metrics/insights";
import { loadInsights } from "@/lib/metrics/insights.prisma";
import { readJudged } from "@/lib/metrics/judged.prisma";
import { readPercentiles } from "@/lib/metrics/percentiles.prisma";
import { readCommonQuestions, readFailureKinds } from "@/lib/metrics/questions.prisma";
import { readRows } from "@/lib/metrics/rows.prisma";
import { computeStats } from "@/lib/metrics/stats";
import { openPrisma } from "@/lib/platform/client.prisma";
import { localDay } from "@/lib/platform/local-day";
import { migrate } from "@/lib/platform/migrate.sqlite";
import { answerMlflow } from "@/lib/tracking/read-api.prisma";

const RUNS = 7;

/** Insights at size: `npm run bench:insights -- [INTERACTIONS] [DATABASE]`; seeds a database of its own unless one is named. */
async function bench([count = "1000000", given]: readonly string[]): Promise<void> {
  const dir = mkdtempSync(join(tmpdir(), "tellback-bench-"));
  const path = given ?? join(dir, "app.sqlite");
  try {
    migrate(`file:${path}`, "prisma/migrations");
    if (given === undefined) writeSeed(path, { count: Number(count), seed: 1, now: new Date(), days: 365 });
    const db = openPrisma(`file:${path}`);
    const filter = (params: Record<string, string>) => {
      const parsed = parseFilter(params, localDay(new Date()));
      if (!parsed.ok) throw new Error(parsed.error);
      return parsed.value;
    };
    console.log("median of 7, in ms: CPU of this process (wall clock)");
    await time("stats panel", async () => computeStats(await readStatCounts(db)));
    for (const [name, params] of [
      ["30 days", {}],
      ["all time", { period: "all" }],
      ["30 days, one role", { role: "owner" }],
      ["all time, one engine", { period: "all", engine: "shop" }],
      ["30 days, text", { text: "revenue" }],
      ["all time, one role", { period: "all", role: "owner" }],
      ["all time, text", { period: "all", text: "revenue" }],
      ["all time, text that nobody wrote", { period: "all", text: "zzqq" }],
    ] as const) {
      const chosen = filter(params);
      await time(`chart over time, ${name}`, () => readFigures(db, chosen, ["day"], ["count", "up", "down"]));
      await time(`response times, ${name}`, async () => readPercentiles(db, chosen, await readBars(db, chosen, "ms"), TIME_SHARES));
      await time(`error kinds, ${name}`, () => readBars(db, chosen, "error", ["engine", "source", "outcome"]));
      await time(`volume, ${name}`, () => readBars(db, chosen, "hour", ["day"], true));
      await time(`common questions, ${name}`, () => readCommonQuestions(db, chosen, 10));
      await time(`failures by kind, ${name}`, async () =>
        readFailureKinds(db, chosen, await readBars(db, chosen, "error", ["outcome"]), 10),
      );
      await time(`confidence against right, ${name}`, () => readJudged(db, chosen));
      await time(`page of 50 rows, ${name}`, () => readRows(db, chosen, "latest", 50));
      await time(`slowest 50 rows, ${name}`, () => readRows(db, chosen, "slow", 50));
    }
    await time("whole page, 30 days", () => loadInsights(db, filter({})));
    await time("alert rules", () => readRules(db, defaultRules({ success: 0.9, satisfaction: 0.7, responseMs: 10_000 }), new Date()));
    for (const [search, order] of [
      ["", []],
      ["metrics.success = 1 AND params.approach = 'tools'", []],
      ["metrics.response_time_ms > 2000", ["metrics.response_time_ms DESC"]],
      ["tags.user_role = 'owner' AND metrics.confidence_score < 0.3", ["metrics.confidence_score ASC"]],
      ["metrics.user_rating = 0", []],
    ] as const) {
      await time(`MLflow search “${search}”, 100 runs`, () =>
        answerMlflow(db, "runs/search", { experiment_ids: ["1"], filter: search, order_by: [...order], max_results: 100 }),
      );
    }
  } finally {
    rmSync(dir, { recursive: true, force: true });
  }
}

async function time(name: string, work: () => Promise<unknown>): Promise<void> {
  const runs: { readonly cpu: number; readonly wall: number }[] = [];
  for (let run = 0; run <= RUNS; run += 1) {
    const [start, before] = [performance.now(), process.cpuUsage()];
    await work();
    const { user, system } = process.cpuUsage(before);
    if (run > 0) runs.push({ cpu: (user + system) / 1000, wall: performance.now() - start });
  }
  const median = (values: readonly number[]) => [...values].sort((a, b) => a - b)[Math.floor(RUNS / 2)] ?? 0;
  console.log(
    `${name.padEnd(64)} ${median(runs.map(({ cpu }) => cpu))
      .toFixed(1)
      .padStart(8)} (${median(runs.map(({ wall }) => wall)).toFixed(1)})`,
  );
}

await bench(process.argv.slice(2));
