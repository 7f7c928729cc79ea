import { plainAnswer } from "@/lib/answers/plain";
import type { AskDeps } from "@/lib/ask/ask";
import { AskInput } from "@/lib/ask/input";
import type { Engine, EngineName, Execution, PlanBase, PlanError } from "@/lib/engines/engine";
import type { Interaction } from "@/lib/interactions/event";
import { fakeInteractionStore } from "@/lib/interactions/store.fake";
import { err, ok } from "@/lib/platform/result";

const plan: PlanBase = {
  intent: "count",
  tool: "count_documents",
  arguments: { of: "orders" },
  confidence: 0.9,
  because: ["“orders” names orders"],
};
const execution: Execution<number> = {
  result: 3,
  rowCount: 1,
  elapsedMs: 2,
  ranOn: "SQLite",
  sql: "SELECT count(*) FROM orders",
  params: [],
};

/** Takes another way through the stages where the question says "invent", "clarify", "refuse", "time out", "break" or "hang". */
function fakeEngine(name: EngineName): Engine<PlanBase, number> {
  const error = (outcome: PlanError["outcome"], code: PlanError["code"]): PlanError => ({
    outcome,
    code,
    message: `Please ${outcome}.`,
    options: [{ label: "Orders today", question: "How many orders today?" }],
    intent: "unknown",
    confidence: 0.2,
    because: [],
  });
  return {
    name,
    approach: name === "shop" ? "tools" : "pattern",
    async plan({ text }) {
      if (text.includes("clarify")) return err(error("clarified", "ambiguous"));
      if (text.includes("refuse")) return err(error("refused", "not-recorded"));
      return ok({ ...plan, arguments: { ...plan.arguments, text } });
    },
    async execute(made, signal) {
      const text = String(made.arguments["text"]);
      if (text.includes("time out")) return err({ code: "timeout", message: "The query took longer than 10 s and was stopped." });
      if (text.includes("break")) throw new Error("boom");
      if (text.includes("hang") && !signal.aborted) await new Promise((resolve) => signal.addEventListener("abort", resolve));
      return signal.aborted ? err({ code: "cancelled", message: "Stopped." }) : ok(execution);
    },
    answer: (made, { result }) => ({
      ...plainAnswer("answered", String(made.arguments["text"]).includes("invent") ? "4,711 orders." : `${result} orders.`),
      table: { columns: [{ name: "orders", label: "Orders", unit: "count" }], rows: [[result]], rowCount: 1, truncated: false },
    }),
  };
}

/** Everything `ask` needs, in memory, with a clock that advances one millisecond a look. */
export function fakeAskDeps(signal: AbortSignal = new AbortController().signal) {
  let elapsed = 0;
  let ids = 0;
  const bugs: unknown[] = [];
  const details: unknown[] = [];
  const logged: Interaction[] = [];
  const store = fakeInteractionStore();
  const deps: AskDeps = {
    store,
    clock: { now: () => new Date("2026-11-18T09:30:00Z"), elapsed: () => (elapsed += 1) },
    newId: () => `00000000-0000-4000-8000-${String((ids += 1)).padStart(12, "0")}`,
    engines: { shop: fakeEngine("shop"), text2sql: fakeEngine("text2sql"), logs: fakeEngine("logs") },
    route: async ({ engine, source }) => ({
      route: { engine: engine === "auto" ? "shop" : engine, source: source ?? "shop", confidence: 1, because: ["fake"] },
      others: [],
    }),
    recall: async () => null,
    nowOf: async () => "2026-11-18 15:30:00",
    keepPaste: async () => null,
    defaultShop: async () => ok(13),
    examples: async () => ["How many orders today?"],
    writer: null,
    signal,
    logQuestion: (row) => void logged.push(row),
    logBug: (_message, cause) => void bugs.push(cause),
    logDetail: (_message, fields) => void details.push(fields),
  };
  return { deps, store, bugs, details, logged };
}

/** A checked input for tests. */
export function askInput(question: string, more: Partial<AskInput> = {}): AskInput {
  return { ...AskInput.parse({ question }), ...more };
}
