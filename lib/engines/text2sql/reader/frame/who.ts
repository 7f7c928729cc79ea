import { root } from "@/lib/language/words";
import { plain } from "@/lib/engines/text2sql/draft/draft";
import type { Schema } from "@/lib/engines/text2sql/schema/schema";
import { bareNoun, type Frame } from "@/lib/engines/text2sql/reader/frame/frame";
import { rowName } from "@/lib/engines/text2sql/reader/columns/row-name";
import type { Scan } from "@/lib/engines/text2sql/reader/frame/scan";
import { sensesOf } from "@/lib/engines/text2sql/reader/words/unit";
import { belongsTo, findPath } from "@/lib/engines/text2sql/reader/columns/paths";

/** "who paid the most fees": the table of people that the ranked rows lead to, where no noun says it. */
export function addAsker({ units, nouns, order, having, schema }: Frame): void {
  const asks = units.findIndex(({ lower }) => /^who(?:se)?$/u.test(lower));
  // "who worked the most hours": whose the rows of the figure are.
  const figure = order.find(({ measure }) => measure?.column && !measure.noun)?.measure;
  const tables = nouns.length > 0 ? [] : (figure?.column?.senses ?? []).flatMap(({ column }) => schema.columns[column]?.table ?? []);
  const table = tables.find((id) => schema.tables.some((other) => isOfPeople(other.id, schema) && belongsTo(schema, id, other.id)));
  if (figure && table !== undefined) nouns.push(bareNoun(table, figure.at));
  const ranked =
    order.find(({ measure }) => measure?.noun)?.measure?.noun ??
    (order.length > 0 ? nouns[0] : null) ??
    having.find(({ noun }) => noun !== null)?.noun ??
    null;
  if (asks < 0 || !ranked || ranked.at < asks || nouns.some(({ table, via }) => via !== null || isOfPeople(table, schema))) return;
  const people = schema.tables
    .filter(({ id }) => isOfPeople(id, schema))
    .flatMap(({ id }) => {
      const path = findPath(schema, ranked.table, id);
      return path?.every(({ isForward }) => isForward)
        ? [{ id, length: path.length, isOwn: path.every(({ left }) => namesTable(left, schema)) }]
        : [];
    });
  // "who had more than one missed visit" is not about those who work here.
  const has = units.slice(asks, asks + 3).some(({ lower }) => /^(?:had|has|have|got|get|missed|received)$/u.test(lower));
  const isServed = ({ id }: (typeof people)[number]): boolean => has && SERVED.test(schema.tables[id]?.lemmas.at(-1) ?? "");
  const nearest = people.sort(
    (a, b) => a.length - b.length || Number(b.isOwn) - Number(a.isOwn) || Number(isServed(b)) - Number(isServed(a)),
  )[0];
  if (nearest) nouns.unshift(bareNoun(nearest.id, asks, { isPlural: false }));
}

/**
 * "who brewed batch 26-145?", "who manages project 7?": the one person that a row points to, of several the one that the verb is of; not
 * read where there is none.
 */
export function addDoer({ units, nouns, outputs, order, having, measures, groups, unread, schema }: Frame): void {
  const [row, ...more] = nouns.filter(({ negated }) => !negated);
  if (
    !/^who(?:m)?$/u.test(units[0]?.lower ?? "") ||
    !row ||
    order.length + having.length + measures.length + groups.length > 0 ||
    nouns.some(({ table }) => isOfPeople(table, schema))
  )
    return;
  const keys = schema.links.filter(
    ({ from, to }) => schema.columns[from]?.table === row.table && isOfPeople(schema.columns[to]?.table ?? -1, schema),
  );
  const verb = units.slice(1, row.at).findLast(({ lower }) => /\p{L}{4,}/u.test(lower));
  const stranger = LIVES.test(verb?.lower ?? "") && !keys.some(({ to }) => isResident(schema.columns[to]?.table ?? -1, schema));
  if (stranger) return void unread.push(units.findIndex((unit) => unit === verb));
  const isOfVerb = ({ from, to }: (typeof keys)[number]): boolean =>
    [...(schema.columns[from]?.lemmas ?? []), ...(schema.tables[schema.columns[to]?.table ?? -1]?.lemmas ?? [])].some(
      (word) => root(word) === root(verb?.lower ?? "-"),
    );
  const meant = keys.length > 1 ? keys.filter(isOfVerb) : keys;
  const [key, ...others] = meant;
  const isText = outputs.some(({ senses: [best] }) => {
    const column = schema.columns[best?.column ?? -1];
    return column?.type === "text" && !column.isPrimary && !column.isForeign;
  });
  if (key && others.length + more.length === 0 && !isText) {
    const table = schema.columns[key.to]?.table ?? -1;
    outputs.splice(
      0,
      outputs.length,
      ...rowName(schema, table).map((column) => ({
        at: 0,
        senses: [{ kind: "column" as const, column, score: 1 }],
        owner: { table, via: [key.from] },
      })),
    );
    nouns.push({ table, at: 0, via: [key.from], filters: [], negated: false, isHad: true, isPlural: false });
  } else if (!isText) unread.push(0);
}

