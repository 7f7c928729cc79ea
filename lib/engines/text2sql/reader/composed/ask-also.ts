import { lemma } from "@/lib/language/words";
import { extend, plain, type Draft } from "@/lib/engines/text2sql/draft/draft";
import type { Schema } from "@/lib/engines/text2sql/schema/schema";
import { isWindow } from "@/lib/engines/text2sql/search/expand-time";
import { isMoment } from "@/lib/engines/text2sql/reader/words/over";
import { belongsTo, findPath } from "@/lib/engines/text2sql/reader/columns/paths";
import { personItems, personKey, type Tied } from "@/lib/engines/text2sql/reader/composed/person-of";
import { rowName } from "@/lib/engines/text2sql/reader/columns/row-name";
import { isOfPeople } from "@/lib/engines/text2sql/reader/frame/who";

/**
 * What is asked of the rows beside what the question began with: their day, what they are called, whose or where they are, or a table by
 * name.
 */
export type AskedAlso = {
  readonly first: string;
  readonly also: "day" | "name" | "owner" | "place" | { readonly noun: string } | { readonly fact: string } | { readonly tied: Tied };
};

const TAIL = /^(.{8,}?)(?:[,;]? (?:and|&|plus) |[,;:] (?=who))(.+?)\s*[?.!]*$/iu;
const IT = "(?:it|they|them|that|this|these|those|he|she)";
const BE = "(?:is|was|are|were)";
const ALSO: readonly (readonly [RegExp, (noun: string) => AskedAlso["also"]])[] = [
  [new RegExp(`^(?:when|on (?:what|which) (?:date|day)|since when)(?: ${BE} ${IT})?$`, "iu"), () => "day"],
  [new RegExp(`^(?:what|which(?: one)?) ${BE} ${IT}(?: called)?$`, "iu"), () => "name"],
  [new RegExp(`^(?:to )?where(?: (?:${BE}|did|does|do|has|have) ${IT}(?: \\p{L}+){0,2})?(?: (?:to|from))?$`, "iu"), () => "place"],
  [
    new RegExp(
      `^(?:whose(?: ${BE} ${IT})?|who(?: ${BE} ${IT})? (?:for|from)|who d(?:id|oes) ${IT} belong to|who ${IT} belongs? to|who (?:got|has|had|made|gave|owns|owned) ${IT}|(?:for|from|to) whom?|whose \\p{L}+ (?:${IT} ${BE}|(?:did|does|do) ${IT} (?:go|come|belong)(?: to| from| into)?))$`,
      "iu",
    ),
    () => "owner",
  ],
  [
    new RegExp(`^who (?:did|does|handles|handled|(?:looks|looked) after|worked on|works on|manages|managed) ${IT}$`, "iu"),
    () => ({ tied: "care" }),
  ],
  [new RegExp(`^who (\\p{L}{3,}) ${IT}$`, "iu"), (verb) => ({ tied: { verb } })],
  [
    new RegExp(`^who(?:['’]s| is| was| are| were) (?:its|their|his|her|the) (\\p{L}+(?: \\p{L}+)?)(?: (?:for|of|on) ${IT})?$`, "iu"),
    (role) => ({ tied: { role } }),
  ],
  [new RegExp(`^(?:for|from|by|to|with|at|in|on) (?:which|what|whose) (\\p{L}+)(?: ${BE} ${IT})?$`, "iu"), (noun) => ({ noun })],
  [new RegExp(`^(?:whose|(?:which|what)) (\\p{L}+) ${BE} ${IT}(?: (?:for|from|by|to|with|at|in|on))?$`, "iu"), (noun) => ({ noun })],
  [new RegExp(`^(?:what(?:['’]?s| ${BE})|give me) (?:the|their|its|his|her) (\\p{L}+(?: \\p{L}+)?)$`, "iu"), (fact) => ({ fact })],
];

