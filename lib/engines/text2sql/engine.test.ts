import { describe, expect, it } from "vitest";
import { openFixture, type DATABASES } from "@/lib/engines/text2sql/databases.fixture.sqlite";
import { createText2SqlEngine } from "@/lib/engines/text2sql/engine";
import type { Text2SqlPlan } from "@/lib/engines/text2sql/plan";

type Name = keyof typeof DATABASES;
const NOW = "2025-03-25T10:00:00";
const opened = new Map<Name, ReturnType<typeof openFixture>>();
const open = (name: Name) => opened.get(name) ?? opened.set(name, openFixture(name)).get(name) ?? openFixture(name);

/** Asks questions of one conversation; gives what became of the last one. */
async function ask(name: Name, ...texts: readonly string[]) {
  const engine = createText2SqlEngine({ source: async () => open(name), listSources: async () => [name] });
  let plan: Text2SqlPlan | null = null;
  let last = null;
  for (const text of texts) {
    const previous = plan ? [{ question: "", engine: "text2sql" as const, source: name, plan: JSON.parse(JSON.stringify(plan)) as unknown, uploadId: null }] : [];
    const planned = await engine.plan({ text, now: NOW, previous, shopId: null, source: name, uploadId: null });
    plan = planned.ok ? planned.value : plan;
    if (!planned.ok) last = { outcome: planned.error.outcome, code: planned.error.code, text: planned.error.message, options: planned.error.options, rows: [], explanation: "", because: planned.error.because, caveats: [] as readonly string[] };
    else {
      const run = await engine.execute(planned.value, new AbortController().signal);
      const answer = run.ok ? engine.answer(planned.value, run.value) : null;
      last = { outcome: answer?.outcome ?? "failed", code: null, text: answer?.text ?? "", options: answer?.options ?? [], rows: answer?.table?.rows ?? [], explanation: planned.value.explanation, because: planned.value.because, caveats: planned.value.caveats };
    }
  }
  if (!last) throw new Error("nothing was asked");
  return last;
}

describe("questions that stand by themselves", () => {
  it.each<[Name, string, readonly (readonly unknown[])[]]>([
    ["lending", "How many loans are there?", [[4]]],
    ["lending", "What is the average balance of accounts?", [[1975.1]]],
    ["lending", "Number of accounts per account type", [["checking", 1], ["money market", 2], ["savings", 2]]],
    ["lending", "How many money market accounts are there?", [[2]]],
    ["lending", "How many accounts were opened last month?", [[1]]],
    ["lending", "How many loans were originated this year?", [[2]]],
    ["library", "List the titles of all books ordered by pages", [["Low Tide"], ["Salt Roads"], ["The Pale Kitchen"], ["Night Trains"]]],
    ["library", "What is the most expensive book?", [["Night Trains"]]],
    ["library", "Names of authors who have more than one book", [["Lea Holm"]]],
    ["clinic", "Which doctors have a salary above 80000?", [["Dr Weiss"], ["Dr Mori"]]],
    ["clinic", "How many visits does each doctor have?", [["Dr Weiss", 2], ["Dr Alves", 1], ["Dr Mori", 1]]],
  ])("%s: %s", async (name, text, rows) => {
    const answer = await ask(name, text);
    const sorted = (found: readonly (readonly unknown[])[]) => [...found].map((row) => JSON.stringify([...row].sort())).sort();
    expect(sorted(answer.rows), JSON.stringify(answer)).toEqual(sorted(rows));
  });
});
