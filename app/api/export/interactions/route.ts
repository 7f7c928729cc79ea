import { streamPieces } from "@/app/api/export/stream-lines";
import { RowsFormat } from "@/app/api/inputs";
import { errorResponse } from "@/app/api/respond";
import { routeOf } from "@/app/api/routes";
import { exportInteractions } from "@/lib/metrics/export.prisma";
import { parseFilter } from "@/lib/metrics/filter";
import { prisma } from "@/lib/platform/client.prisma";
import { systemClock } from "@/lib/platform/clock";
import { localDay } from "@/lib/platform/local-day";

export const dynamic = "force-dynamic";

/** The interactions under the filter of the address with every field: `?format=csv` or `jsonl`, streamed. */
function get(request: Request): Response {
  const params = Object.fromEntries(new URL(request.url).searchParams);
  const format = RowsFormat.safeParse(params["format"]);
  if (!format.success) return errorResponse(400, "bad-input", "format must be csv or jsonl.");
  const filter = parseFilter(params, localDay(systemClock.now()));
  if (!filter.ok) return errorResponse(400, "bad-input", filter.error);
  const pieces = exportInteractions(prisma(), filter.value, format.data);
  return streamPieces(pieces, format.data === "csv" ? "text/csv" : "application/x-ndjson", `tellback-interactions.${format.data}`);
}

export const { GET, POST, PUT, PATCH, DELETE, OPTIONS } = routeOf({ GET: get });
