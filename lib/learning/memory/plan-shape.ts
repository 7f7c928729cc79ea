import { z } from "zod";
import type { PlanBase } from "@/lib/engines/engine";
import { parseCall } from "@/lib/engines/shop/calls/calls";
import { buildQuery } from "@/lib/engines/text2sql/draft/build";
import type { Draft } from "@/lib/engines/text2sql/draft/draft";
import { makePlan, type Text2SqlPlan } from "@/lib/engines/text2sql/plan";
import type { Schema } from "@/lib/engines/text2sql/schema/schema";
import { isWrittenPlan, writtenPlan } from "@/lib/engines/written-sql";
import type { PlanPart } from "@/lib/learning/memory/plan-leaves";

const CallShape = z.looseObject({
  intent: z.string(),
  tool: z.string(),
  call: z.object({ tool: z.string(), args: z.record(z.string(), z.unknown()) }),
});
const DraftShape = z.looseObject({
  intent: z.string(),
  tool: z.string(),
  source: z.string(),
  draft: z.looseObject({ select: z.array(z.unknown()) }),
  query: z.unknown(),
});

/** What a plan becomes for another question. `now` is ISO local time of the source. */
export type RefillContext = {
  readonly question: string;
  readonly now: string;
  readonly schema: Schema | null;
  readonly firstOrder: string | null;
  readonly lastOrder: string | null;
};

/** The part of a stored plan that holds its values, or null where it is of no known kind. */
export function partOf(plan: unknown): PlanPart | null {
  if (isWrittenPlan(plan)) return { kind: "sql", sql: plan.written.sql };
  const shop = CallShape.safeParse(plan);
  if (shop.success) return { kind: "call", args: shop.data.call.args };
  const drafted = DraftShape.safeParse(plan);
  return drafted.success ? { kind: "draft", draft: drafted.data.draft } : null;
}

/**
 * A stored plan as the plan of another question: its values exchanged where `part` is given, its time brought up to now.
 * @returns null where the result is not a plan that can run
 */
export function refill(plan: unknown, part: PlanPart | null, context: RefillContext): PlanBase | null {
  if (isWrittenPlan(plan))
    return part === null || part.kind === "sql" ? writtenPlan(context.question, part?.sql ?? plan.written.sql, plan.place) : null;
  const shop = CallShape.safeParse(plan);
  if (shop.success) return refillCall(shop.data, part, context);
  const drafted = DraftShape.safeParse(plan);
  return drafted.success ? refillDraft(drafted.data, part, context) : null;
}

function refillCall(
  plan: z.infer<typeof CallShape>,
  part: PlanPart | null,
  { question, now, firstOrder, lastOrder }: RefillContext,
): PlanBase | null {
  const { call } = parseCall(plan.call.tool, part?.kind === "call" ? part.args : plan.call.args);
  if (call === null) return null;
  return asPlan({ ...plan, call, arguments: call.args, question, now, firstOrder, lastOrder });
}

function refillDraft(plan: z.infer<typeof DraftShape>, part: PlanPart | null, { question, now, schema }: RefillContext): PlanBase | null {
  if (part === null) return asPlan({ ...plan, question, now });
  if (part.kind !== "draft" || schema === null) return null;
  // Only values of a draft were exchanged for values of their type.
  const draft = part.draft as Draft;
  const query = buildQuery(draft, schema);
  if (!query) return null;
  const before = asPlan<Text2SqlPlan>(plan);
  const made = makePlan({
    source: before.source,
    question,
    draft,
    query,
    schema,
    confidence: before.confidence,
    because: [],
    asOf: before.asOf,
  });
  return asPlan({ ...made, now });
}

/** The stored plan was checked for its kind; what else it holds was written by this program. */
function asPlan<P extends PlanBase = PlanBase>(plan: object): P {
  return plan as P;
}
