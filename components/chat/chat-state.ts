import type { Catalog, SourceInfo, Suggestion } from "@/lib/ask/catalog";
import type { EngineName } from "@/lib/engines/engine";
import type { AskEvent, ConversationInfo, Interaction, SavedRating } from "@/lib/interactions/event";
import { addOlder, renewHistory } from "@/lib/interactions/history";
import { foldEvent } from "@/lib/interactions/interaction";
import { titleOf } from "@/lib/interactions/title";
import { isOpen, markOf, type TurnMark } from "@/lib/interactions/turn-state";

/** What the person chose beside the words; kept with the turn so that a retry asks exactly the same. */
export type AskChoices = {
  readonly engine: "auto" | EngineName;
  readonly source: string | null;
  readonly shopId: number | null;
  readonly uploadId: string | null;
};

/**
 * One question on the screen. `local` marks what this tab knows better than a page that was loaded earlier, `isMine` what was asked in this
 * tab, so that its events come here.
 */
export type Turn = {
  readonly interaction: Interaction;
  readonly choices: AskChoices;
  readonly isMine: boolean;
  readonly running: boolean;
  readonly stopping: boolean;
  readonly local: boolean;
  /** Why the stream broke off, as a sentence; null when it did not. */
  readonly problem: string | null;
};

export type ChatState = {
  readonly catalog: Catalog;
  readonly conversations: readonly ConversationInfo[];
  /** Turns by conversation. */
  readonly turns: Readonly<Record<string, readonly Turn[]>>;
  /** The conversation that was just begun, while the address still says "new". */
  readonly begun: string | null;
};

export type ChatAction =
  | { readonly type: "catalogLoaded"; readonly catalog: Catalog }
  | { readonly type: "conversationsLoaded"; readonly conversations: readonly ConversationInfo[] }
  | { readonly type: "olderLoaded"; readonly conversations: readonly ConversationInfo[] }
  | { readonly type: "turnsLoaded"; readonly conversationId: string; readonly interactions: readonly Interaction[] }
  | { readonly type: "asked"; readonly isNew: boolean; readonly interaction: Interaction; readonly choices: AskChoices }
  | { readonly type: "taken"; readonly interactionId: string }
  | { readonly type: "told"; readonly interactionId: string; readonly event: AskEvent }
  | { readonly type: "turnsChanged"; readonly conversationId: string; readonly interactions: readonly Interaction[] }
  | { readonly type: "stopping"; readonly interactionId: string; readonly stopping: boolean }
  | { readonly type: "ended"; readonly interactionId: string; readonly problem: string | null }
  | { readonly type: "rated"; readonly interactionId: string; readonly rating: SavedRating | null }
  | { readonly type: "corrected"; readonly interactionId: string; readonly corrections: Interaction["corrections"] }
  | { readonly type: "addressed" }
  | { readonly type: "renamed"; readonly id: string; readonly title: string }
  | { readonly type: "deleted"; readonly id: string }
  | { readonly type: "sourceAdded"; readonly source: SourceInfo; readonly suggestions: readonly Suggestion[] };

/** The one place where the chat's state changes. */
export function reduceChat(state: ChatState, action: ChatAction): ChatState {
  switch (action.type) {
    case "catalogLoaded":
      return { ...state, catalog: action.catalog };
    case "conversationsLoaded":
      return { ...state, conversations: renewHistory(state.conversations, action.conversations) };
    case "olderLoaded":
      return { ...state, conversations: addOlder(state.conversations, action.conversations) };
    case "turnsLoaded":
      return withTurns(state, action.conversationId, mergeTurns(action.interactions, state.turns[action.conversationId] ?? []));
    case "turnsChanged":
      return withTurns(state, action.conversationId, renewTurns(state.turns[action.conversationId] ?? [], action.interactions));
    case "asked": {
      const turn: Turn = {
        interaction: action.interaction,
        choices: action.choices,
        isMine: true,
        running: true,
        stopping: false,
        local: true,
        problem: null,
      };
      const id = action.interaction.conversationId;
      const shown = withTurns(state, id, [...(state.turns[id] ?? []), turn]);
      return action.isNew ? { ...shown, begun: id } : shown;
    }
    case "taken":
      return changeTurn(state, action.interactionId, () => null);
    case "told":
      return tell(state, action.interactionId, action.event);
    case "stopping":
      return changeTurn(state, action.interactionId, (turn) => ({ ...turn, stopping: action.stopping }));
    case "ended":
      return changeTurn(state, action.interactionId, (turn) => ({ ...turn, running: false, stopping: false, problem: action.problem }));
    case "rated":
      return changeTurn(state, action.interactionId, (turn) => ({
        ...turn,
        local: true,
        interaction: { ...turn.interaction, rating: action.rating },
      }));
    case "corrected":
      return changeTurn(state, action.interactionId, (turn) => ({
        ...turn,
        local: true,
        interaction: { ...turn.interaction, corrections: action.corrections },
      }));
    case "addressed":
      return state.begun === null ? state : { ...state, begun: null };
    case "renamed":
      return {
        ...state,
        conversations: state.conversations.map((info) => (info.id === action.id ? { ...info, title: action.title } : info)),
      };
    case "deleted":
      return {
        ...state,
        conversations: state.conversations.filter((info) => info.id !== action.id),
        turns: without(state.turns, action.id),
      };
    case "sourceAdded": {
      const { sources, suggestions } = state.catalog;
      return {
        ...state,
        catalog: {
          ...state.catalog,
          sources: [...sources.filter(({ id }) => id !== action.source.id), action.source],
          suggestions: [...suggestions.filter(({ source }) => source !== action.source.id), ...action.suggestions],
        },
      };
    }
    default:
      return action satisfies never;
  }
}

