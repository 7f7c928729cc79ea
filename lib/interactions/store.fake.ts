import type { Interaction } from "@/lib/interactions/event";
import { isListed } from "@/lib/interactions/program";
import type { InteractionStore } from "@/lib/interactions/store";

type Conversation = { title: string; updatedAt: string };

/** Interactions in memory, for tests; `rows` is open to look at. */
export function fakeInteractionStore(): InteractionStore & { readonly rows: Map<string, Interaction> } {
  const rows = new Map<string, Interaction>();
  const conversations = new Map<string, Conversation>();
  const rowsOf = (id: string) => [...rows.values()].filter((row) => row.conversationId === id);
  const info = (id: string, { title, updatedAt }: Conversation) => ({ id, title, updatedAt, count: rowsOf(id).length });
  return {
    rows,
    async open(row, title) {
      if (rows.has(row.id)) throw new Error(`Interaction ${row.id} exists`);
      rows.set(row.id, row);
      conversations.set(row.conversationId, { title: conversations.get(row.conversationId)?.title ?? title, updatedAt: row.askedAt });
    },
    async save(row) {
      if (!rows.has(row.id)) throw new Error(`Interaction ${row.id} was never opened`);
      rows.set(row.id, row);
    },
    get: async (id) => rows.get(id) ?? null,
    latest: async (id, count) =>
      rowsOf(id)
        .filter((row) => row.outcome !== "unfinished")
        .reverse()
        .slice(0, count),
    hasConversation: async (id) => conversations.has(id),
    conversations: async (limit, skip = 0) =>
      [...conversations]
        .filter(([id]) => rowsOf(id).some(({ context }) => isListed(context.module)))
        .map(([id, saved]) => info(id, saved))
        .sort((a, b) => b.updatedAt.localeCompare(a.updatedAt))
        .slice(skip, skip + limit),
    async conversation(id) {
      const saved = conversations.get(id);
      return saved ? { info: info(id, saved), interactions: rowsOf(id) } : null;
    },
    states: async (id) =>
      rowsOf(id).map(({ id, outcome, errorCode, rating, corrections }) => ({
        id,
        outcome,
        errorCode,
        rating,
        corrections: corrections.map(({ id, verifiedId }) => ({ id, verifiedId })),
      })),
    async rename(id, title) {
      const saved = conversations.get(id);
      if (saved) saved.title = title;
      return saved !== undefined;
    },
    async remove(id) {
      for (const row of rowsOf(id)) rows.delete(row.id);
      return conversations.delete(id);
    },
  };
}
