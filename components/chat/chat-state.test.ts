import { describe, expect, it } from "vitest";
import { mergeTurns, reduceChat, savedTurns, staleTurns } from "@/components/chat/chat-state";
import type { AskChoices, ChatAction, ChatState } from "@/components/chat/chat-state";
import { plainAnswer } from "@/lib/answers/plain";
import type { AskEvent, Interaction } from "@/lib/interactions/event";
import { markOf } from "@/lib/interactions/turn-state";
import { startInteraction } from "@/lib/interactions/interaction";

type Opened = Extract<AskEvent, { type: "opened" }>;

const CHOICES: AskChoices = { engine: "auto", source: null, shopId: null, uploadId: null };
const EMPTY: ChatState = {
  catalog: { sources: [], reading: [], shops: [], suggestions: [], samples: [] },
  conversations: [],
  turns: {},
  begun: null,
};
const opened = (id: string, conversationId: string, question = "How many orders?", askedAt = "2026-11-18T09:30:00Z"): Opened => ({
  type: "opened",
  id,
  conversationId,
  question,
  askedAt,
  uploadId: null,
});
const asked = (id: string, conversationId: string, isNew = false): ChatAction => ({
  type: "asked",
  isNew,
  interaction: startInteraction(opened(id, conversationId)),
  choices: CHOICES,
});
const told = (event: Opened): ChatAction => ({ type: "told", interactionId: event.id, event });
const run = (...actions: readonly ChatAction[]) => actions.reduce(reduceChat, EMPTY);
const ids = (state: ChatState, key: string) => state.turns[key]?.map((turn) => turn.interaction.id);

describe("reduceChat", () => {
  it("shows a first question in its conversation at once, and lists that when the server has it", () => {
    const before = run(asked("q1", "c1", true));
    expect([ids(before, "c1"), before.begun, before.conversations]).toEqual([["q1"], "c1", []]);
    const state = reduceChat(reduceChat(before, { type: "addressed" }), told(opened("q1", "c1")));
    expect(state.begun).toBeNull();
    expect(state.conversations).toEqual([{ id: "c1", title: "How many orders?", updatedAt: "2026-11-18T09:30:00Z", count: 1 }]);
  });

  it("counts a question once that the pushed history has counted before the answer's stream says so", () => {
    const pushed = [{ id: "c1", title: "How many orders?", updatedAt: "2026-11-18T09:30:00Z", count: 1 }];
    const state = run(asked("q1", "c1", true), { type: "conversationsLoaded", conversations: pushed }, told(opened("q1", "c1")));
    expect(state.conversations).toEqual(pushed);
  });

  it("adds a further question to its conversation, behind one that never reached the server", () => {
    const state = run(
      asked("lost", "c1", true),
      { type: "ended", interactionId: "lost", problem: "Lost." },
      asked("q2", "c1"),
      told(opened("q2", "c1", "And last month?", "2026-11-18T09:31:00Z")),
    );
    expect(ids(state, "c1")).toEqual(["lost", "q2"]);
    expect(state.conversations[0]).toMatchObject({ id: "c1", title: "And last month?", count: 1 });
  });

  it("takes off a question whose id the server has already, and shows what it has", () => {
    const state = run(
      asked("q1", "c1"),
      { type: "taken", interactionId: "q1" },
      { type: "turnsChanged", conversationId: "c1", interactions: [startInteraction(opened("q1", "c1"))] },
    );
    expect(state.turns["c1"]?.map(({ isMine, running }) => ({ isMine, running }))).toEqual([{ isMine: false, running: true }]);
  });

  it("keeps what was shown when the stream breaks off, with the reason", () => {
    const state = run(
      asked("q1", "c1"),
      { type: "stopping", interactionId: "q1", stopping: true },
      { type: "ended", interactionId: "q1", problem: "Lost." },
    );
    expect(state.turns["c1"]?.[0]).toMatchObject({ running: false, stopping: false, problem: "Lost." });
  });

  it("forgets the turns of a deleted conversation, so that its address cannot show them from memory", () => {
    const state = run(asked("q1", "c1", true), told(opened("q1", "c1")), { type: "deleted", id: "c1" });
    expect(state.conversations).toEqual([]);
    expect(state.turns["c1"]).toBeUndefined();
  });

  it("ignores an event of a turn that is gone instead of failing the page", () => {
    expect(run({ type: "told", interactionId: "nobody", event: { type: "closed", totalMs: 3 } })).toEqual(EMPTY);
  });
});

