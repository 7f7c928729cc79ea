import { routeOf } from "@/app/api/routes";
import { readChatStats } from "@/lib/ask/exports.prisma";

export const dynamic = "force-dynamic";

/** How much was asked, how many logs were analysed, and how many failures they held. */
async function get(): Promise<Response> {
  return Response.json({ success: true, stats: await readChatStats() });
}

export const { GET, POST, PUT, PATCH, DELETE, OPTIONS } = routeOf({ GET: get });
