import { mkdir, readFile, writeFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import { queueReport } from "@/lib/alerts/watch.prisma";
import { alertSettings } from "@/lib/ask/alerts.prisma";
import { appDatabase, env } from "@/lib/ask/wiring-parts";
import { countOf, formatRate } from "@/lib/answers/format";
import { isoOf } from "@/lib/language/calendar";
import { ratio } from "@/lib/metrics/figures";
import { filterQuery, type InsightFilter } from "@/lib/metrics/filter";
import { loadInsights } from "@/lib/metrics/insights.prisma";
import { reportAsHtml, reportAsMarkdown } from "@/lib/metrics/report";
import { reportDays } from "@/lib/metrics/report-schedule";
import { agedFiles, type AgedFile } from "@/lib/platform/aged-files.fs";
import { prisma } from "@/lib/platform/client.prisma";
import { localTime } from "@/lib/platform/clock";
import { localDay } from "@/lib/platform/local-day";
import { remember } from "@/lib/platform/remember";
import { startSchedule } from "@/lib/platform/schedule";

const REPORT_NAME = /^tellback-\d{4}-\d{2}-\d{2}-to-\d{4}-\d{2}-\d{2}\.(html|md)$/;

/** Where the written reports lie. */
export const reportDir = (): string => join(dirname(appDatabase()), "reports");

/** Writes reports at the times of the schedule, where one is set, and sends them by the channels of the alerts; once per process. */
export function startReports(): void {
  const { TELLBACK_REPORT_SCHEDULE: schedule } = env();
  if (schedule !== undefined)
    remember("reports", () => startSchedule("report", schedule, async () => void (await writeReport(schedule, new Date()))));
}

/** Writes the report that is due as HTML and Markdown, and puts a message for each channel in line. @returns the name without its ending */
export async function writeReport(schedule: string, now: Date): Promise<string> {
  const filter: InsightFilter = { period: "custom", ...reportDays(schedule, now, localDay(now)) };
  const insights = await loadInsights(prisma(), filter);
  const [madeAt, span] = [localTime(now), `${isoOf(filter.fromDay)}-to-${isoOf(filter.toDay)}`];
  const html = reportAsHtml(insights, filter, madeAt);
  await mkdir(reportDir(), { recursive: true });
  await writeFile(join(reportDir(), `tellback-${span}.html`), html);
  await writeFile(join(reportDir(), `tellback-${span}.md`), reportAsMarkdown(insights, filter, madeAt));
  const { targets, url } = alertSettings();
  const { success, finished, count } = insights.totals;
  const finding = `${countOf(count, "question")} from ${isoOf(filter.fromDay)} to ${isoOf(filter.toDay)}, success ${formatRate(ratio(success, finished), 1)}.`;
  await queueReport(
    prisma(),
    targets,
    { finding, link: `${url}/insights?${filterQuery(filter)}`, name: `tellback-${span}.html`, html },
    now,
  );
  return `tellback-${span}`;
}

/** The written reports, the newest first. */
export async function listReports(): Promise<readonly AgedFile[]> {
  const files = await agedFiles(reportDir(), new Date(Date.now() + 1000));
  return files.filter(({ name }) => REPORT_NAME.test(name)).sort((a, b) => b.name.localeCompare(a.name));
}

/** A written report as text, or null when there is none of that name. */
export async function readReport(name: string): Promise<string | null> {
  const known = (await listReports()).some((report) => report.name === name);
  return known ? readFile(join(reportDir(), name), "utf8") : null;
}
