import { readFileSync } from "node:fs";
import { z } from "zod";
import type { Placed } from "@/lib/learning/train/router";
import { remember } from "@/lib/platform/remember";

const ShopQuestion = z.object({ turns: z.array(z.string()), gold: z.array(z.string()).optional() });
const BankQuestion = z.object({ question: z.string() });

/**
 * The questions that come with Tellback, by the demo source that they are for; read once, since the learning page counts them at each look.
 */
export function builtInQuestions(): readonly Placed[] {
  return remember("built-in questions", readBuiltIn);
}

function readBuiltIn(): readonly Placed[] {
  const lines = (path: string): readonly unknown[] =>
    readFileSync(path, "utf8")
      .trim()
      .split("\n")
      .map((line): unknown => JSON.parse(line));
  const shop = lines("lib/engines/shop/questions.jsonl")
    .map((line) => ShopQuestion.parse(line))
    .filter(({ gold }) => gold !== undefined);
  const bank = lines("lib/engines/text2sql/evaluate/bank-questions.jsonl").map((line) => BankQuestion.parse(line));
  return [
    ...shop.map(({ turns }) => ({ question: turns[0] ?? "", engine: "shop", source: "shop" })),
    ...bank.map(({ question }) => ({ question, engine: "text2sql", source: "bank" })),
  ];
}
