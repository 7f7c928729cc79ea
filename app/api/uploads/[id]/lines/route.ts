import { LinesQuery } from "@/app/api/inputs";
import { errorResponse, refuseUntrusted } from "@/app/api/respond";
import { routeOf } from "@/app/api/routes";
import { readUploadLines } from "@/lib/ask/files.fs";
import { LEVELS } from "@/lib/engines/logs/records/record";
import { unreadableLog } from "@/lib/engines/logs/unreadable";

export const dynamic = "force-dynamic";

/** A slice of a stored log's lines, secrets masked; with `search` only the lines that hold it, with `level` only those of it. */
async function get(request: Request, { params }: { params: Promise<{ id: string }> }): Promise<Response> {
  const refused = refuseUntrusted(request);
  if (refused) return refused;
  const query = LinesQuery.safeParse(Object.fromEntries(new URL(request.url).searchParams));
  if (!query.success)
    return errorResponse(
      400,
      "bad-input",
      `from and count must be whole numbers from 1, count at most 1000; level one of ${LEVELS.join(", ")}.`,
    );
  try {
    const lines = await readUploadLines((await params).id, query.data, request.signal);
    return lines ? Response.json(lines) : errorResponse(404, "unknown-upload", "That log is not here any more.");
  } catch (error) {
    const unreadable = unreadableLog(error);
    if (unreadable !== null) return errorResponse(400, "bad-input", unreadable);
    throw error;
  }
}

export const { GET, POST, PUT, PATCH, DELETE, OPTIONS } = routeOf({ GET: get });
