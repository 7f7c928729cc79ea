import { plain } from "@/lib/engines/text2sql/draft/draft";
import type { Schema } from "@/lib/engines/text2sql/schema/schema";
import type { Frame } from "@/lib/engines/text2sql/reader/frame";
import type { Scan } from "@/lib/engines/text2sql/reader/scan";
import { sensesOf } from "@/lib/engines/text2sql/reader/unit";
import { findPath } from "@/lib/engines/text2sql/reader/paths";

/** "who paid the most fees": the table of people that the ranked rows lead to, where no noun says it. */
export function addAsker({ units, nouns, order, having, schema }: Frame): void {
  const asks = units.findIndex(({ lower }) => /^who(?:se)?$/u.test(lower));
  // "who worked the most hours": whose the rows of the figure are.
  const figure = order.find(({ measure }) => measure?.column && !measure.noun)?.measure;
  const tables = nouns.length > 0 ? [] : (figure?.column?.senses ?? []).flatMap(({ column }) => schema.columns[column]?.table ?? []);
  const table = tables.find((id) =>
    schema.tables.some(
      (other) => isOfPeople(other.id, schema) && findPath(schema, id, other.id)?.every(({ isForward }) => isForward) === true,
    ),
  );
  if (figure && table !== undefined)
    nouns.push({ table, at: figure.at, via: null, filters: [], negated: false, isHad: false, isPlural: true });
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
  const nearest = people.sort((a, b) => a.length - b.length || Number(b.isOwn) - Number(a.isOwn))[0];
  if (nearest) nouns.unshift({ table: nearest.id, at: asks, via: null, filters: [], negated: false, isHad: false, isPlural: false });
}

const PEOPLE =
  /^(?:employee|staff|person|people|agent|worker|officer|manager|customer|client|member|user|patient|doctor|vet|nurse|teacher|student|driver|technician|consultant|seller|salesperson|representative|tenant|guest|owner|author|player|pilot|instructor)$/u;

function isOfPeople(table: number, { tables, columns }: Schema): boolean {
  const isCalled = PEOPLE.test(tables[table]?.lemmas.at(-1) ?? "");
  return (tables[table]?.columns ?? []).some((id) => {
    const name = columns[id]?.lemmas.join(" ") ?? "";
    return /^(?:(?:first|last|full) name|surname)$/u.test(name) || (isCalled && /^(?:\p{L}+ )?name$/u.test(name));
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
