import type { AtomContext } from "@/lib/engines/text2sql/search/atom-context";
import type { Asked } from "@/lib/engines/text2sql/ranker/asked";
import { joinTree, tablesOf } from "@/lib/engines/text2sql/draft/join-tree";
import { constructsOf, sketchOf } from "@/lib/engines/text2sql/draft/constructs";
import { conditionItems, itemsOf, type Draft, type Item } from "@/lib/engines/text2sql/draft/draft";
import { literalFactors } from "@/lib/engines/text2sql/ranker/factors-literals";
import { parallel, type JoinStep } from "@/lib/engines/text2sql/schema/join-graph";
import { strengths, type Atom } from "@/lib/engines/text2sql/words/read";
import { natureOf, type Schema } from "@/lib/engines/text2sql/schema/schema";
import { usageOf, type Usage } from "@/lib/engines/text2sql/draft/usage";
import type { Mention } from "@/lib/engines/text2sql/words/mention";

/**
 * A plan as a short list of factors: which constructs it uses, what it does with each named thing, what it leaves out.
 * A factor stands for several features (`expandFactor`), so that equal parts of many plans are weighed once.
 */
export function factorsOf(draft: Draft, asked: Asked): readonly string[] {
  const { schema, atoms } = asked.reading;
  const usage = usageOf(draft, schema);
  const edits = draft.marks.filter((mark) => mark.startsWith("edit:")).length;
  const found: string[] = [...new Set(draft.marks)].filter((mark) => !mark.startsWith("edit:")).map((mark) => `m:${mark}`);
  if (edits > 0) found.push(`s:edits ${Math.min(3, edits)}`);
  for (const construct of constructsOf(draft, schema)) found.push(`c:${construct}`);
  found.push(`k:${sketchOf(draft)}`);
  let idle = 0;
  let before: { readonly at: number; readonly role: string } | null = null;
  atoms.forEach((atom, at) => {
    const context = asked.contexts[at];
    if (!context) return;
    const role = roleOf(atom, context.kind, usage, draft, schema);
    if (role === "-" && context.kind !== "t") idle += 1;
    found.push(`r:${at}:${role}`);
    if (before && atoms[before.at]?.sentence === atom.sentence) found.push(`p:${before.at} ${at}:${before.role} > ${role}`);
    before = { at, role };
    found.push(...pickOf(atom.mention, context.kind, usage, asked, at));
  });
  for (const [column, roles] of usage.columns) for (const role of roles) found.push(`s:use ${role} ${natureOf(column, schema)}`);
  for (const [column, roles] of usage.columns)
    for (const role of roles)
      found.push(asked.linked.has(column) ? `s:alien ${role} ${alien(column, asked)}` : `s:unnamed ${role} ${natureOf(column, schema)}`);
  found.push(
    `s:key ${draft.select.some((item) => item.agg === null && item.field && isKeyUnasked(item.field.column, asked)) ? "unasked" : "fine"}`,
  );
  found.push(`s:left out ${Math.min(4, idle)}`, ...literalFactors(usage, asked));
  for (const table of usage.tables)
    found.push(`s:table ${schema.tables[table]?.lemmas.some((word) => asked.words.has(word)) ? "said" : "unsaid"}`);
  found.push(...shapeOf(draft, asked), ...balance(draft, asked));
  return found;
}

/** Features whose names begin alike, by what they begin with and by the rest; one alone has no group, unless its name has one. */
export type Features = { readonly group: string; readonly rests: readonly string[] };

/** The features a factor stands for. */
export function expandFactor(factor: string, asked: Asked): readonly Features[] {
  if (factor.startsWith("c:"))
    return [
      { group: "", rests: [factor] },
      { group: `${factor.slice(2)}&`, rests: asked.grams },
    ];
  if (factor.startsWith("r:")) {
    const [, at = "", role = ""] = factor.split(":", 3);
    return [{ group: `${role}|`, rests: asked.contexts[Number(at)]?.places ?? [] }];
  }
  if (factor.startsWith("p:")) {
    const [, pair = "", roles = ""] = factor.split(":", 3);
    return [{ group: `${roles}|`, rests: asked.pairs.get(pair) ?? [] }];
  }
  const [group, rest] = placeOf(factor);
  return [{ group, rests: [rest] }];
}

/** The place of a feature in the weights: what stands before its first "|" or "&", with it, and the rest. */
export function placeOf(name: string): readonly [string, string] {
  const at = name.search(/[|&]/u);
  return at < 0 ? ["", name] : [name.slice(0, at + 1), name.slice(at + 1)];
}

