import type { Item } from "@/lib/engines/text2sql/draft/draft";
import { label, roleWords } from "@/lib/engines/text2sql/schema/names";
import type { Schema } from "@/lib/engines/text2sql/schema/schema";

/** The output name of an item: the column's own name, or "average_price", "count". */
export function outputName(item: Item, schema: Schema): string {
  const column = item.field ? schema.columns[item.field.column] : undefined;
  const words =
    item.field?.yearsTo !== undefined
      ? "age"
      : item.field?.since !== undefined
        ? (item.field.per?.unit ?? "days")
        : item.field?.per !== undefined
          ? item.field.per.unit
          : label(column?.words ?? []).replaceAll(" ", "_");
  const unit = item.field?.unit ?? item.field?.part;
  if (item.times)
    return `${outputName({ ...item, times: undefined }, schema)}_times_${label(schema.columns[item.times.column]?.words ?? []).replaceAll(" ", "_")}`;
  if (item.as !== undefined) return item.as;
  if (item.overTime) return { running: "running_total", change: "change", percent: "percent_change" }[item.overTime.kind];
  if (item.beside?.select[1])
    return `${outputName(item.beside.select[1], schema)}_of_${schema.tables[item.beside.tables[0] ?? -1]?.name ?? "rows"}`;
  if (item.single) return `count_of_${schema.tables[item.single.tables[0] ?? -1]?.name ?? "rows"}`;
  if (item.percent || item.percentOf) return "percent";
  if (item.share) return `percent_of_${item.agg ?? "total"}`;
  if (item.field?.via !== undefined && item.agg === null)
    return `${roleWords(schema.columns[item.field.via]?.words ?? []).join("_")}_${words}`;
  if (item.agg === null)
    return item.field?.yearsTo === undefined && item.field?.since === undefined
      ? unit
        ? unit.toLowerCase()
        : (column?.name ?? "value")
      : words;
  if (item.agg === "count") return item.distinct && words ? `distinct_${words}` : "count";
  const prefix = { sum: "total", avg: "average", min: "minimum", max: "maximum", median: "median" }[item.agg];
  return `${prefix}_${words || "value"}`;
}
