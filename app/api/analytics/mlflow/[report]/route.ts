import { z } from "zod";
import { errorResponse } from "@/app/api/respond";
import { readTracking } from "@/lib/ask/tracking.prisma";
import { ANALYTICS, DEFAULT_DAYS, readAnalytics } from "@/lib/metrics/analytics.prisma";
import { prisma } from "@/lib/platform/client.prisma";
import { systemClock } from "@/lib/platform/clock";
import { localDay } from "@/lib/platform/local-day";

export const dynamic = "force-dynamic";

const Report = z.enum([...ANALYTICS, "health"]);
const Days = z.coerce
  .number("days must be a number from 1 to 365")
  .int("days must be a whole number from 1 to 365")
  .min(1, "days must be 1 to 365")
  .max(365, "days must be 1 to 365");

/** Figures for programs, from our own rows: they are the same with MLflow on, off or down. */
export async function GET(request: Request, { params }: { readonly params: Promise<{ report: string }> }): Promise<Response> {
  const report = Report.safeParse((await params).report);
  if (!report.success) return errorResponse(404, "not-found", `There is no such report; there are ${[...ANALYTICS, "health"].join(", ")}.`);
  if (report.data === "health") return Response.json(await readTracking());
  const days = Days.safeParse(new URL(request.url).searchParams.get("days") ?? DEFAULT_DAYS[report.data]);
  if (!days.success) return errorResponse(400, "bad-input", `${days.error.issues[0]?.message ?? "days must be 1 to 365"}.`);
  const now = systemClock.now();
  return Response.json(await readAnalytics(prisma(), report.data, days.data, localDay(now), now.toISOString()), {
    headers: { "cache-control": "no-store" },
  });
}
