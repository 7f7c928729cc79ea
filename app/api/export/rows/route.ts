import { streamPieces } from "@/app/api/export/stream-lines";
import { errorResponse } from "@/app/api/respond";
import { routeOf } from "@/app/api/routes";
import { exportRows } from "@/lib/ask/export-rows.fs";

export const dynamic = "force-dynamic";

/** All rows behind one answer as CSV (`?interaction=`), streamed: its stored query is run again, on the data as it is now. */
async function get(request: Request): Promise<Response> {
  const id = new URL(request.url).searchParams.get("interaction") ?? "";
  const exported = await exportRows(id, request.signal);
  if (!exported.ok) return errorResponse(exported.error.code === "not-found" ? 404 : 409, exported.error.code, exported.error.message);
  return streamPieces(exported.value, "text/csv", `tellback-${id.slice(0, 8)}.csv`);
}

export const { GET, POST, PUT, PATCH, DELETE, OPTIONS } = routeOf({ GET: get });
