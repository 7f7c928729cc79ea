import { describe, expect, it } from "vitest";
import { fakeAskDeps } from "@/lib/ask/wiring.fake";
import type { TestQuestion } from "@/lib/collect/question-set";
import { askAll, checkRun, type Asked } from "@/lib/collect/run";

const asking = (text: string, more: Partial<TestQuestion> = {}): TestQuestion => ({
  text,
  kind: "total",
  mustNotAnswer: false,
  after: null,
  ...more,
});

async function run(questions: readonly TestQuestion[]) {
  const { deps, store } = fakeAskDeps();
  const asked: Asked[] = [];
  for await (const one of askAll(questions, 13, deps)) asked.push(one);
  return { asked, rows: [...store.rows.values()], conversations: await store.conversations(100) };
}

describe("askAll", () => {
  it("saves every question through the journey, marked, ten to a conversation", async () => {
    const { asked, rows, conversations } = await run(Array.from({ length: 23 }, (_, index) => asking(`question ${index}`)));
    expect(asked).toHaveLength(23);
    expect(rows.every(({ context, outcome, shopId }) => context.module === "test-run" && outcome === "answered" && shopId === 13)).toBe(
      true,
    );
    expect(conversations.map(({ title, count }) => [title, count]).sort()).toEqual([
      ["Test run, questions 1 to 10", 10],
      ["Test run, questions 11 to 20", 10],
      ["Test run, questions 21 to 23", 3],
    ]);
  });

  it("asks what a follow-up continues just before it, and saves both", async () => {
    const { asked, rows } = await run([asking("and before?", { after: "revenue last month" })]);
    expect(asked).toHaveLength(1);
    expect(rows.map(({ question }) => question)).toEqual(["revenue last month", "and before?"]);
  });
});

describe("checkRun", () => {
  it("tells a figure where none can be right from an answer that is missing", async () => {
    const { asked } = await run([
      asking("answers"),
      asking("refuse this"),
      asking("answers though it must not", { mustNotAnswer: true }),
      asking("clarify this", { mustNotAnswer: true }),
    ]);
    const checked = checkRun(asked);
    expect(checked).toMatchObject({ answerable: 2, answered: 1, unanswerable: 2, kept: 1 });
    expect([checked.invented[0]?.question.text, checked.missed[0]?.question.text]).toEqual(["answers though it must not", "refuse this"]);
  });
});
