import { errorResponse, refuseUntrusted } from "@/app/api/respond";
import { routeOf } from "@/app/api/routes";
import { removeUpload } from "@/lib/ask/files.fs";

export const dynamic = "force-dynamic";

/** Removes one file that was dropped in: a log by its id, a database by its source's id. Answers about it stay. */
async function remove(request: Request, { params }: { params: Promise<{ id: string }> }): Promise<Response> {
  const refused = refuseUntrusted(request);
  if (refused) return refused;
  const removed = await removeUpload((await params).id);
  return removed
    ? Response.json({ files: 1, bytes: removed.bytes })
    : errorResponse(404, "unknown-upload", "No file with this id was dropped in, or it is gone already.");
}

export const { GET, POST, PUT, PATCH, DELETE, OPTIONS } = routeOf({ DELETE: remove });