/** Of all the people that a place has only some live there. */
export const LIVES = /^(?:lives?|living|resides?|stays?|lodges?)$/u;

export function isResident(people: number, { tables }: Schema): boolean {
  return /^(?:tenant|resident|occupant|renter|lodger|guest|inhabitant|household)$/u.test(tables[people]?.lemmas.at(-1) ?? "");
}

/** People for whom something is done. */
/** Whom others work for. */
export const SERVED = /^(?:customer|client|patient|member|guest|student|pupil|tenant|visitor|learner|resident|owner|buyer)$/u;
const PEOPLE =
  /^(?:employee|staff|person|people|agent|worker|officer|manager|customer|client|member|user|patient|doctor|vet|nurse|teacher|student|driver|technician|consultant|seller|salesperson|representative|tenant|guest|owner|author|player|pilot|instructor|mechanic|clerk|cook|chef|coach|secretary|pupil|foreman|judge|musician|assistant|accountant|apprentice|trainee|surgeon|contact|resident|parent|volunteer|bidder|holder|rider|leader|founder|breeder|welder|trader|lender|builder|colleague|electrician|guard|porter)$/u;

const THINGS =
  /^(?:order|center|container|counter|folder|letter|computer|printer|router|server|number|paper|chapter|river|tower|meter|water|weather|floor|door|sector|color|motor|error|mirror|sensor|monitor|elevator|list)$/u;

/** True for a table whose rows are persons, by the names that they have. */
export function isOfPeople(table: number, { tables, columns }: Schema): boolean {
  const name = tables[table]?.lemmas.at(-1) ?? "";
  const isCalled = PEOPLE.test(name) || (/(?:[^d]er|[^t]or|ist)$/u.test(name) && !THINGS.test(name));
  return (tables[table]?.columns ?? []).some((id) => {
    const called = columns[id]?.lemmas.join(" ") ?? "";
    return /^(?:(?:first|last|full|given|family) name|surname|forename)$/u.test(called) || (isCalled && /^(?:\p{L}+ )?name$/u.test(called));
  });
}

/** "who runs the Wexley branch": whoever a title of people calls the manager of such a thing. */
export function readManager({ frame, pending }: Scan, at: number): boolean {
  const { units, schema, nouns } = frame;
  if (
    !/^(?:manages?|runs?|heads?|leads?|managing|running|heading)$/u.test(units[at]?.lower ?? "") ||
    !/^who(?:ever)?$/u.test(units.slice(Math.max(0, at - 2), at).find(({ lower }) => lower !== "is" && lower !== "currently")?.lower ?? "")
  )
    return false;
  const table = units.slice(at + 1).flatMap((unit) => sensesOf(unit, "table").filter(({ score }) => score > 0.7))[0]?.table;
  const name = schema.tables[table ?? -1]?.lemmas.at(-1) ?? "";
  const title = ["manager", "head", "director", "lead"]
    .flatMap((role) => schema.values.get(`${name} ${role}`) ?? [])
    .find(({ column }) => /^(?:title|position|role|job)$/u.test(schema.columns[column]?.lemmas.at(-1) ?? ""));
  const isOfPerson = sensesOf(units[at + 1], "value").some(({ column }) =>
    schema.links.some(
      ({ from, to }) =>
        schema.columns[from]?.table === schema.columns[column]?.table && schema.columns[to]?.table === schema.columns[column]?.table,
    ),
  );
  if (!title) return isOfPerson && units[at - 1]?.lower === "who";
  const condition = { kind: "compare" as const, item: plain(title.column), op: "=" as const, value: title.value };
  nouns.push({
    table: schema.columns[title.column]?.table ?? -1,
    at,
    via: null,
    filters: [{ at, condition }],
    negated: false,
    isHad: false,
    isPlural: false,
  });
  pending.had = false;
  return true;
}

/** True for a key called after the table it leads to. */
function namesTable(key: number, { tables, columns, links }: Schema): boolean {
  const target = links.find(({ from }) => from === key)?.to;
  return (tables[columns[target ?? -1]?.table ?? -1]?.lemmas ?? []).some((word) => columns[key]?.lemmas.includes(word));
}
