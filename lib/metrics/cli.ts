import { writeFileSync } from "node:fs";
import { parseArgs } from "node:util";
import { parseFilter } from "@/lib/metrics/filter";
import { loadInsights } from "@/lib/metrics/insights.prisma";
import { reportAsHtml, reportAsMarkdown } from "@/lib/metrics/report";
import { openPrisma } from "@/lib/platform/client.prisma";
import { localTime } from "@/lib/platform/clock";
import { requireEnv } from "@/lib/platform/env";
import { localDay } from "@/lib/platform/local-day";
import { migrate } from "@/lib/platform/migrate.sqlite";
import { runCommand } from "@/lib/platform/run-command.fs";

/** Writes the report of the last day, week or month; the ending of the file chooses HTML or Markdown. */
async function main(): Promise<void> {
  const { values, positionals } = parseArgs({ options: { days: { type: "string", default: "7" } }, allowPositionals: true });
  const days = Number(values.days);
  const [path = "tellback-report.html"] = positionals;
  if (!Number.isInteger(days) || days < 1 || !/\.(html|md)$/.test(path))
    throw new Error("npm run report -- [FILE.html or FILE.md] [--days 1, 7 or 30]");
  const { DATABASE_URL } = requireEnv();
  migrate(DATABASE_URL, "prisma/migrations");
  const now = new Date();
  const today = localDay(now);
  const filter = parseFilter({ from: new Date((today - days + 1) * 86_400_000).toISOString().slice(0, 10) }, today);
  if (!filter.ok) throw new Error(filter.error);
  const insights = await loadInsights(openPrisma(DATABASE_URL), filter.value);
  writeFileSync(path, (path.endsWith(".html") ? reportAsHtml : reportAsMarkdown)(insights, filter.value, localTime(now)));
  console.log(`Wrote ${path}: ${insights.totals.count} questions in ${days} days.`);
}

runCommand(main);