describe("what changed elsewhere", () => {
  const saved = (id: string, change: Partial<Interaction> = {}) => ({ ...startInteraction(opened(id, "c1")), ...change });
  const load = (...interactions: readonly Interaction[]): ChatAction => ({ type: "turnsLoaded", conversationId: "c1", interactions });
  const changed = (...interactions: readonly Interaction[]): ChatAction => ({ type: "turnsChanged", conversationId: "c1", interactions });
  const answered = { outcome: "answered", answer: plainAnswer("answered", "12 orders.") } as const;
  const up = { value: "up", reasons: [], comment: "" } as const;
  const stale = (state: ChatState, ...now: readonly Interaction[]) => staleTurns(state.turns["c1"] ?? [], now.map(markOf));

  it("takes an answer as running while it is still to come, and as ended when it was interrupted", () => {
    const state = run(load(saved("q1"), saved("q2", { errorCode: "interrupted" })));
    expect(state.turns["c1"]?.map((turn) => turn.running)).toEqual([true, false]);
  });

  it.each<[string, ChatState, Interaction, readonly string[]]>([
    ["nothing changed", run(load(saved("q1", answered))), saved("q1", answered), []],
    ["another tab rated it", run(load(saved("q1", answered))), saved("q1", { ...answered, rating: up }), ["q1"]],
    ["another tab asked it", run(load(saved("q1", answered))), saved("q2"), ["q2"]],
    ["the answer is ready", run(load(saved("q1"))), saved("q1", answered), ["q1"]],
    ["it streams into this tab", run(asked("q1", "c1")), saved("q1", answered), []],
    [
      "its stream broke off here",
      run(asked("q1", "c1"), { type: "ended", interactionId: "q1", problem: "Lost." }),
      saved("q1", answered),
      ["q1"],
    ],
  ])("reads a turn anew only where this tab holds it otherwise: %s", (_name, state, now, ids) => {
    expect(stale(state, now)).toEqual(ids);
  });

  it("shows what was read, and nothing is stale any more", () => {
    const now = saved("q1", { ...answered, rating: up });
    const state = run(asked("q1", "c1"), { type: "ended", interactionId: "q1", problem: "Lost." }, changed(now, saved("q2")));
    expect(state.turns["c1"]?.map(({ running, problem, isMine }) => ({ running, problem, isMine }))).toEqual([
      { running: false, problem: null, isMine: true },
      { running: true, problem: null, isMine: false },
    ]);
    expect(stale(state, now, saved("q2"))).toEqual([]);
  });

  it("keeps an answer on the screen that could not be saved", () => {
    const state = run(load(saved("q1", answered)), changed(saved("q1", { errorCode: "interrupted" })));
    expect(state.turns["c1"]?.[0]?.interaction.answer?.text).toBe("12 orders.");
  });
});

describe("mergeTurns", () => {
  const saved = (id: string) => startInteraction(opened(id, "c1"));

  it("lets this tab's own turn win over a page that may come from the router's cache", () => {
    const held =
      run(asked("q1", "c1"), { type: "rated", interactionId: "q1", rating: { value: "up", reasons: [], comment: "" } }).turns["c1"] ?? [];
    expect(mergeTurns([saved("q1")], held)[0]?.interaction.rating?.value).toBe("up");
  });

  it("takes the saved row of a turn that this tab only read, since another tab may have rated it", () => {
    const rated = { ...saved("q1"), rating: { value: "down", reasons: [], comment: "" } as const };
    expect(mergeTurns([rated], savedTurns([saved("q1")]))[0]?.interaction.rating?.value).toBe("down");
  });

  it("keeps a turn that the page does not know yet at the end", () => {
    const held = run(asked("q2", "c1")).turns["c1"] ?? [];
    expect(mergeTurns([saved("q1")], held).map((turn) => turn.interaction.id)).toEqual(["q1", "q2"]);
  });
});
