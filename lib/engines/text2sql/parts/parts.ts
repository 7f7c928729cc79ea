import type { Part } from "@/lib/engines/parts";
import type { Draft } from "@/lib/engines/text2sql/draft/draft";
import { filterParts } from "@/lib/engines/text2sql/parts/filters";
import { groupParts } from "@/lib/engines/text2sql/parts/groups";
import { measureParts } from "@/lib/engines/text2sql/parts/measures";
import type { PartContext } from "@/lib/engines/text2sql/parts/near";
import { orderParts } from "@/lib/engines/text2sql/parts/order";
import { windowParts } from "@/lib/engines/text2sql/parts/windows";

/** The parts of a plan over a database, and what may stand in the place of each by its schema. */
export function draftParts(draft: Draft, context: PartContext): readonly Part<Draft>[] {
  return [
    ...measureParts(draft, context),
    ...filterParts(draft, context),
    ...windowParts(draft, context),
    ...groupParts(draft, context),
    ...orderParts(draft, context),
  ];
}