/** "what was the biggest deposit today and whose was it" as the first question and what is asked beside it; null where nothing is. */
export function askedAlso(text: string): AskedAlso | null {
  const [, first = "", tail = ""] = TAIL.exec(text.trim()) ?? [];
  const also = alsoOf(tail);
  return also && { first, also };
}

/** What a clause by itself asks of rows that were told of before: "who did them", "where did it go"; null where it asks nothing. */
export function alsoOf(clause: string): AskedAlso["also"] | null {
  for (const [pattern, also] of ALSO) {
    const said = pattern.exec(clause);
    if (said) return also((said[1] ?? "").toLowerCase());
  }
  return null;
}

/** The draft with what is asked beside it shown too; null where its rows have no such thing, or are not rows. */
export function showAlso(asked: Draft, also: AskedAlso["also"], schema: Schema): Draft | null {
  const draft = (also === "day" ? ofEvents(asked, schema) : null) ?? asked;
  const root = draft.joins?.root;
  const { select, group, set, everything } = draft;
  if (root === undefined || !draft.joins || set || everything || group.length > 0 || select.some(({ agg }) => agg !== null)) return null;
  const isNoun = typeof also === "object" && "noun" in also;
  if (typeof also === "object" && "tied" in also) {
    const key = personKey(root, also.tied, schema);
    return key === null ? null : extend(draft, { select: [...select, ...personItems(key, schema)] }, 0, ["reader"]);
  }
  const columns =
    also === "day"
      ? dayOf(draft, root, schema)
      : also === "name"
        ? nameOf(root, schema)
        : also === "place"
          ? placeOf(root, schema)
          : typeof also === "object" && "fact" in also
            ? factOf(also.fact, root, schema)
            : [];
  const table = also === "owner" ? ownerOf(root, schema) : isNoun ? tableCalled(also.noun, root, schema) : null;
  const path = table === null ? [] : findPath(schema, root, table);
  const added = (table === null ? columns : rowName(schema, table)).filter(
    (column) => !select.some(({ field }) => field?.column === column),
  );
  if (!path || (table === null ? columns : rowName(schema, table)).length === 0) return null;
  const steps = path.filter((step) => !draft.joins?.steps.some(({ table: known }) => known === step.table));
  return extend(
    draft,
    {
      select: [...select, ...added.map(plain)],
      joins: { ...draft.joins, steps: [...draft.joins.steps, ...steps] },
      tables: [...draft.tables, ...steps.map((step) => step.table)],
    },
    0,
    ["reader"],
  );
}

/** "who failed a test this year, and when": the rows of what happened in that time, each with whose it is; null where another time is told. */
function ofEvents(draft: Draft, schema: Schema): Draft | null {
  const [event, ...others] = draft.where.filter(
    (condition) => condition.kind === "in" && !condition.negated && condition.query.where.some(isWindow),
  );
  if (event?.kind !== "in" || others.length > 0 || !draft.joins || draft.where.some(isWindow)) return null;
  const { joins, where, select, limit, latest } = event.query;
  const [step, ...more] = joins ? (findPath(schema, joins.root, draft.joins.root) ?? []) : [];
  const isOwn = step?.isForward === true && more.length === 0 && step.left === select[0]?.field?.column;
  if (!joins || !isOwn || joins.steps.length > 0 || limit !== null || latest) return null;
  return extend(draft, {
    where: [...draft.where.filter((condition) => condition !== event), ...where],
    joins: { root: joins.root, steps: [step, ...draft.joins.steps] },
    tables: [joins.root, ...draft.tables],
  });
}

/** The day that the question's window or order goes by, else the only one that rows have, but for one that is said not to be there. */
export function dayOf({ where, order }: Draft, root: number, { tables, columns }: Schema): readonly number[] {
  const said = [
    ...where.filter(isWindow).flatMap((condition) => (condition.kind === "between" ? (condition.item.field?.column ?? []) : [])),
    ...where.flatMap((condition) => (condition.kind === "null" && condition.negated === true ? (condition.item.field?.column ?? []) : [])),
    ...order.flatMap(({ item }) => item.field?.column ?? []),
  ].find((column) => /^date/u.test(columns[column]?.type ?? ""));
  const missing = where.flatMap((condition) =>
    condition.kind === "null" && condition.negated !== true ? (condition.item.field?.column ?? []) : [],
  );
  const own = (tables[root]?.columns ?? []).filter((id) => columns[id] && isMoment(columns[id]) && !missing.includes(id));
  return said !== undefined ? [said] : own.length === 1 ? own : [];
}

