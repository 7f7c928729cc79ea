import { z } from "zod";
import { OUTCOMES, type Answer } from "@/lib/answers/answer";
import { ENGINES, type EngineName } from "@/lib/engines/engine";
import type { AskContext, Interaction, SavedRating, VerifiedMark } from "@/lib/interactions/event";

const scalar = z.union([z.string(), z.number(), z.boolean(), z.null()]);

/** JSON columns read back: what does not have the expected shape reads as empty instead of breaking a page. */
export const readJson = {
  record: (value: unknown): Readonly<Record<string, unknown>> => z.record(z.string(), z.unknown()).catch({}).parse(value),
  strings: (value: unknown): readonly string[] => z.array(z.string()).catch([]).parse(value),
  values: (value: unknown): Interaction["params"] => z.array(scalar).catch([]).parse(value),
};

/** An engine name read back; an unknown one (of a newer version) is null. */
export function readEngine(value: string | null): EngineName | null {
  return z.enum(ENGINES).nullable().catch(null).parse(value);
}

/** An outcome read back; anything unknown is unfinished. */
export function readOutcome(value: string): Interaction["outcome"] {
  return z
    .enum([...OUTCOMES, "unfinished"])
    .catch("unfinished")
    .parse(value);
}

const AnswerShape = z.looseObject({
  outcome: z.enum(OUTCOMES),
  text: z.string(),
  caveats: z.array(z.string()),
  understood: z.array(z.looseObject({ part: z.string(), text: z.string() })),
  params: z.array(scalar),
  options: z.array(z.looseObject({ label: z.string(), question: z.string() })),
  followUps: z.array(z.string()),
});

/** A stored answer; null where it is missing or not one. */
export function readAnswer(value: unknown): Answer | null {
  // The outer shape is checked; tables and reports inside were written by this program from typed values.
  return AnswerShape.safeParse(value).success ? (value as Answer) : null;
}

/** Context tags without the absent ones. */
export function readContext(row: { role: string | null; module: string | null; tab: string | null }): AskContext {
  return Object.fromEntries(
    [
      ["role", row.role],
      ["module", row.module],
      ["tab", row.tab],
    ].filter(([, value]) => value !== null),
  );
}

/** A stored thumb; null where there is none. */
export function readVote(value: string | null | undefined): SavedRating["value"] | null {
  return value === "up" || value === "down" ? value : null;
}

/** A stored rating; null where there is none. */
export function readRating(saved: { value: string; reasons: unknown; comment: string } | null | undefined): SavedRating | null {
  return saved ? { value: readVote(saved.value) ?? "down", reasons: readJson.strings(saved.reasons), comment: saved.comment } : null;
}

const MarkShape = z.object({
  id: z.string(),
  origin: z.enum(["rating", "correction"]),
  at: z.string(),
  how: z.enum(["exact", "normalised", "slots", "reading", "alike", "leaning", "word"]),
  changed: z.array(z.string()),
  like: z.string().optional(),
});

/** Which verified answer an answer came from; null where it came from none. */
export function readMark(value: unknown): VerifiedMark | null {
  return MarkShape.nullable().catch(null).parse(value);
}
