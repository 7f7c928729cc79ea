import { heldColumn, type ColumnUse, type Filter, type Frame, type Noun } from "@/lib/engines/text2sql/reader/frame/frame";
import { isLinked } from "@/lib/engines/text2sql/reader/columns/paths";
import { modifierColumn } from "@/lib/engines/text2sql/reader/frame/modifiers";
import { OTHERS } from "@/lib/engines/text2sql/reader/composed/person-of";
import { isOfPeople } from "@/lib/engines/text2sql/reader/frame/who";
import type { Scan } from "@/lib/engines/text2sql/reader/frame/scan";
import { type Unit, sensesOf } from "@/lib/engines/text2sql/reader/words/unit";
import { acrossSelf, isAskedBelow, selfKey } from "@/lib/engines/text2sql/reader/columns/self-join";

/** True where only "is" or the like stand between a column and a value of it. */
function isNamedBy(units: readonly Unit[], use: ColumnUse, at: number): boolean {
  if (
    use.at >= at ||
    units.slice(use.at + 1, at).some(({ kind, lower }) => kind !== "small" && !/^(?:is|are|was|were|of|=|be|'s|in)$/u.test(lower))
  )
    return false;
  return sensesOf(units[at], "value").some(({ column }) => use.senses.some((sense) => sense.column === column));
}

/** A column named just before its value ("the title Teller") is not shown for that. */
export function dropNamed(scan: Scan, at: number): void {
  const { outputs, units } = scan.frame;
  const last = outputs.at(-1);
  if (last && isNamedBy(units, last, at)) outputs.pop();
}

/** Whether what stands here is told to be left out. */
export function isExcluded(scan: Scan, at: number): boolean {
  return scan.frame.units.slice(at + 1, at + 4).some(({ lower }) => /^(?:excluded|omitted|ignored|removed)$/u.test(lower));
}

/** "how many people with the title Teller": the column only names the value, and rows are counted. */
export function uncountNamed({ frame, pending }: Scan, at: number): void {
  const { measures, units } = frame;
  const last = measures.at(-1);
  if (last?.fn !== "count" || !last.distinct || !last.column || !isNamedBy(units, last.column, at)) return;
  measures.pop();
  pending.fns.push({ fn: "count", at: last.at });
}

const CARE =
  /^(?:looks?|looked) after$|^(?:handl|manag|supervis|serv|overse|approv|originat)(?:e|es|ed|ing|en)$|^(?:reports?|reporting|answers?)(?: |$)/u;

/** "handled by Ann Lee", "does Ann Lee manage": whoever sees to the rows, not whose they are. */
function seesTo(units: readonly Unit[], run: readonly number[]): boolean {
  const [first, last] = [run[0] ?? 0, run.at(-1) ?? 0];
  const before = units.slice(Math.max(0, first - 3), first).map(({ lower }) => lower);
  return (
    [units[last + 1]?.lower, before.at(-1)].some((word) => CARE.test(word ?? "")) ||
    (/^(?:by|to|for|under)$/u.test(before.at(-1) ?? "") && before.some((word) => CARE.test(word)))
  );
}

/** Tables that a run of values fits best. */
export function bestTables(scan: Scan, run: readonly number[]): readonly number[] {
  const { schema, nouns, units } = scan.frame;
  const next = sensesOf(units[(run.at(-1) ?? 0) + 1], "column");
  // "active borrowers", who are those with a loan: the loan is active.
  const role = sensesOf(units[(run.at(-1) ?? 0) + 1], "definition")[0]?.definition;
  const owned = (role?.where ?? []).flatMap((term) => (term.kind === "has" ? (schema.columns[term.by]?.table ?? []) : []));
  const said = [
    ...owned,
    ...next.filter(({ score }) => score >= (next[0]?.score ?? 0) - 0.02).map(({ column }) => schema.columns[column]?.table),
  ];
  const rated = schema.tables.map(({ id }) => {
    const columns = run.map((at) => modifierColumn(scan, at, [id]));
    const hits = columns.filter((column) => column !== null);
    const near = Math.max(0, ...nouns.map((noun) => (isLinked(schema, noun.table, id) ? 1 : 0)));
    const led = said.length === 1 && said.includes(id) ? 0.6 : 0;
    const cared = seesTo(units, run) && isOfPeople(id, schema) && !OTHERS.test(schema.tables[id]?.lemmas.at(-1) ?? "") ? 0.3 : 0;
    const typed = hits.some((column) => (schema.columns[column.column]?.distinct ?? 99) <= 30) ? 0.2 : 0;
    return {
      id,
      score: hits.length === 0 ? 0 : hits.length * 2 + near * 0.5 + typed + led + cared + Math.max(...hits.map(({ score }) => score)),
    };
  });
  return rated
    .filter(({ score }) => score > 0)
    .sort((a, b) => b.score - a.score || a.id - b.id)
    .map(({ id }) => id);
}

const PLACE = /^(?:city|town|place|location|village|suburb|district|area)$/u;

/**
 * "how many clients does Ann Lee look after", where a client is called so as well, "members of Elm Park", where some live in a town of that
 * name: whoever the rows point to, not those of that name; null where nothing else has the name.
 */
export function personBehind({ frame }: Scan, run: readonly number[], noun: Pick<Noun, "table" | "isPlural">): number | null {
  const { units, schema } = frame;
  const [at, ...others] = run;
  const named = sensesOf(units[at ?? -1], "value");
  const names = schema.tables[noun.table]?.nameColumns ?? [];
  const lead = units[(at ?? 0) - 1]?.lower ?? "";
  const places = /^(?:do|does|did|has|of)$/u.test(lead)
    ? (schema.tables[noun.table]?.columns ?? []).filter((id) => PLACE.test(schema.columns[id]?.lemmas.at(-1) ?? ""))
    : [];
  const isOwned =
    /^(?:do|does|did|has|of|by|for|under)$/u.test(lead) ||
    (units[(at ?? 0) + 1]?.lower === "'s" && sensesOf(units[(at ?? 0) + 2], "table").some(({ table }) => table === noun.table));
  if (
    at === undefined ||
    others.length > 0 ||
    !noun.isPlural ||
    !isOwned ||
    !named.some(({ column }) => [...names, ...places].includes(column))
  )
    return null;
  const [person, ...more] = schema.links.flatMap(({ from, to }) => {
    const table = schema.columns[to]?.table ?? -1;
    const isSo = schema.columns[from]?.table === noun.table && table !== noun.table;
    return isSo && named.some(({ column }) => schema.tables[table]?.nameColumns.includes(column)) ? [table] : [];
  });
  return person === undefined || more.some((other) => other !== person) ? null : person;
}

/** "a savings account but no checking account": a second kind of the same table is another noun. */
export function isAnotherKind(scan: Scan, run: Scan["pending"]["run"], noun: Noun): boolean {
  const {
    pending,
    frame: { units },
  } = scan;
  const first = run[0]?.at ?? 0;
  const columns = noun.filters.map(heldColumn);
  // "a dog and a cat" are two of them.
  const isSecond =
    noun.isHad &&
    run.length === 1 &&
    noun !== scan.frame.nouns[0] &&
    /^an?$/u.test(units[first - 1]?.lower ?? "") &&
    units[first - 2]?.lower === "and" &&
    sensesOf(units[first], "value").some(({ column }) => columns.includes(column));
  if (isSecond) pending.had = true;
  const isOpposite =
    noun !== scan.frame.nouns[0] &&
    run.every(({ negated }) => negated) &&
    sensesOf(units[first], "value").some(({ column }) => columns.includes(column));
  if (isOpposite) pending.had = true;
  return (
    isSecond ||
    isOpposite ||
    (pending.had &&
      run.some(({ negated }) => negated) &&
      noun.filters.length > 0 &&
      run.every(({ at }) => modifierColumn(scan, at, [noun.table]) !== null) &&
      scan.frame.units.slice(noun.at, run[0]?.at).some(({ lower }) => lower === "but"))
  );
}

/** "managed by", "reporting to": those below the row that is named next. */
export function isSaidAbove({ frame: { units } }: Scan, noun: Pick<Noun, "at">, at: number): boolean {
  return (
    isAskedBelow(units, at + 1) ||
    /(?:^| )(?:managed by|supervised by|led by|reports? (?:directly )?to|reporting (?:directly )?to|answer(?:s|ing)? to|working (?:for|under)|works? (?:for|under)|under)$/u.test(
      units
        .slice(noun.at + 1, at)
        .map(({ lower }) => lower)
        .join(" "),
    )
  );
}

/** "who does Logan Guerrero report to": the row above the one that is named. */
function isBossAsked(units: readonly Unit[], at: number): boolean {
  if (/^(?:manages|supervises|leads|heads)$/u.test(units[at - 1]?.lower ?? "") && units[at - 2]?.lower === "who") return true;
  return (
    units.slice(0, at).some(({ lower }) => lower === "who") &&
    /^(?:directly )?(?:report|reports|answer|answers|work|works) (?:directly )?(?:to|for|under)(?: |$)/u.test(
      units
        .slice(at + 1, at + 5)
        .map(({ lower }) => lower)
        .join(" "),
    )
  );
}

/** "Logan's manager" and "employees managed by Dennis": what is said is of the row at the other end of a key to the same table. */
export function ofOther(
  { frame: { schema, units } }: Scan,
  noun: Pick<Noun, "table" | "via">,
  filters: readonly Filter[],
  isAbove: boolean,
): readonly Filter[] {
  const [first] = filters;
  const own = selfKey(noun, schema);
  const key =
    isAbove || isBossAsked(units, first?.at ?? 0)
      ? (schema.links.find(({ from, to }) => schema.columns[from]?.table === noun.table && schema.columns[to]?.table === noun.table)
          ?.from ?? null)
      : own;
  const condition =
    first && key !== null
      ? acrossSelf(
          filters.map((filter) => filter.condition),
          noun.table,
          key,
          schema,
          isAbove && own === null,
        )
      : null;
  return first && condition ? [{ at: first.at, condition }] : filters;
}

/** "the largest order book, by value outstanding on open orders": the rows that a figure of theirs is added up over are those said before. */
export function isOfFigure({ units, schema }: Frame, first: number, table: number): boolean {
  return (
    /^(?:on|of|for|over|across)$/u.test(units[first - 1]?.lower ?? "") &&
    units[first - 3]?.lower === "by" &&
    sensesOf(units[first - 2], "column").some(({ column, score }) => score >= 0.9 && schema.columns[column]?.table === table)
  );
}

/** "…, current staff only", "…, only open accounts": the noun said again with what restricts it. */
export function isOnly(units: readonly Unit[], first: number, at: number): boolean {
  return units[at + 1]?.lower === "only" || units.slice(Math.max(0, first - 2), first).some(({ lower }) => lower === "only");
}
