import type { Draft } from "@/lib/engines/text2sql/draft/draft";
import { draftOfSql } from "@/lib/engines/text2sql/sql/draft-of-sql";
import { readQuestion, type Reading } from "@/lib/engines/text2sql/words/read";
import type { Schema } from "@/lib/engines/text2sql/schema/schema";
import { isWrittenPlan } from "@/lib/engines/written-sql";
import { outlineOf, type Outline } from "@/lib/learning/memory/outline";
import { leavesOf } from "@/lib/learning/memory/plan-leaves";
import { queryOfKey } from "@/lib/learning/memory/reading-key";
import { partOf } from "@/lib/learning/memory/plan-shape";
import type { VerifiedAnswer } from "@/lib/learning/memory/verified";

/** A plan over a schema, or SQL that says more than such a plan can hold. */
export type KnownPlan = { readonly kind: "draft"; readonly draft: Draft } | { readonly kind: "sql"; readonly sql: string };
/** A question whose right plan is known, as other questions are compared with it. `id` is its verified answer's, `at` ISO UTC. */
export type Case = Pick<VerifiedAnswer, "id" | "question" | "origin" | "at"> & {
  readonly reading: Reading;
  readonly outline: Outline;
  readonly plan: KnownPlan;
  /** The values that the plan holds, said or not, in small letters. */
  readonly literals: ReadonlySet<string>;
  /** The engine's own query for it without values, whether that was confirmed or corrected; null where it had none. */
  readonly own: string | null;
};

/** A question with its right plan, ready to be compared. */
export function caseOf(known: Omit<Case, "outline" | "literals">): Case {
  return {
    ...known,
    outline: outlineOf(known.reading),
    literals: new Set(leavesOf(known.plan).map(({ value }) => String(value).toLowerCase())),
  };
}

/** A verified answer as a case; null where its plan is none over these tables. @param shape of the tables */
export function caseOfVerified(
  { id, question, origin, at, plan, shape: then, reading }: VerifiedAnswer,
  schema: Schema,
  shape: string,
): Case | null {
  const known = then === shape ? knownPlanOf(plan, schema) : null;
  // A window of time was worked out on the day of asking.
  return known && (known.kind === "sql" || known.draft.window === undefined)
    ? caseOf({
        id,
        question,
        origin,
        at,
        plan: known,
        reading: readQuestion(question, schema),
        own: reading === null ? null : queryOfKey(reading),
      })
    : null;
}

function knownPlanOf(plan: unknown, schema: Schema): KnownPlan | null {
  if (isWrittenPlan(plan)) return knownSql(plan.written.sql, schema);
  const part = partOf(plan);
  // A stored plan of this engine over the same tables holds a draft of this engine.
  return part?.kind === "draft" ? { kind: "draft", draft: part.draft as Draft } : null;
}

/** SQL that a person wrote, as a plan where one can hold it. */
export function knownSql(sql: string, schema: Schema): KnownPlan {
  const draft = draftOfSql(sql, schema);
  return draft ? { kind: "draft", draft } : { kind: "sql", sql };
}
