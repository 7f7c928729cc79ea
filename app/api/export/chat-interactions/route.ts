import { streamLines } from "@/app/api/export/stream-lines";
import { routeOf } from "@/app/api/routes";
import { chatInteractions } from "@/lib/ask/exports.prisma";

export const dynamic = "force-dynamic";

/** Chats about logs as JSONL, secrets masked. */
function get(): Response {
  return streamLines(chatInteractions(), "chat-interactions.jsonl");
}

export const { GET, POST, PUT, PATCH, DELETE, OPTIONS } = routeOf({ GET: get });
