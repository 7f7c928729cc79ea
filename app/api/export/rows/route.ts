import { streamPieces } from "@/app/api/export/stream-lines";
import { errorResponse, refuseOther } from "@/app/api/respond";
import { exportRows } from "@/lib/ask/export-rows.fs";

export const dynamic = "force-dynamic";

/** All rows behind one answer as CSV (`?interaction=`), streamed: its stored query is run again, on the data as it is now. */
export async function GET(request: Request): Promise<Response> {
  const id = new URL(request.url).searchParams.get("interaction") ?? "";
  const exported = await exportRows(id, request.signal);
  if (!exported.ok) return errorResponse(exported.error.code === "not-found" ? 404 : 409, exported.error.code, exported.error.message);
  return streamPieces(exported.value, "text/csv", `tellback-${id.slice(0, 8)}.csv`);
}

export const { POST, PUT, PATCH, DELETE, OPTIONS } = refuseOther("GET");