function roleOf(atom: Atom, kind: AtomContext["kind"], usage: Usage, draft: Draft, schema: Schema): string {
  const literal = usage.literals.find(({ value, column }) => isSame(value, column, atom));
  if (kind === "n" || kind === "q" || kind === "v") return literal?.role ?? (kind === "v" ? (columnRole(atom.mention, usage) ?? "-") : "-");
  const asColumn = columnRole(atom.mention, usage);
  const asTable = tableRole(atom.mention, usage, draft, schema);
  return (kind === "t" ? (asTable ?? asColumn) : (asColumn ?? asTable)) ?? literal?.role ?? "-";
}

function isSame(value: unknown, column: number | null, atom: Atom): boolean {
  if (atom.number && typeof value === "number") return atom.number.value === value;
  if (typeof value !== "string") return false;
  return (
    value === atom.text ||
    (atom.mention?.values.some((target) => target.value === value && (column === null || target.column === column)) ?? false)
  );
}

function columnRole(mention: Mention | null, usage: Usage): string | null {
  const roles = new Set<string>();
  for (const { column } of mention?.columns ?? []) for (const role of usage.columns.get(column) ?? []) roles.add(role);
  return roles.size > 0 ? [...roles].sort().join("+") : null;
}

function tableRole(mention: Mention | null, usage: Usage, draft: Draft, schema: Schema): string | null {
  const target = mention?.tables.find(({ table }) => usage.tables.has(table));
  const table = target ? schema.tables[target.table] : undefined;
  if (!table) return null;
  if (usage.counted.has(table.id)) return "Tc";
  if (draft.everything && draft.tables[0] === table.id) return "T*";
  const shown = draft.select.flatMap((item) =>
    item.agg === null && item.field && table.columns.includes(item.field.column) ? [item.field.column] : [],
  );
  if (shown.some((column) => table.nameColumns.includes(column))) return "Tn";
  if (shown.some((column) => table.primaryKey.includes(column))) return "Tk";
  if (draft.group.some((field) => table.columns.includes(field.column))) return "Tg";
  return shown.length > 0 ? "Ts" : table.columns.some((column) => usage.columns.has(column)) ? "Tu" : "T";
}

/** Which of the columns that a mention may mean was taken. */
function pickOf(mention: Mention | null, kind: string, usage: Usage, asked: Asked, at: number): readonly string[] {
  const taken = mention?.columns.filter(({ column }) => usage.columns.has(column)) ?? [];
  const roles = taken.length === 1 ? (usage.columns.get(taken[0]?.column ?? -1)?.[0] ?? "") : "";
  return [
    ...(taken.length > 1 ? [`s:pick several ${kind}`] : []),
    ...taken
      .slice(0, 1)
      .flatMap(({ column }) => [
        `s:pick ${kind} ${asked.gaps[at]?.get(column) ?? ""}`,
        `s:pick ${kind} ${roles} ${asked.gaps[at]?.get(column) ?? ""}`,
      ]),
  ];
}

/** A key whose words the question does not say, of a table whose rows have names: "customer id" where customers are asked for. */
function isKeyUnasked(id: number, asked: Asked): boolean {
  const { schema } = asked.reading;
  const column = schema.columns[id];
  if (!column || !(column.isPrimary || column.isForeign)) return false;
  const key = schema.links.find((link) => link.from === id)?.to ?? id;
  const names = schema.tables[schema.columns[key]?.table ?? -1]?.nameColumns ?? [];
  return names.length > 0 && !names.includes(key) && alien(id, asked) > 0;
}

/** How many words of a column's name the question says nowhere, those of its table left out. */
function alien(id: number, asked: Asked): number {
  const column = asked.reading.schema.columns[id];
  const owner = asked.reading.schema.tables[column?.table ?? -1]?.lemmas ?? [];
  return Math.min(2, (column?.lemmas ?? []).filter((word) => !asked.words.has(word) && !owner.includes(word)).length);
}