/** What rows are called; nothing where that is a bare key. */
function nameOf(root: number, schema: Schema): readonly number[] {
  const names = rowName(schema, root);
  return names.some((column) => schema.columns[column]?.isPrimary) ? [] : names;
}

/** Ways to tell where something is or went, the most telling first. */
const PLACES = [
  /^(?:destination|location|place|whereabouts)$/u,
  /^(?:address|city|town|village|suburb|municipality)$/u,
  /^(?:berth|shelf|bin|bay|room|site|depot|branch|warehouse|region|district|county|state|country)$/u,
];

/** Where rows are; nothing where no column tells, or several tell alike. */
function placeOf(root: number, { tables, columns }: Schema): readonly number[] {
  const own = (tables[root]?.columns ?? [])
    .flatMap((id) => columns[id] ?? [])
    .filter(({ type, isForeign }) => type === "text" && !isForeign);
  const found = PLACES.map((kind) => own.filter(({ lemmas }) => kind.test(lemmas.at(-1) ?? ""))).find((some) => some.length > 0) ?? [];
  return found.length === 1 ? found.map(({ id }) => id) : [];
}

/** The column of a fact; "the number" of somebody to be reached is the one telephone number. */
function factOf(fact: string, root: number, { tables, columns }: Schema): readonly number[] {
  const own = tables[root]?.columns ?? [];
  const said = fact.split(" ").map(lemma).join(" ");
  const named = own.filter((id) => columns[id]?.lemmas.join(" ") === said);
  const reached = /^(?:(?:tele)?phone |mobile |contact )?number$|^phone$/u.test(said)
    ? own.filter((id) => /^(?:telephone|phone|tel|mobile)(?: number| no)?$/u.test(columns[id]?.lemmas.join(" ") ?? ""))
    : [];
  const found = named.length > 0 ? named : reached;
  return found.length === 1 ? found : [];
}

/** What those are called whose rows belong to them. */
export const OWNERS =
  /^(?:customer|client|member|owner|company|sponsor|supporter|donor|tenant|patient|guest|learner|student|bidder|buyer|user|subscriber|borrower|outlet|keeper|holder|vendor|resident|household|landlord)$/u;

/** The nearest table of those that rows belong to: customers, members, owners; else the only people that they point to. */
export function ownerOf(root: number, schema: Schema): number | null {
  const found = schema.tables.flatMap(({ id, lemmas }) => {
    const path = id === root ? null : findPath(schema, root, id);
    const isOwner = OWNERS.test(lemmas.at(-1) ?? "");
    return path?.every(({ isForward }) => isForward) === true && (isOwner || (path.length === 1 && isOfPeople(id, schema)))
      ? [{ id, length: path.length, isOwner }]
      : [];
  });
  const owners = found.filter(({ isOwner }) => isOwner);
  const [nearest, next] = (owners.length > 0 ? owners : found).sort((a, b) => a.length - b.length);
  return nearest && nearest.length !== next?.length ? nearest.id : null;
}

function tableCalled(noun: string, root: number, schema: Schema): number | null {
  const found = schema.tables.filter(
    ({ id, lemmas, synonyms }) =>
      (lemmas.at(-1) === lemma(noun) || synonyms.includes(lemma(noun))) && id !== root && belongsTo(schema, root, id),
  );
  const [only, ...others] = found;
  if (only && others.length === 0) return only.id;
  const owner = ownerOf(root, schema);
  return found.length === 0 && OWNERS.test(lemma(noun)) && owner !== null && isOfPeople(owner, schema) ? owner : null;
}
