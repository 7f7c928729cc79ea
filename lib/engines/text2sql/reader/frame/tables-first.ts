import type { Frame } from "@/lib/engines/text2sql/reader/frame/frame";
import { isLinked } from "@/lib/engines/text2sql/reader/columns/paths";

/** Tables that the question names, then those one key away, then the others. */
export function tablesFirst({ units, schema, nouns, outputs }: Frame): readonly number[] {
  const named = [
    ...nouns.map(({ table }) => table),
    ...outputs.flatMap(({ senses }) => senses.flatMap(({ column, score }) => (score >= 0.95 ? [schema.columns[column]?.table ?? -1] : []))),
    ...units.flatMap(({ senses }) =>
      senses.flatMap((sense) =>
        sense.kind === "table" && sense.score > 0.7 ? [sense.table] : sense.kind === "definition" ? [sense.definition.table] : [],
      ),
    ),
  ];
  const linked = schema.tables.filter(({ id }) => named.some((table) => isLinked(schema, table, id))).map(({ id }) => id);
  return [...new Set([...named, ...linked, ...schema.tables.map(({ id }) => id)])];
}
