import { tablesOf } from "@/lib/engines/text2sql/draft/join-tree";
import type { Condition, Draft } from "@/lib/engines/text2sql/draft/draft";
import type { Schema } from "@/lib/engines/text2sql/schema/schema";

/** The SQL constructs a draft uses, by name. */
export function constructsOf(draft: Draft, schema: Schema): readonly string[] {
  const found: string[] = [];
  const say = (when: boolean, name: string) => (when ? found.push(name) : 0);
  const keys = draft.select.filter((item) => item.agg === null && schema.columns[item.field?.column ?? -1]?.isPrimary);
  for (const item of draft.select)
    if (item.agg) found.push(item.agg === "count" && item.field ? (item.distinct ? "countDistinct" : "countColumn") : item.agg);
  say(draft.distinct, "distinct");
  say(draft.group.length > 0, "group");
  say(
    draft.group.length > 0 && draft.select.some((item) => item.agg === null) && draft.select.some((item) => item.agg !== null),
    "groupShown",
  );
  say(draft.having.length > 0, "having");
  say(draft.each !== undefined, "firstOfEach");
  for (const order of draft.order) found.push(`order:${order.dir}${order.item.agg ? `:${order.item.agg}` : ""}`);
  say(draft.limit === 1, "limit1");
  say((draft.limit ?? 0) > 1, "limitN");
  say(draft.everything, "star");
  found.push(`select${Math.min(draft.select.length, 4)}`);
  say(keys.length > 0, "key");
  say(tablesOf(draft, schema).length > 1, "join");
  say(draft.where.length === 0 && draft.having.length === 0, "noFilter");
  if (draft.set) found.push(draft.set.op);
  for (const condition of [...draft.where, ...draft.having]) found.push(conditionName(condition));
  return [...new Set(found)];
}

function conditionName(condition: Condition): string {
  switch (condition.kind) {
    case "compare":
      return `if${condition.op}${condition.item.agg ?? ""}`;
    case "in":
      return condition.negated ? "notIn" : "in";
    case "or":
    case "between":
    case "like":
    case "null":
    case "aggregate":
    case "columns":
      return `if:${condition.kind}`;
    default:
      return condition satisfies never;
  }
}

/** The outline of a draft without names: "S,count|W=|G|Ocount:desc|1". */
export function sketchOf(draft: Draft): string {
  const select = draft.everything
    ? "*"
    : draft.select
        .map((item) => item.agg ?? "S")
        .sort()
        .join(",");
  const parts = [
    `${draft.distinct ? "distinct " : ""}${select}`,
    ...[...draft.where, ...draft.having].map(conditionName).sort(),
    ...(draft.group.length > 0 ? [`G${draft.group.length}`] : []),
    ...draft.order.map((order) => `O${order.item.agg ?? ""}:${order.dir}`),
    ...(draft.limit === null ? [] : [draft.limit === 1 ? "1" : "N"]),
    ...(draft.set ? [draft.set.op] : []),
  ];
  return parts.join("|");
}
