import { extend, type Draft } from "@/lib/engines/text2sql/draft/draft";
import { swapColumns } from "@/lib/engines/text2sql/search/edit-columns";
import { editFilters } from "@/lib/engines/text2sql/search/edit-filters";
import { editGroups } from "@/lib/engines/text2sql/search/edit-groups";
import { editOrder } from "@/lib/engines/text2sql/search/edit-order";
import { editOutputs } from "@/lib/engines/text2sql/search/edit-outputs";
import { editSets } from "@/lib/engines/text2sql/search/edit-sets";
import { editTables } from "@/lib/engines/text2sql/search/edit-tables";
import { editVia } from "@/lib/engines/text2sql/search/edit-via";
import { isSound } from "@/lib/engines/text2sql/draft/sound";
import { connect } from "@/lib/engines/text2sql/schema/join-graph";
import { tablesOf } from "@/lib/engines/text2sql/draft/join-tree";
import type { Material } from "@/lib/engines/text2sql/search/material";

const EDIT_COST = 0.4;

/** Plans that differ from one by a single change; those that no database could run are left out. */
export function neighboursOf(draft: Draft, material: Material): readonly Draft[] {
  const { schema } = material.reading;
  const found = [
    ...swapColumns(draft, material),
    ...editOutputs(draft, material),
    ...editGroups(draft, material),
    ...editFilters(draft, material),
    ...editOrder(draft, material),
    ...editTables(draft, material),
    ...editSets(draft, material),
    ...editVia(draft, material),
  ];
  return found
    .filter((next) => !halves(draft, next, material) && isSound(next, schema) && connect(schema, tablesOf(next, schema)) !== null)
    .map((next) => extend(next, {}, EDIT_COST));
}

/** "full names": first and last name stay together. */
function halves(draft: Draft, next: Draft, { reading: { tokens, schema } }: Material): boolean {
  const isSaid = tokens.some((token, at) => token.lower === "full" && tokens[at + 1]?.lemma === "name");
  const shows = ({ select }: Draft, column: number) => select.some((item) => item.agg === null && item.field?.column === column);
  return (
    isSaid &&
    schema.tables.some(
      ({ nameColumns: [first, last] }) =>
        first !== undefined && last !== undefined && shows(draft, first) && shows(draft, last) && shows(next, first) !== shows(next, last),
    )
  );
}
