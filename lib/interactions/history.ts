import type { ConversationInfo } from "@/lib/interactions/event";

/** How many conversations the history holds at first, and how many more each time older ones are asked for. */
export const HISTORY_PAGE = 200;

/** The history after its latest conversations were read anew: older ones that were loaded stay where there may be any behind those. */
export function renewHistory(held: readonly ConversationInfo[], latest: readonly ConversationInfo[]): readonly ConversationInfo[] {
  const oldest = latest.at(-1)?.updatedAt;
  if (oldest === undefined || latest.length < HISTORY_PAGE) return latest;
  return addOlder(
    latest,
    held.filter(({ updatedAt }) => updatedAt < oldest),
  );
}

/** The history with older conversations behind those held; one that is held already is not listed twice. */
export function addOlder(held: readonly ConversationInfo[], older: readonly ConversationInfo[]): readonly ConversationInfo[] {
  const known = new Set(held.map(({ id }) => id));
  return [...held, ...older.filter(({ id }) => !known.has(id))];
}
