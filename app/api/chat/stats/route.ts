import { refuseOther } from "@/app/api/respond";
import { readChatStats } from "@/lib/ask/exports.prisma";

export const dynamic = "force-dynamic";

/** How much was asked, how many logs were analysed, and how many failures they held. */
export async function GET(): Promise<Response> {
  return Response.json({ success: true, stats: await readChatStats() });
}

export const { POST, PUT, PATCH, DELETE, OPTIONS } = refuseOther("GET");
