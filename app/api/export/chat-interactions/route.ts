import { streamLines } from "@/app/api/export/stream-lines";
import { chatInteractions } from "@/lib/ask/exports.prisma";

export const dynamic = "force-dynamic";

/** Chats about logs as JSONL, secrets masked. */
export function GET(): Response {
  return streamLines(chatInteractions(), "chat-interactions.jsonl");
}
