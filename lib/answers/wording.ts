import { createHash } from "node:crypto";
import type { Answer } from "@/lib/answers/answer";
import { findUnproven } from "@/lib/answers/proof";

/** Continues a prompt with a small language model; null when it cannot in time, or at all. `model` names it. */
export type Writer = { readonly model: string; write(prompt: string): Promise<string | null> };

const WORDING_TEMPLATE =
  "Rewrite the answer to the question in one friendly sentence. Keep every name, number and date.\nQuestion: {question}\nAnswer: {answer}\nSentence:";

/** Which prompt words answers: a hash of it without the question, 8 hexadecimal digits. */
export const PROMPT_VERSION = createHash("sha256").update(WORDING_TEMPLATE).digest("hex").slice(0, 8);

const POLARITY = new Set(
  "no not never none neither nor without cannot more less fewer most least highest lowest higher lower above below over under up down rose fell grew dropped before after best worst".split(
    " ",
  ),
);
const WORD = /[\p{L}\p{N}][\p{L}\p{N}'’.,:/-]*/gu;

/**
 * The answer in a model's words, where they say exactly what the template says: the same figures, dates and names, the
 * same negations and comparatives, and nothing unproven. Otherwise the answer as it was.
 * Only an answer with a result is worded; clarifications, refusals and log reports keep their own sentences.
 */
export async function reword(answer: Answer, question: string, writer: Writer | null): Promise<Answer> {
  if (writer === null || answer.outcome !== "answered" || answer.table === null || answer.report !== null) return answer;
  const written =
    (await writer.write(WORDING_TEMPLATE.replace("{question}", () => question).replace("{answer}", () => answer.text)))?.trim() ?? "";
  return saysTheSame(written, answer, question)
    ? { ...answer, text: written, wordedBy: writer.model, promptVersion: PROMPT_VERSION }
    : answer;
}

function saysTheSame(written: string, answer: Answer, question: string): boolean {
  if (written === "" || /[\n\r]/.test(written) || written.length > 2 * answer.text.length + 80 || !/[.!]$/.test(written)) return false;
  const [before, after] = [factsOf(answer.text), factsOf(written)];
  const asked = factsOf(question);
  const kept = [...before.facts].every((fact) => after.facts.has(fact));
  const invented = [...after.facts].some((fact) => !before.facts.has(fact) && !asked.facts.has(fact));
  return kept && !invented && before.polarity === after.polarity && findUnproven({ ...answer, text: written }, question).length === 0;
}

/** What a sentence claims: words with a digit or a capital (its first word aside), and the words that turn its meaning. */
function factsOf(text: string): { readonly facts: ReadonlySet<string>; readonly polarity: string } {
  const words = [...text.matchAll(WORD)].map(([word], index) => ({ word: word.replace(/[.,:'’/-]+$/u, ""), first: index === 0 }));
  const facts = words
    .filter(({ word, first }) => /\p{N}/u.test(word) || (!first && /\p{Lu}/u.test(word)))
    .map(({ word }) => word.toLowerCase());
  const turns = words
    .map(
      ({ word }) =>
        word
          .toLowerCase()
          .replace(/n['’]t$/u, " not")
          .split(" ")
          .at(-1) ?? "",
    )
    .filter((word) => POLARITY.has(word));
  return { facts: new Set(facts), polarity: turns.sort().join(" ") };
}
