import { tablesOf } from "@/lib/engines/text2sql/build";
import type { Candidate } from "@/lib/engines/text2sql/candidates";
import { conditionItems, itemsOf, type Condition, type Draft, type Item } from "@/lib/engines/text2sql/draft";
import { connect } from "@/lib/engines/text2sql/join-graph";
import type { Parse } from "@/lib/engines/text2sql/parse";
import { strengths } from "@/lib/engines/text2sql/read";
import type { Schema } from "@/lib/engines/text2sql/schema";

/** Named numbers that describe one candidate; the ranker's weights are keyed by these names. */
export type Features = ReadonlyMap<string, number>;

/** What the question's grammar words are, with names, values and numbers masked: "how many <t>", "each <c>". */
export function questionGrams(parse: Parse): readonly string[] {
  const masked = parse.reading.atoms.flatMap((atom) => {
    const { table, column, value } = strengths(atom.mention);
    if (atom.quoted || (value > Math.max(table, column))) return ["<v>"];
    if (atom.mention) return [table > column ? "<t>" : "<c>"];
    return atom.number ? ["<n>"] : atom.text.toLowerCase().split(" ");
  });
  const words = ["^", ...masked, "$"];
  const grams = new Set<string>();
  words.forEach((word, at) => {
    if (!/^[<^$]/u.test(word)) grams.add(word);
    const next = words[at + 1];
    if (next !== undefined) grams.add(`${word} ${next}`);
  });
  return [...grams];
}

/** The SQL constructs a draft uses, by name. */
export function constructsOf(draft: Draft, schema: Schema): readonly string[] {
  const found: string[] = [];
  const say = (when: boolean, name: string) => (when ? found.push(name) : 0);
  const keys = draft.select.filter((item) => item.agg === null && schema.columns[item.field?.column ?? -1]?.isPrimary);
  for (const item of draft.select) if (item.agg) found.push(item.agg === "count" && item.field ? (item.distinct ? "countDistinct" : "countColumn") : item.agg);
  say(draft.distinct, "distinct");
  say(draft.group.length > 0, "group");
  say(draft.group.length > 0 && draft.select.some((item) => item.agg === null) && draft.select.some((item) => item.agg !== null), "groupShown");
  say(draft.having.length > 0, "having");
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
    case "compare": return `if${condition.op}${condition.item.agg ?? ""}`;
    case "in": return condition.negated ? "notIn" : "in";
    case "or": case "between": case "like": case "null": case "aggregate": case "columns": return `if:${condition.kind}`;
    default: return condition satisfies never;
  }
}

/** Everything the ranker looks at. @param grams grammar words that were frequent enough in training to keep */
export function featuresOf(candidate: Candidate, parse: Parse, position: number, grams: readonly string[]): Features {
  const { draft } = candidate;
  const { schema } = parse.reading;
  const features = new Map<string, number>();
  const add = (name: string, value = 1) => (value === 0 ? 0 : features.set(name, (features.get(name) ?? 0) + value));
  add("cost", draft.cost);
  add("position", Math.log2(1 + position));
  for (const mark of draft.marks) add(`mark:${mark}`);
  const constructs = constructsOf(draft, schema);
  for (const construct of constructs) {
    add(`has:${construct}`);
    for (const gram of grams) add(`${construct}&${gram}`);
  }
  addCoverage(draft, parse, add);
  addShape(draft, schema, add);
  return features;
}

type Add = (name: string, value?: number) => unknown;

/** Which names of the question the plan leaves out, and which columns it uses that nobody named. */
function addCoverage(draft: Draft, parse: Parse, add: Add): void {
  const { schema, atoms } = parse.reading;
  const drafts = [draft, ...(draft.set ? [draft.set.right] : []), ...draft.where.flatMap((condition) => (condition.kind === "in" ? [condition.query] : []))];
  const items = drafts.flatMap(itemsOf);
  const columns = new Set(items.flatMap((item) => (item.field ? [item.field.column] : [])));
  const tables = new Set(drafts.flatMap((one) => tablesOf(one, schema)));
  const linked = new Set<number>();
  for (const atom of atoms) {
    if (!atom.mention) continue;
    const strong = strengths(atom.mention);
    const byColumn = atom.mention.columns.some((target) => columns.has(target.column));
    const byTable = atom.mention.tables.some((target) => tables.has(target.table));
    const byValue = atom.mention.values.some((target) => columns.has(target.column));
    for (const target of [...atom.mention.columns, ...atom.mention.values]) linked.add(target.column);
    if (strong.value > Math.max(strong.table, strong.column)) add(byValue ? "covered:value" : "missed:value");
    else if (strong.table >= strong.column) add(byTable ? "covered:table" : byColumn ? "tableByColumn" : "missed:table");
    else add(byColumn ? "covered:column" : strong.column > 0.9 ? "missed:column" : "missed:weak");
    const best = atom.mention.columns[0];
    if (byColumn && best && !columns.has(best.column)) add("notBestColumn");
  }
  for (const item of draft.select) if (item.field && !linked.has(item.field.column)) add("unnamed:select");
  for (const order of draft.order) if (order.item.field && !linked.has(order.item.field.column)) add("unnamed:order");
}

/** Joins, types that do not fit, and repeated parts. */
function addShape(draft: Draft, schema: Schema, add: Add): void {
  const tables = tablesOf(draft, schema);
  const tree = connect(schema, tables);
  const bridges = (tree?.steps.length ?? 0) + 1 - tables.length;
  add("joins", tree?.steps.length ?? 0);
  add("bridges", bridges);
  add("longJoin", (tree?.steps.length ?? 0) >= 3 ? 1 : 0);
  add("inferredJoin", tree?.steps.some((step) => schema.links.some((link) => !link.declared && ((link.from === step.left && link.to === step.right) || (link.from === step.right && link.to === step.left)))) ? 1 : 0);
  for (const item of [...draft.select, ...draft.order.map((order) => order.item)]) if (misfits(item, schema)) add("misfit");
  for (const condition of draft.where) for (const item of conditionItems(condition)) if (condition.kind === "compare" && typeof condition.value === "number" && schema.columns[item.field?.column ?? -1]?.type === "text") add("textAgainstNumber");
  const shown = draft.select.flatMap((item) => (item.agg === null && item.field ? [item.field.column] : []));
  add("filterShown", draft.where.some((condition) => condition.kind === "compare" && condition.op === "=" && conditionItems(condition).some((item) => item.field && shown.includes(item.field.column))) ? 1 : 0);
  add("selectTables", new Set(draft.select.map((item) => schema.columns[item.field?.column ?? -1]?.table ?? item.table ?? -1)).size);
  add("groupNotShown", draft.group.length > 0 && !draft.group.some((field) => shown.includes(field.column)) ? 1 : 0);
  const joined = tables.length > 1;
  const unique = shown.some((column) => schema.columns[column]?.isUnique);
  if (draft.distinct) add(`distinct:${joined ? "joined" : "single"}:${unique ? "unique" : "repeats"}`);
  for (const column of shown) add(`shows:${schema.columns[column]?.isPrimary ? "key" : schema.columns[column]?.isForeign ? "link" : schema.columns[column]?.type ?? ""}`);
}

function misfits(item: Item, schema: Schema): boolean {
  const column = schema.columns[item.field?.column ?? -1];
  return column !== undefined && ((item.agg === "sum" || item.agg === "avg") ? column.type !== "number" || column.isPrimary || column.isForeign : false);
}
