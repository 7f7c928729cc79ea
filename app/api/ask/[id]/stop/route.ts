import { errorResponse } from "@/app/api/respond";
import { routeOf } from "@/app/api/routes";
import { stopRunning } from "@/lib/ask/running";

/** Stops a running question. A route of its own, because server actions of one page run one after another. */
async function post(_request: Request, { params }: { params: Promise<{ id: string }> }): Promise<Response> {
  const { id } = await params;
  return stopRunning(id) ? Response.json({ stopped: true }) : errorResponse(404, "not-running", "That question is not running any more.");
}

export const { GET, POST, PUT, PATCH, DELETE, OPTIONS } = routeOf({ POST: post });
