import { z } from "zod";
import { ExportFilter, streamLines, toLogFilter } from "@/app/api/export/stream-lines";
import { errorResponse } from "@/app/api/respond";
import { queryLog } from "@/lib/ask/exports.prisma";
import { inputProblem } from "@/lib/ask/input";
import { LOG_PARTS } from "@/lib/interactions/query-log";

export const dynamic = "force-dynamic";

const Query = ExportFilter.extend({ which: z.enum(LOG_PARTS, `must be ${LOG_PARTS.join(", ")}`).default("all") });

/** The query log as JSONL: `?which=all|success|failed`, and `from`, `to`, `shop_id`, `test_runs=no` to restrict it. */
export function GET(request: Request): Response {
  const parsed = Query.safeParse(Object.fromEntries(new URL(request.url).searchParams));
  if (!parsed.success) return errorResponse(400, "bad-input", inputProblem(parsed.error));
  const { which, ...filter } = parsed.data;
  return streamLines(queryLog(which, toLogFilter(filter, true)), `query-log-${which}.jsonl`);
}
