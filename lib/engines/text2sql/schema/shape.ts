import { oncePer } from "@/lib/platform/once-per";
import type { Schema } from "@/lib/engines/text2sql/schema/schema";

/** Changes when a table or column of a source is added, renamed, retyped or removed; rows may come and go. */
export const shapeOf = oncePer(({ tables, columns, links }: Schema): string => {
  const text = JSON.stringify([
    tables.map(({ name }) => name),
    columns.map(({ table, name, type, isPrimary }) => [table, name, type, isPrimary]),
    links.map(({ from, to }) => [from, to]),
  ]);
  let hash = 0xcbf29ce484222325n;
  for (let at = 0; at < text.length; at += 1) hash = BigInt.asUintN(64, (hash ^ BigInt(text.charCodeAt(at))) * 0x100000001b3n);
  return hash.toString(16).padStart(16, "0");
});

/** Whether a plan that was stored with `schemaHash` still names the tables and columns of a schema by their places. */
export function isPlannedOver(schemaHash: unknown, schema: Schema): boolean {
  // Plans of before were stored with the hash of the whole schema, rows and glossary included.
  return schemaHash === shapeOf(schema) || schemaHash === schema.hash;
}
