import { describe, expect, it } from "vitest";
import type { Answer } from "@/lib/answers/answer";
import { plainAnswer } from "@/lib/answers/plain";
import { PROMPT_VERSION, reword, type Writer } from "@/lib/answers/wording";

const answer: Answer = {
  ...plainAnswer("answered", "Revenue in Dhaka was BDT 1,200.00 in Mar 2026, the highest month; 12 orders were not paid."),
  table: {
    columns: [
      { name: "revenue", label: "Revenue", unit: "money" },
      { name: "month", label: "Month", unit: "date" },
      { name: "unpaid", label: "Unpaid", unit: "count" },
    ],
    rows: [[1200, "2026-03", 12]],
    rowCount: 1,
    truncated: false,
  },
};
const says = (text: string | null): Writer => ({ model: "tiny", write: async () => text });
const ask = (text: string | null) => reword(answer, "best month in Dhaka?", says(text));

describe("wording by a model", () => {
  it("is taken when it says the same, and names the model and the prompt", async () => {
    const text = "The highest month was Mar 2026: Dhaka brought in BDT 1,200.00, and 12 orders were not paid.";
    expect(await ask(text)).toEqual({ ...answer, text, wordedBy: "tiny", promptVersion: PROMPT_VERSION });
    expect(PROMPT_VERSION).toMatch(/^[0-9a-f]{8}$/);
  });

  it.each([
    ["another figure", "The highest month was Mar 2026: Dhaka brought in BDT 1,300.00, and 12 orders were not paid."],
    ["a figure left out", "The highest month was Mar 2026: Dhaka brought in BDT 1,200.00, some orders were not paid."],
    ["another month", "The highest month was May 2026: Dhaka brought in BDT 1,200.00, and 12 orders were not paid."],
    ["an invented name", "The highest month was Mar 2026: Dhaka and Khulna brought in BDT 1,200.00, and 12 orders were not paid."],
    ["a lost negation", "The highest month was Mar 2026: Dhaka brought in BDT 1,200.00, and 12 orders were paid."],
    ["a turned comparative", "The lowest month was Mar 2026: Dhaka brought in BDT 1,200.00, and 12 orders were not paid."],
    ["an unfinished sentence", "The highest month was Mar 2026: Dhaka brought in BDT 1,200.00, and 12 orders were not"],
    ["rambling", `The highest month was Mar 2026: Dhaka brought in BDT 1,200.00, and 12 orders were not paid${" and so on".repeat(40)}.`],
    ["nothing", ""],
    ["silence", null],
  ])("is not taken with %s", async (_what, text) => {
    expect(await ask(text)).toBe(answer);
  });

  it("leaves clarifications and refusals alone, without asking the model", async () => {
    const refused = plainAnswer("refused", "That is not recorded.");
    expect(await reword(refused, "profit?", { model: "tiny", write: () => Promise.reject(new Error("asked")) })).toBe(refused);
  });
});
