import { describe, expect, it } from "vitest";
import { PROMPT_VERSION } from "@/lib/answers/wording";
import { ask, type AskDeps } from "@/lib/ask/ask";
import { AskInput, inputProblem, MAX_PASTE_CHARS, MAX_QUESTION_CHARS } from "@/lib/ask/input";
import { askInput, fakeAskDeps } from "@/lib/ask/wiring.fake";
import type { AskEvent } from "@/lib/interactions/event";
import { err } from "@/lib/platform/result";

async function collect(question: string, deps: AskDeps, more: Partial<AskInput> = {}): Promise<readonly AskEvent[]> {
  const events: AskEvent[] = [];
  for await (const event of ask(askInput(question, more), deps)) events.push(event);
  return events;
}

const answerOf = (events: readonly AskEvent[]) => events.find((event) => event.type === "answered");

describe("ask", () => {
  it("tells each stage once and in order, each with its own measured time", async () => {
    const { deps } = fakeAskDeps();
    const events = await collect("it answers", deps);
    expect(events.map(({ type }) => type)).toEqual(["opened", "routed", "planned", "executed", "answered", "closed"]);
    for (const event of events) if ("elapsedMs" in event) expect(event.elapsedMs).toBeGreaterThan(0);
  });

  it("has the row saved as unfinished before the first event is seen, so a fast thumb cannot miss", async () => {
    const { deps, store } = fakeAskDeps();
    const events = ask(askInput("it answers"), deps);
    const first = await events.next();
    const id = first.value?.type === "opened" ? first.value.id : "";
    expect(store.rows.get(id)?.outcome).toBe("unfinished");
    await events.return(undefined);
  });

  it("has the whole answer saved before the answer is seen", async () => {
    const { deps, store } = fakeAskDeps();
    const saved = [];
    for await (const event of ask(askInput("it answers"), deps)) if (event.type === "answered") saved.push(...store.rows.values());
    expect(saved).toMatchObject([
      {
        outcome: "answered",
        answer: { text: "3 orders." },
        engine: "shop",
        tool: "count_documents",
        timings: { total: expect.any(Number) },
      },
    ]);
  });

  it.each([
    ["clarify", "clarified", "ambiguous"],
    ["refuse", "refused", "not-recorded"],
    ["time out", "failed", "timeout"],
    ["break", "failed", "internal"],
  ])("ends “%s” as %s with a sentence, never as an answer", async (question, outcome, errorCode) => {
    const { deps, store } = fakeAskDeps();
    const event = answerOf(await collect(question, deps));
    expect(event).toMatchObject({ answer: { outcome }, errorCode });
    expect(event?.answer.text).toMatch(/\.$/);
    expect([...store.rows.values()][0]).toMatchObject({ outcome, errorCode });
  });

  it("tells as an error that the shops could not be read, and asks again with the next question", async () => {
    const { deps, store } = fakeAskDeps();
    const sentence = "The shops could not be read: The query was stopped after 60 s. Ask again.";
    let reads = 0;
    const defaultShop: AskDeps["defaultShop"] = async () => ((reads += 1) === 1 ? err(sentence) : deps.defaultShop());
    const first = answerOf(await collect("it answers", { ...deps, defaultShop }));
    expect(first).toMatchObject({ answer: { outcome: "failed", text: sentence }, errorCode: "unavailable" });
    expect([...store.rows.values()][0]).toMatchObject({ outcome: "failed", errorCode: "unavailable", shopId: null });
    expect(answerOf(await collect("it answers", { ...deps, defaultShop }))).toMatchObject({ answer: { outcome: "answered" } });
  });

  it("answers what is asked of a database although the shops could not be read", async () => {
    const { deps } = fakeAskDeps();
    const events = await collect("it answers", { ...deps, defaultShop: async () => err("unread") }, { engine: "text2sql" });
    expect(answerOf(events)).toMatchObject({ answer: { outcome: "answered" } });
  });

  it("saves the usual shop only where a shop was asked, and a given one always", async () => {
    const saved = async (more: Partial<AskInput>) => {
      const { deps, store } = fakeAskDeps();
      await collect("it answers", deps, more);
      return [...store.rows.values()].map(({ engine, shopId }) => [engine, shopId]).flat();
    };
    expect(await saved({})).toEqual(["shop", 13]);
    expect(await saved({ engine: "text2sql" })).toEqual(["text2sql", null]);
    expect(await saved({ engine: "logs" })).toEqual(["logs", null]);
    expect(await saved({ engine: "text2sql", shopId: 10 })).toEqual(["text2sql", 10]);
  });

  it("logs the cause of a bug, because the user only sees a sentence", async () => {
    const { deps, bugs } = fakeAskDeps();
    await collect("break", deps);
    expect(bugs).toEqual([new Error("boom")]);
  });

  it("does not show a sentence whose figure is in no cell; the result is read out instead", async () => {
    const { deps, bugs, details } = fakeAskDeps();
    expect(answerOf(await collect("invent", deps))).toMatchObject({ answer: { outcome: "answered", text: "Orders: 3." } });
    expect(bugs).toEqual([new Error("1 unproven part")]);
    expect(details).toEqual([{ id: expect.any(String), unproven: [expect.stringContaining("4711")], text: "4,711 orders." }]);
  });

  it.each(["answers", "clarify", "refuse", "time out", "break"])("logs “%s” once, as it was saved", async (question) => {
    const { deps, store, logged } = fakeAskDeps();
    await collect(question, deps);
    expect(logged).toEqual([...store.rows.values()]);
  });

  it("keeps a stopped turn as unfinished with what was known of it", async () => {
    const controller = new AbortController();
    const { deps, store, logged } = fakeAskDeps(controller.signal);
    const seen: string[] = [];
    for await (const event of ask(askInput("hang"), deps)) {
      seen.push(event.type);
      if (event.type === "planned") controller.abort();
    }
    expect(seen).toEqual(["opened", "routed", "planned"]);
    expect([...store.rows.values()][0]).toMatchObject({ outcome: "unfinished", errorCode: "stopped", tool: "count_documents" });
    expect(logged).toEqual([expect.objectContaining({ outcome: "unfinished", errorCode: "stopped" })]);
  });

  it("keeps a turn whose reader went away as unfinished", async () => {
    const { deps, store } = fakeAskDeps();
    const events = ask(askInput("it answers"), deps);
    await events.next();
    await events.next();
    await events.return(undefined);
    expect([...store.rows.values()][0]).toMatchObject({ outcome: "unfinished", errorCode: "interrupted", engine: "shop" });
  });

  it("does not ask a question that could not be saved, and says why", async () => {
    const { deps } = fakeAskDeps();
    const full: AskDeps = { ...deps, store: { ...deps.store, open: async () => Promise.reject(new Error("SQLITE_FULL")) } };
    const events = await collect("it answers", full);
    expect(events.map(({ type }) => type)).toEqual(["answered"]);
    expect(answerOf(events)).toMatchObject({
      answer: { outcome: "failed", text: expect.stringMatching(/could not be saved.*disk is full/) },
    });
  });

  it("refuses an id that is taken, without a word of the disk, and leaves the turn that has it alone", async () => {
    const { deps, store, bugs } = fakeAskDeps();
    const interactionId = crypto.randomUUID();
    await collect("it answers", deps, { interactionId });
    const first = store.rows.get(interactionId);
    const events = await collect("clarify", deps, { interactionId });
    expect(events).toMatchObject([{ type: "answered", errorCode: "id-taken", answer: { outcome: "refused" } }]);
    expect(answerOf(events)?.answer.text).not.toMatch(/disk/);
    expect(store.rows.get(interactionId)).toBe(first);
    expect(bugs).toEqual([]);
  });

  it("does not show, log or count an answer that could not be saved", async () => {
    const { deps, logged } = fakeAskDeps();
    const observed: unknown[] = [];
    const full: AskDeps = {
      ...deps,
      store: { ...deps.store, save: async () => Promise.reject(new Error("SQLITE_READONLY")) },
      observe: (row) => void observed.push(row),
    };
    expect(answerOf(await collect("it answers", full))).toMatchObject({
      answer: { outcome: "failed", text: expect.stringContaining("not shown") },
    });
    expect(logged).toMatchObject([{ outcome: "failed", errorCode: "unavailable", answer: { text: expect.stringContaining("not shown") } }]);
    expect(observed).toEqual([]);
  });

  it("greets without planning, running or touching a source", async () => {
    const { deps, store } = fakeAskDeps();
    const events = await collect("Hello!", deps);
    expect(events.map(({ type }) => type)).toEqual(["opened", "routed", "answered", "closed"]);
    expect([...store.rows.values()][0]).toMatchObject({ intent: "greeting", outcome: "answered", sql: null });
  });

  it("refuses an endless question with its length and the limit", async () => {
    const { deps } = fakeAskDeps();
    expect(answerOf(await collect("x".repeat(100_000), deps))).toMatchObject({
      errorCode: "too-long",
      answer: { outcome: "refused", text: expect.stringMatching(/100,000.*4,000/) },
    });
    expect(MAX_QUESTION_CHARS).toBe(4000);
  });

  it("says which approach works when another is asked for", async () => {
    const { deps } = fakeAskDeps();
    expect(answerOf(await collect("it answers", deps, { approach: "agents" }))).toMatchObject({
      answer: { outcome: "refused", text: expect.stringContaining("“tools”") },
    });
  });

  it("hands a question that the first engine cannot read to one that can, and saves which one answered", async () => {
    const { deps, store } = fakeAskDeps();
    const bank = { engine: "text2sql", source: "bank", confidence: 0.4, because: [] } as const;
    const route: AskDeps["route"] = async () => ({
      route: { engine: "shop", source: "shop", confidence: 0.6, because: [] },
      others: [bank],
    });
    const unread = err({
      outcome: "clarified",
      code: "unknown-words",
      message: "?",
      options: [],
      intent: "unknown",
      confidence: 0.3,
      because: [],
    } as const);
    const engines = { ...deps.engines, shop: { ...deps.engines.shop, plan: async () => unread } };
    const events = await collect("loans", { ...deps, route, engines });
    expect(events.map(({ type }) => type)).toEqual(["opened", "routed", "routed", "planned", "executed", "answered", "closed"]);
    expect([...store.rows.values()][0]).toMatchObject({ engine: "text2sql", approach: "pattern", source: "bank", outcome: "answered" });
    expect(answerOf(await collect("loans", { ...deps, route, engines }, { approach: "tools" }))).toMatchObject({
      answer: { outcome: "clarified" },
    });
  });

  it("saves which model worded the answer and with which prompt, and neither where the template's sentence stayed", async () => {
    const write = async (text: string) => {
      const { deps, store } = fakeAskDeps();
      await collect("it answers", { ...deps, writer: { model: "tiny", write: async () => text } });
      return [...store.rows.values()][0];
    };
    expect(await write("There were 3 orders.")).toMatchObject({
      answer: { text: "There were 3 orders." },
      modelVersion: "tiny",
      promptVersion: PROMPT_VERSION,
    });
    expect(await write("There were 4 orders.")).toMatchObject({ answer: { text: "3 orders." }, modelVersion: null, promptVersion: null });
  });

  it("moves a pasted log out of the question", async () => {
    const { deps, store } = fakeAskDeps();
    const uploadId = crypto.randomUUID();
    await collect("long text", { ...deps, keepPaste: async () => ({ question: "What failed?", uploadId }) });
    expect([...store.rows.values()][0]).toMatchObject({ question: "What failed?", uploadId });
  });
});

