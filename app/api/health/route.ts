import { refuseOther } from "@/app/api/respond";
import { readHealth } from "@/lib/ask/load.prisma";
import { buildId } from "@/lib/platform/build-id.fs";

export const dynamic = "force-dynamic";

/** Says "ok" once questions can be asked: the database answers and at least one source is there; and which build runs. */
export async function GET(): Promise<Response> {
  const health = await readHealth();
  return Response.json({ ...health, build: buildId() }, { status: health.status === "ok" ? 200 : 503 });
}

export const { POST, PUT, PATCH, DELETE, OPTIONS } = refuseOther("GET");
