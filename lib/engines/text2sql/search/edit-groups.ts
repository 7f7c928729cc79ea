import { extend, plain, type Draft, type Field } from "@/lib/engines/text2sql/draft/draft";
import type { Material } from "@/lib/engines/text2sql/search/material";

/** A grouping added, left out or by another key, and its column shown or not. */
export function editGroups(draft: Draft, material: Material): readonly Draft[] {
  // A calendar grouping was said in so many words.
  if (draft.everything || draft.group.some((field) => field.unit)) return [];
  const { schema } = material.reading;
  const found: Draft[] = [];
  const shown = draft.select.flatMap((item) => (item.agg === null && item.field ? [item.field] : []));
  const by = (group: readonly Field[], change: Partial<Draft>, mark: string) =>
    found.push(extend(draft, { group, distinct: false, ...change }, 0, [`edit:${mark}`]));
  const aggregates = draft.select.filter((item) => item.agg !== null);
  const measured = aggregates.length > 0 || draft.order.some((order) => order.item.agg !== null) || draft.having.length > 0;
  const keys = shown
    .flatMap((field) => schema.tables[schema.columns[field.column]?.table ?? -1]?.primaryKey.slice(0, 1) ?? [])
    .map((column) => ({ column }));
  if (measured)
    for (const field of distinctFields([...keys, ...shown]))
      if (!(draft.group.length === 1 && draft.group[0]?.column === field.column)) by([field], {}, "groupKey");
  if (measured && shown.length > 1 && draft.group.length < shown.length) by(shown, {}, "groupAll");
  if (aggregates.length > 0) {
    for (const column of groupable(material)) {
      if (shown.some((field) => field.column === column)) continue;
      by([{ column }], { select: [...aggregates, plain(column)] }, "groupBy");
      if (shown.length === 0) by([{ column }], {}, "groupHidden");
    }
  }
  if (draft.group.length > 0) {
    if (aggregates.length > 0 && !material.says.grouped) by([], { select: aggregates, having: [], order: [], limit: null }, "groupNone");
    if (shown.length > 0 && !material.says.grouped)
      by(
        [],
        { select: shown.map((field) => ({ agg: null, field })), having: [], order: draft.order.filter((order) => order.item.agg === null) },
        "groupPlain",
      );
    const missing = draft.group.filter((field) => !shown.some((other) => other.column === field.column));
    if (missing.length > 0) by(draft.group, { select: [...draft.select, ...missing.map((field) => ({ agg: null, field }))] }, "groupShow");
  }
  return found;
}

function distinctFields(fields: readonly Field[]): readonly Field[] {
  return fields.filter((field, at) => fields.findIndex((other) => other.column === field.column) === at);
}

/** Named columns, and the names and keys of named tables. */
function groupable(material: Material): readonly number[] {
  const { schema } = material.reading;
  const named = [...material.columns]
    .filter(([, score]) => score >= 0.5)
    .sort((a, b) => b[1] - a[1])
    .map(([column]) => column);
  const entities = [...material.tables]
    .filter(([, score]) => score >= 0.6)
    .flatMap(([table]) => [
      ...(schema.tables[table]?.nameColumns.slice(0, 1) ?? []),
      ...(schema.tables[table]?.primaryKey.slice(0, 1) ?? []),
    ]);
  const filtered = material.reading.atoms.flatMap((atom) => atom.mention?.values.slice(0, 1).map((target) => target.column) ?? []);
  return [...new Set([...named.slice(0, 8), ...entities, ...filtered])];
}
