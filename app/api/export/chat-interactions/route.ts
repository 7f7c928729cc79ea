import { streamLines } from "@/app/api/export/stream-lines";
import { refuseOther } from "@/app/api/respond";
import { chatInteractions } from "@/lib/ask/exports.prisma";

export const dynamic = "force-dynamic";

/** Chats about logs as JSONL, secrets masked. */
export function GET(): Response {
  return streamLines(chatInteractions(), "chat-interactions.jsonl");
}

export const { POST, PUT, PATCH, DELETE, OPTIONS } = refuseOther("GET");
