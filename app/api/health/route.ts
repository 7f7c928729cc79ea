import { routeOf } from "@/app/api/routes";
import { readHealth } from "@/lib/ask/load.prisma";
import { buildId } from "@/lib/platform/build-id.fs";

export const dynamic = "force-dynamic";

/** Says "ok" once questions can be asked: the database answers and at least one source is there; and which build runs. */
async function get(): Promise<Response> {
  const health = await readHealth();
  return Response.json({ ...health, build: buildId() }, { status: health.status === "ok" ? 200 : 503 });
}

export const { GET, POST, PUT, PATCH, DELETE, OPTIONS } = routeOf({ GET: get });
