import type { Option } from "@/lib/answers/answer";
import { upperFirst } from "@/lib/answers/format";
import type { Candidate } from "@/lib/engines/text2sql/search/candidates";
import { explain } from "@/lib/engines/text2sql/draft/explain";
import type { Schema } from "@/lib/engines/text2sql/schema/schema";

const MEANING = /\s*\(meaning: (.+)\)\s*$/u;

/** Parts a question from the reading that its asker chose: "list all loans (meaning: loan number from loans)". */
export function readMeaning(text: string): { readonly text: string; readonly meaning: string | null } {
  const match = MEANING.exec(text);
  return match?.[1] === undefined ? { text, meaning: null } : { text: text.slice(0, match.index), meaning: match[1] };
}

/** The different readings of a question as options, best first; choosing one asks again for exactly that plan. */
export function readingOptions(text: string, candidates: readonly Candidate[], schema: Schema, count = 3): readonly Option[] {
  const meanings = new Map<string, string>();
  for (const { draft } of candidates.slice(0, 12)) {
    const meaning = explain(draft, schema);
    // With repeated rows or without them is no choice for who asks what was meant.
    const key = meaning.replaceAll(/\bdifferent /gu, "");
    if (!meanings.has(key)) meanings.set(key, meaning);
  }
  return [...meanings.values()]
    .slice(0, count)
    .map((meaning) => ({ label: `${upperFirst(meaning)}?`, question: `${text} (meaning: ${meaning})` }));
}

/** The plan that means what was chosen, or null where the database no longer offers it. */
export function chooseMeaning(meaning: string, candidates: readonly Candidate[], schema: Schema): Candidate | null {
  return candidates.find((candidate) => explain(candidate.draft, schema) === meaning) ?? null;
}