/** Joins, types that do not fit, and repeated parts. */
function shapeOf(draft: Draft, asked: Asked): readonly string[] {
  const { schema } = asked.reading;
  const tables = tablesOf(draft, schema);
  const steps = joinTree(draft, schema)?.steps ?? [];
  const bridges = steps.length + 1 - tables.length;
  const shown = draft.select.flatMap((item) => (item.agg === null && item.field ? [item.field.column] : []));
  const used = itemsOf(draft).map((item) => (item.field ? schema.columns[item.field.column]?.table : item.table));
  const idle = draft.tables.filter((table) => !used.includes(table)).length;
  const found = [`s:joins ${Math.min(4, steps.length)}`, `s:bridges ${Math.min(3, bridges)}`, `s:idle ${Math.min(3, idle)}`];
  if (
    steps.some((step) =>
      schema.links.some(
        (link) =>
          !link.declared && ((link.from === step.left && link.to === step.right) || (link.from === step.right && link.to === step.left)),
      ),
    )
  )
    found.push("s:inferred join");
  for (const step of steps) found.push(...viaOf(step, asked));
  for (const item of [...draft.select, ...draft.order.map((order) => order.item)]) if (misfits(item, schema)) found.push("s:misfit");
  for (const condition of draft.where)
    for (const item of conditionItems(condition))
      if (condition.kind === "compare" && typeof condition.value === "number" && schema.columns[item.field?.column ?? -1]?.type === "text")
        found.push("s:text against number");
  if (
    draft.where.some(
      (condition) =>
        condition.kind === "compare" &&
        condition.op === "=" &&
        conditionItems(condition).some((item) => item.field && shown.includes(item.field.column)),
    )
  )
    found.push("s:filter shown");
  found.push(
    `s:select tables ${new Set(draft.select.map((item) => schema.columns[item.field?.column ?? -1]?.table ?? item.table ?? -1)).size}`,
  );
  if (draft.group.length > 0)
    found.push(
      `s:group ${draft.group.length} ${draft.group.some((field) => shown.includes(field.column)) ? "shown" : "hidden"} ${draft.group.some((field) => schema.columns[field.column]?.isPrimary) ? "key" : draft.group.some((field) => schema.columns[field.column]?.isForeign) ? "link" : "other"}`,
    );
  if (draft.group.length > 0) for (const column of shown) found.push(`s:beside group ${tieOf(column, draft, schema)}`);
  if (draft.select.some((item) => item.agg !== null && item.field && shown.includes(item.field.column))) found.push("s:shown twice");
  if (draft.distinct)
    found.push(
      `s:distinct ${tables.length > 1 ? "joined" : "single"} ${shown.some((column) => schema.columns[column]?.isUnique) ? "unique" : "repeats"}`,
    );
  else if (shown.length > 0 && draft.group.length === 0)
    found.push(
      `s:plain ${tables.length > 1 ? "joined" : "single"} ${shown.some((column) => schema.columns[column]?.isUnique) ? "unique" : "repeats"}`,
    );
  return found;
}

/** How a shown column hangs together with the grouping: part of it, one per group because the row's key is, or any of many. */
function tieOf(column: number, draft: Draft, schema: Schema): string {
  if (draft.group.some((field) => field.column === column)) return "grouped";
  const keys = schema.tables[schema.columns[column]?.table ?? -1]?.primaryKey ?? [];
  const isOne = draft.group.some(
    (field) =>
      keys.includes(field.column) ||
      schema.columns[field.column]?.isUnique ||
      schema.links.some((link) => link.from === field.column && keys.includes(link.to)),
  );
  return isOne ? "one" : "any";
}

/** Where two tables have several keys, whether the question says what tells this one from the others. */
function viaOf(step: JoinStep, { reading: { schema }, words }: Asked): readonly string[] {
  const others = parallel(schema, step);
  if (others.length === 0) return [];
  const namesOf = ({ left, right }: JoinStep) => [left, right].flatMap((id) => schema.columns[id]?.lemmas ?? []);
  const isSaid = (own: readonly string[], rest: readonly string[]) => own.some((word) => !rest.includes(word) && words.has(word));
  const own = namesOf(step);
  const rivals = others.flatMap(namesOf);
  return [`s:via ${isSaid(own, rivals) ? "said" : "unsaid"} ${isSaid(rivals, own) ? "rival" : ""}`];
}

function misfits(item: Item, schema: Schema): boolean {
  const column = schema.columns[item.field?.column ?? -1];
  return (
    column !== undefined &&
    (item.agg === "sum" || item.agg === "avg" ? column.type !== "number" || column.isPrimary || column.isForeign : false)
  );
}

/** More outputs than the head names, or fewer. */
function balance(draft: Draft, asked: Asked): readonly string[] {
  const { atoms } = asked.reading;
  const named = asked.contexts.filter(
    (context, at) => context?.kind === "c" && context.places[1]?.endsWith("head") && strengths(atoms[at]?.mention).column > 0.6,
  ).length;
  return [`s:outputs ${Math.min(4, draft.select.length)} of ${Math.min(4, named)}`];
}
