import { ReportFormat } from "@/app/api/inputs";
import { download, errorResponse } from "@/app/api/respond";
import { routeOf } from "@/app/api/routes";
import { parseFilter } from "@/lib/metrics/filter";
import { loadInsights } from "@/lib/metrics/insights.prisma";
import { reportAsHtml, reportAsMarkdown } from "@/lib/metrics/report";
import { prisma } from "@/lib/platform/client.prisma";
import { localTime, systemClock } from "@/lib/platform/clock";
import { localDay } from "@/lib/platform/local-day";

export const dynamic = "force-dynamic";

/** The Insights under the filter of the address as one file: `?format=html` or `md`. */
async function get(request: Request): Promise<Response> {
  const params = Object.fromEntries(new URL(request.url).searchParams);
  const format = ReportFormat.safeParse(params["format"]);
  if (!format.success) return errorResponse(400, "bad-input", "format must be html or md.");
  const now = systemClock.now();
  const filter = parseFilter(params, localDay(now));
  if (!filter.ok) return errorResponse(400, "bad-input", filter.error);
  const insights = await loadInsights(prisma(), filter.value);
  const write = format.data === "html" ? reportAsHtml : reportAsMarkdown;
  const text = write(insights, filter.value, localTime(now));
  return download(text, format.data === "html" ? "text/html" : "text/markdown", `tellback-report.${format.data}`);
}

export const { GET, POST, PUT, PATCH, DELETE, OPTIONS } = routeOf({ GET: get });
