import { z } from "zod";
import { DaysQuery } from "@/app/api/inputs";
import { errorResponse } from "@/app/api/respond";
import { routeOf } from "@/app/api/routes";
import { readTracking } from "@/lib/ask/tracking.prisma";
import { ANALYTICS, DEFAULT_DAYS, readAnalytics } from "@/lib/metrics/analytics.prisma";
import { prisma } from "@/lib/platform/client.prisma";
import { systemClock } from "@/lib/platform/clock";
import { localDay } from "@/lib/platform/local-day";

export const dynamic = "force-dynamic";

const Report = z.enum([...ANALYTICS, "health"]);

/** Figures for programs, from our own rows: they are the same with MLflow on, off or down. */
async function get(request: Request, { params }: { readonly params: Promise<{ report: string }> }): Promise<Response> {
  const report = Report.safeParse((await params).report);
  if (!report.success) return errorResponse(404, "not-found", `There is no such report; there are ${[...ANALYTICS, "health"].join(", ")}.`);
  if (report.data === "health") return Response.json(await readTracking());
  const query = DaysQuery.safeParse(Object.fromEntries(new URL(request.url).searchParams));
  if (!query.success) return errorResponse(400, "bad-input", `${query.error.issues[0]?.message ?? "days must be 1 to 365"}.`);
  const { days = DEFAULT_DAYS[report.data] } = query.data;
  const now = systemClock.now();
  return Response.json(await readAnalytics(prisma(), report.data, days, localDay(now), now.toISOString()), {
    headers: { "cache-control": "no-store" },
  });
}

export const { GET, POST, PUT, PATCH, DELETE, OPTIONS } = routeOf({ GET: get });