describe("memory", () => {
  const mark = { id: "v", origin: "correction", at: "2026-11-18T09:00:00Z", how: "exact", changed: [] } as const;

  it("shows how sure such answers turned out to be, and keeps what the engine claimed in its plan", async () => {
    const { deps, store } = fakeAskDeps();
    await collect("it answers", {
      ...deps,
      calibrate: async ({ name, approach }, own) =>
        name === "shop" && approach === "tools" ? { confidence: own / 2, version: "calibration 1" } : { confidence: own, version: null },
    });
    expect([...store.rows.values()][0]).toMatchObject({ confidence: 0.45, plan: { confidence: 0.9 }, modelVersion: "calibration 1" });
  });

  it("runs the plan that a person confirmed instead of planning, and saves where it came from", async () => {
    const { deps, store } = fakeAskDeps();
    const plan = { intent: "count", tool: "remembered", arguments: { text: "x" }, confidence: 1, because: [] };
    const engines = { ...deps.engines, shop: { ...deps.engines.shop, plan: async () => Promise.reject(new Error("must not plan")) } };
    await collect("it answers", { ...deps, engines, recall: async () => ({ kind: "verified", plan, mark }) });
    expect([...store.rows.values()][0]).toMatchObject({ outcome: "answered", tool: "remembered", verified: mark });
  });

  it("says by which taught word a question was read, when it is answered and when it is asked back about", async () => {
    for (const [question, outcome] of [
      ["it answers", "answered"],
      ["clarify", "clarified"],
    ] as const) {
      const { deps, store } = fakeAskDeps();
      await collect("so many punters", { ...deps, recall: async () => ({ kind: "worded", text: question, mark }) });
      expect([...store.rows.values()]).toMatchObject([{ outcome, verified: mark }]);
    }
  });

  it("plans where a verified answer rests, and says that it was not used and why", async () => {
    const { deps, store } = fakeAskDeps();
    await collect("it answers", {
      ...deps,
      recall: async () => ({ kind: "stale", stale: { reason: "tables", since: mark.at } }),
    });
    const [row] = store.rows.values();
    expect(row?.verified).toBeNull();
    expect(row?.answer?.caveats).toEqual([expect.stringMatching(/was not used, because the tables have changed since/)]);
  });
});

describe("AskInput", () => {
  it.each([
    ["no question", {}, /question must be a text/],
    ["spaces", { question: "   " }, /question is empty/],
    ["line breaks", { question: "\n\t" }, /question is empty/],
    ["a whole file", { question: "x".repeat(MAX_PASTE_CHARS + 1) }, /Drop it in as a file/],
    ["an engine", { question: "q", engine: "oracle" }, /^engine: must be auto, shop, text2sql, logs/],
    ["a shop as text", { question: "q", shopId: "13" }, /shopId/],
    ["a conversation", { question: "q", conversationId: "12" }, /^conversationId: must be the id/],
  ])("says what is wrong with %s", (_name, input, message) => {
    const parsed = AskInput.safeParse(input);
    expect(parsed.success).toBe(false);
    if (!parsed.success) expect(inputProblem(parsed.error)).toMatch(message);
  });
});
