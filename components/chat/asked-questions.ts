import type { AskChoices } from "@/components/chat/chat-state";
import { keepInTab, recallInTab } from "@/components/ui/tab-memory";

/** A question on its way to the server. */
export type Asked = AskChoices & { readonly interactionId: string; readonly conversationId: string; readonly question: string };

const KEY = "tellback.asked";

/** What this page asked itself, so that only what an earlier page asked is asked again. */
const here = new Set<string>();

/** Keeps a question until the server has it: a page that is reloaded before asks it again. */
export function rememberAsked(asked: Asked): void {
  here.add(asked.interactionId);
  write([...others(asked.interactionId), asked]);
}

/** The server has the question, or it is asked anew under another id. */
export function forgetAsked(interactionId: string): void {
  write(others(interactionId));
}

/** Questions that this tab asked before it was reloaded, and of which the server has not said that it has them. */
export function askedBefore(): readonly Asked[] {
  return read().filter(({ interactionId }) => !here.has(interactionId));
}

/** Whether a question of a conversation is on its way, so that the server may not know the conversation yet. */
export function isAwaited(conversationId: string): boolean {
  return read().some((asked) => asked.conversationId === conversationId);
}

function others(interactionId: string): readonly Asked[] {
  return read().filter((asked) => asked.interactionId !== interactionId);
}

function read(): readonly Asked[] {
  const kept = recallInTab(KEY);
  // Only `write` writes it, and the server checks whatever it is asked.
  return kept === null ? [] : (JSON.parse(kept) as readonly Asked[]);
}

function write(asked: readonly Asked[]): void {
  keepInTab(KEY, asked.length === 0 ? "" : JSON.stringify(asked));
}
