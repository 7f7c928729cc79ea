import type { ConversationInfo, Interaction } from "@/lib/interactions/event";
import type { TurnState } from "@/lib/interactions/turn-state";

export type ConversationSaved = { readonly info: ConversationInfo; readonly interactions: readonly Interaction[] };

/** What a question after it needs of a turn. */
export type FinishedTurn = Pick<Interaction, "id" | "question" | "engine" | "source" | "shopId" | "uploadId" | "plan">;

/** Where interactions live. Each write is durable when its promise resolves. */
export interface InteractionStore {
  /** Saves a new, unfinished row, and its conversation when that is new. @throws Error when the id is taken */
  open(row: Interaction, title: string): Promise<void>;
  /** Saves what is known of the row; `outcome` decides whether it is finished. */
  save(row: Interaction): Promise<void>;
  get(id: string): Promise<Interaction | null>;
  /** The latest finished turns of a conversation, newest first. */
  latest(conversationId: string, count: number): Promise<readonly FinishedTurn[]>;
  hasConversation(id: string): Promise<boolean>;
  /** The latest conversations that a person took part in, after the first `skip`; those of programs alone are left out. */
  conversations(limit: number, skip?: number): Promise<readonly ConversationInfo[]>;
  conversation(id: string): Promise<ConversationSaved | null>;
  /** What can change of the turns of a conversation, in the order asked. */
  states(conversationId: string): Promise<readonly TurnState[]>;
  /** @returns false when there is no such conversation */
  rename(id: string, title: string): Promise<boolean>;
  remove(id: string): Promise<boolean>;
}
