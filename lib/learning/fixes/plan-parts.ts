import { z } from "zod";
import type { PlanBase } from "@/lib/engines/engine";
import { mapParts, type Part } from "@/lib/engines/parts";
import { CallSchema, type ShopCall } from "@/lib/engines/shop/calls/calls";
import type { ShopPartContext } from "@/lib/engines/shop/parts/call";
import { callParts } from "@/lib/engines/shop/parts/parts";
import { buildQuery } from "@/lib/engines/text2sql/draft/build";
import type { Draft } from "@/lib/engines/text2sql/draft/draft";
import { draftParts } from "@/lib/engines/text2sql/parts/parts";
import { makePlan, type Text2SqlPlan } from "@/lib/engines/text2sql/plan";
import type { Schema } from "@/lib/engines/text2sql/schema/schema";
import { isPlannedOver } from "@/lib/engines/text2sql/schema/shape";

/** What a stored plan is changed with. `names` are a shop's own; `now` is ISO local time of the source. */
export type PlanPartContext = {
  readonly now: string;
  readonly weekendDays: readonly number[];
  readonly schema: Schema;
  readonly names: ShopPartContext["names"] | null;
};

const Drafted = z.looseObject({ schemaHash: z.string(), draft: z.looseObject({ select: z.array(z.unknown()) }) });
const Called = z.looseObject({ call: CallSchema });

/** The parts of a stored plan that can be changed; none of SQL that a person wrote, or where the tables are others now. */
export function planParts(plan: PlanBase, { now, weekendDays, schema, names }: PlanPartContext): readonly Part<PlanBase>[] {
  const called = Called.safeParse(plan);
  if (called.success && names !== null)
    return mapParts(callParts(called.data.call, { now, weekendDays, names }), (call) => withCall(plan, call));
  const drafted = Drafted.safeParse(plan);
  if (!drafted.success || !isPlannedOver(drafted.data.schemaHash, schema)) return [];
  // A plan over tables of this shape was written by this program.
  const before = plan as Text2SqlPlan;
  return mapParts(draftParts(before.draft, { schema, now }), (draft) => withDraft(before, draft, schema));
}

const CHOSEN = ["Chosen by a person"];

function withCall(plan: PlanBase, call: ShopCall): PlanBase & { readonly call: ShopCall; readonly notes: readonly string[] } {
  return { ...plan, intent: call.tool, tool: call.tool, arguments: call.args, call, notes: [], confidence: 1, because: CHOSEN };
}

function withDraft({ source, question, asOf }: Text2SqlPlan, draft: Draft, schema: Schema): Text2SqlPlan | null {
  const query = buildQuery(draft, schema);
  return query && makePlan({ source, question, draft, query, schema, confidence: 1, because: CHOSEN, asOf });
}
