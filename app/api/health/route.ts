import { refuseOther } from "@/app/api/respond";
import { readHealth } from "@/lib/ask/load.prisma";

export const dynamic = "force-dynamic";

/** Says "ok" once questions can be asked: the database answers and at least one source is there. */
export async function GET(): Promise<Response> {
  const health = await readHealth();
  return Response.json(health, { status: health.status === "ok" ? 200 : 503 });
}

export const { POST, PUT, PATCH, DELETE, OPTIONS } = refuseOther("GET");