/** Saved interactions as turns that are not running. */
export function savedTurns(interactions: readonly Interaction[]): readonly Turn[] {
  return interactions.map((interaction) => ({
    interaction,
    choices: choicesOf(interaction),
    isMine: false,
    running: isOpen(interaction),
    stopping: false,
    local: false,
    problem: null,
  }));
}

/**
 * Joins what a page brought with what this tab holds: a turn that was asked or rated here wins, since the page may
 * come from the router's cache; turns the page does not know yet stay at the end.
 */
export function mergeTurns(saved: readonly Interaction[], held: readonly Turn[]): readonly Turn[] {
  const local = new Map(held.filter((turn) => turn.local).map((turn) => [turn.interaction.id, turn]));
  const known = savedTurns(saved).map((turn) => {
    const mine = local.get(turn.interaction.id);
    local.delete(turn.interaction.id);
    return mine ?? turn;
  });
  return [...known, ...local.values()];
}

/** The ids of turns that are not held as they stand; what streams into this tab is ahead of what is saved. */
export function staleTurns(held: readonly Turn[], marks: readonly TurnMark[]): readonly string[] {
  const known = new Map(held.map((turn) => [turn.interaction.id, turn]));
  return marks.flatMap(({ id, mark }) => {
    const turn = known.get(id);
    const isKnown = turn !== undefined && ((turn.isMine && turn.running) || markOf(turn.interaction).mark === mark);
    return isKnown ? [] : [id];
  });
}

/** Turns as they were just read; one that is new comes last. An answer that could not be saved stays on the screen. */
function renewTurns(held: readonly Turn[], read: readonly Interaction[]): readonly Turn[] {
  const renewed = new Map(savedTurns(read).map((turn) => [turn.interaction.id, { ...turn, local: true }]));
  const kept = held.map((turn) => {
    const now = renewed.get(turn.interaction.id);
    renewed.delete(turn.interaction.id);
    const isOlder =
      now === undefined || (turn.isMine && turn.running) || (turn.interaction.answer !== null && now.interaction.answer === null);
    return isOlder ? turn : { ...now, choices: turn.choices, isMine: turn.isMine };
  });
  return [...kept, ...renewed.values()];
}

function choicesOf(interaction: Interaction): AskChoices {
  return { engine: interaction.engine ?? "auto", source: interaction.source, shopId: interaction.shopId, uploadId: interaction.uploadId };
}

function tell(state: ChatState, interactionId: string, event: AskEvent): ChatState {
  const told = changeTurn(state, interactionId, (turn) => ({ ...turn, interaction: foldEvent(turn.interaction, event) }));
  return event.type === "opened" ? listConversation(told, event) : told;
}

/** A conversation is in the history once the server has its first question; the one asked last comes first. */
function listConversation(state: ChatState, opened: Extract<AskEvent, { type: "opened" }>): ChatState {
  const id = opened.conversationId;
  const before = state.conversations.find((info) => info.id === id);
  const info: ConversationInfo = {
    id,
    title: before?.title ?? titleOf(opened.question),
    updatedAt: opened.askedAt,
    // The history that the server pushes may have counted this question already.
    count: before?.updatedAt === opened.askedAt ? before.count : (before?.count ?? 0) + 1,
  };
  return { ...state, conversations: [info, ...state.conversations.filter((other) => other.id !== id)] };
}

/** @param change what the turn becomes; null takes it off the screen */
function changeTurn(state: ChatState, interactionId: string, change: (turn: Turn) => Turn | null): ChatState {
  const key = Object.keys(state.turns).find((id) => state.turns[id]?.some((turn) => turn.interaction.id === interactionId));
  if (key === undefined) return state;
  return withTurns(
    state,
    key,
    (state.turns[key] ?? []).flatMap((turn) => (turn.interaction.id === interactionId ? (change(turn) ?? []) : turn)),
  );
}

function withTurns(state: ChatState, key: string, turns: readonly Turn[]): ChatState {
  return { ...state, turns: { ...state.turns, [key]: turns } };
}

function without(turns: ChatState["turns"], key: string): ChatState["turns"] {
  return Object.fromEntries(Object.entries(turns).filter(([id]) => id !== key));
}
