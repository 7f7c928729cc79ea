import { extend, type Condition, type Draft } from "@/lib/engines/text2sql/draft/draft";
import { defaultMoment } from "@/lib/engines/text2sql/reader/columns/date-column";
import { isMoment } from "@/lib/engines/text2sql/reader/words/over";
import { flagOf, type Schema } from "@/lib/engines/text2sql/schema/schema";
import { plural } from "@/lib/engines/text2sql/schema/names";

const NEXT: readonly RegExp[] = [
  /^(?:and |so )?when(?:['’]s| is| are) (?:the |our |my )?next (\p{L}+)(?: (of|for|with|at|by|in|on) (?:the |our )?(.+))?$/iu,
  /^(?:and |so )?when (?:does|will) (?:the |our )?next (\p{L}+)(?: (of|for|with|at|by|in|on) (?:the |our )?(.+?))? (?:start|begin|take place|happen|be)$/iu,
];
const NEXT_OF = /^(?:and |so )?when(?:['’]s| is| are) (?:the |our )?(.+?)(?:['’]s?) next (\p{L}+)$/iu;

/** "when is the next lesson of German B2" as the rows that it is about; null where the question is another. */
export function askedNext(text: string): string | null {
  const said = text.trim().replace(/[?.!\s]+$/u, "");
  const [, owner, rows] = NEXT_OF.exec(said) ?? [];
  if (owner !== undefined && rows !== undefined) return `${plural(rows)} of ${owner}`;
  const [, noun, link, of] = NEXT.map((pattern) => pattern.exec(said)).find((match) => match !== null) ?? [];
  return noun === undefined ? null : [plural(noun), ...(of === undefined ? [] : [link ?? "of", of])].join(" ");
}

/** The first day of the rows of a draft that still lies ahead, leaving out what was called off; null where they have none. */
export function showNext(draft: Draft, schema: Schema, now: string): Draft | null {
  const root = draft.joins?.root;
  const { select, group, having, set, limit } = draft;
  if (root === undefined || set || limit !== null || group.length + having.length > 0 || select.some(({ agg }) => agg !== null))
    return null;
  const moment = now.replace("T", " ");
  const days = (schema.tables[root]?.columns ?? []).flatMap((id) => schema.columns[id] ?? []).filter(isMoment);
  const [ahead, ...others] = days.filter(({ samples }) => samples.some((value) => typeof value === "string" && value > moment));
  const usual = days.find(({ id }) => id === defaultMoment(root, schema));
  const day = others.length === 0 ? (ahead ?? usual) : usual;
  if (!day) return null;
  const item = { agg: null, field: { column: day.id } };
  const isOn: Condition = { kind: "compare", item, op: ">", value: day.type === "datetime" ? moment : now.slice(0, 10) };
  return extend(
    draft,
    {
      select: [{ ...item, agg: "min" }],
      where: [...draft.where, isOn, ...notCalledOff(root, draft, schema)],
      everything: false,
      distinct: false,
      order: [],
    },
    0,
    ["reader"],
  );
}

const CALLED_OFF = /^cancel(?:l?ed)?$/iu;

const OFF = ["cancelled", "canceled", "no show", "missed"];

/** Conditions that leave out the rows of a table that never came about. */
export function notCalledOff(table: number, { where }: Draft, schema: Schema): readonly Condition[] {
  const known = new Set(where.flatMap((condition) => (condition.kind === "compare" ? [condition.item.field?.column] : [])));
  return (schema.tables[table]?.columns ?? []).flatMap((id): readonly Condition[] => {
    const column = schema.columns[id];
    const flag = column?.lemmas.some((word) => CALLED_OFF.test(word)) ? flagOf(column) : null;
    const item = { agg: null, field: { column: id } };
    if (known.has(id)) return [];
    if (flag) return [{ kind: "compare", item, op: "=", value: flag.no }];
    const off = OFF.flatMap((word) => schema.values.get(word) ?? []).filter((stored) => stored.column === id);
    return off.map(({ value }) => ({ kind: "compare", item, op: "!=", value }));
  });
}
