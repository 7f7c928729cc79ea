import { streamLines, toLogFilter } from "@/app/api/export/stream-lines";
import { QueryLogQuery } from "@/app/api/inputs";
import { errorResponse } from "@/app/api/respond";
import { routeOf } from "@/app/api/routes";
import { queryLog } from "@/lib/ask/exports.prisma";
import { inputProblem } from "@/lib/ask/input";

export const dynamic = "force-dynamic";

/** The query log as JSONL: `?which=all|success|failed`, and `from`, `to`, `shop_id`, `test_runs=no` to restrict it. */
function get(request: Request): Response {
  const parsed = QueryLogQuery.safeParse(Object.fromEntries(new URL(request.url).searchParams));
  if (!parsed.success) return errorResponse(400, "bad-input", inputProblem(parsed.error));
  const { which, ...filter } = parsed.data;
  return streamLines(queryLog(which, toLogFilter(filter, true)), `query-log-${which}.jsonl`);
}

export const { GET, POST, PUT, PATCH, DELETE, OPTIONS } = routeOf({ GET: get });
