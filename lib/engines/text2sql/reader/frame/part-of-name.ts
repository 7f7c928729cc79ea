import { isLinked } from "@/lib/engines/text2sql/reader/columns/paths";
import { selfKey } from "@/lib/engines/text2sql/reader/columns/self-join";
import type { Scan } from "@/lib/engines/text2sql/reader/frame/scan";
import type { Schema } from "@/lib/engines/text2sql/schema/schema";
import type { Frame } from "@/lib/engines/text2sql/reader/frame/frame";
import { sensesOf, strength, type Unit } from "@/lib/engines/text2sql/reader/words/unit";

/** True where a value or a state of the schema reads better than a table or a column. */
export function isModifier(scan: Scan, at: number): boolean {
  const unit = scan.frame.units[at];
  const asValue = Math.max(strength(unit, "value"), strength(unit, "state"), strength(unit, "term"));
  const asColumn = strength(unit, "column");
  const asTable = Math.max(strength(unit, "table"), strength(unit, "role"));
  if (isSource(scan, at)) return true;
  if (asValue === 0 || isNewOf(scan, at) || sensesOf(unit, "definition").length > 0 || isStrayTerm(scan, at)) return false;
  if (scan.pending.grouping && Math.max(asColumn, asTable) >= 0.75) return false;
  return (
    asValue >= Math.max(asColumn - (scan.pending.fns.length > 0 ? 0 : 0.12), asTable + 0.05) ||
    (asTable < 0.8 && asValue >= 0.9 && asColumn < 0.95)
  );
}

/** "a rating of 10 from an inspector", where ratings tell from whom they are: none of the people who are called so too. */
function isSource({ frame: { units, schema, nouns, compared, outputs } }: Scan, at: number): boolean {
  const from = units.findLastIndex(({ kind }, place) => place < at && kind !== "small");
  const last = [
    ...nouns.map((noun) => ({ at: noun.at, table: noun.table })),
    ...[...compared.map(({ use }) => use), ...outputs].map((use) => ({
      at: use.at,
      table: schema.columns[use.senses[0]?.column ?? -1]?.table,
    })),
  ]
    .filter((said) => said.at < from)
    .sort((one, other) => other.at - one.at)[0];
  return (
    units[from]?.lower === "from" &&
    units[at]?.plural === false &&
    sensesOf(units[at], "value").some(
      ({ column, score }) =>
        score >= 0.95 && schema.columns[column]?.table === last?.table && SOURCE.test(schema.columns[column]?.lemmas.at(-1) ?? ""),
    )
  );
}

/** What a column is called that says from whom rows are. */
const SOURCE = /^(?:source|origin|sender|giver|author|issuer|channel|from|by)$/u;

/** "new companies" where only tickets have the status "new". */
export function isNewOf({ frame: { units, schema } }: Scan, at: number): boolean {
  const next = sensesOf(units[at + 1], "table")[0];
  return (
    units[at]?.lower === "new" &&
    next !== undefined &&
    next.score > 0.75 &&
    sensesOf(units[at], "value").every(({ column }) => schema.columns[column]?.table !== next.table)
  );
}

/** "latest loan" where the glossary only knows a latest rating: the adjective of a term, before the noun of another table. */
export function isStrayTerm({ frame: { units } }: Scan, at: number): boolean {
  const terms = sensesOf(units[at], "term");
  const next = sensesOf(units[at + 1], "table")[0];
  return (
    terms.length > 0 &&
    terms.length === units[at]?.senses.length &&
    next !== undefined &&
    next.score > 0.9 &&
    units[at]?.cues.length !== 0 &&
    !terms.some(({ definition }) => definition.table === next.table)
  );
}

/** "loan instalments" are instalments: a singular noun right before a plural one only qualifies it. */
export function isCompound({ frame }: Scan, at: number): boolean {
  const [unit, next] = frame.units.slice(at, at + 2);
  const [own, other] = [sensesOf(unit, "table")[0], sensesOf(next, "table")[0]];
  return (
    unit?.plural === false &&
    next?.plural === true &&
    own !== undefined &&
    own.score >= 0.9 &&
    other !== undefined &&
    other.score >= 0.78 &&
    other.table !== own.table &&
    isLinked(frame.schema, own.table, other.table)
  );
}

/** True where a table, or the role of one, reads better than a column. */
export function isNoun(scan: Scan, at: number): boolean {
  const unit = scan.frame.units[at];
  const asTable = Math.max(strength(unit, "table"), strength(unit, "role"));
  const { fns, grouping } = scan.pending;
  const wantsColumn = fns.length > 0 && fns.at(-1)?.fn !== "count";
  // Neither `inv_no` nor `inv_dt` is what a total of invoices adds up.
  const wantsNumber = wantsColumn && /^(?:sum|avg)$/u.test(fns.at(-1)?.fn ?? "");
  const { columns } = scan.frame.schema;
  const asColumn = Math.max(
    0,
    ...sensesOf(unit, "column").flatMap(({ column, score }) =>
      columns[column]?.isForeign ||
      isBareKey(scan.frame, column, unit) ||
      (wantsNumber && asTable === 1 && columns[column]?.type !== "number")
        ? []
        : [score],
    ),
  );
  if (asTable === 0) return false;
  if (
    isCompound(scan, at) ||
    (wantsColumn &&
      asTable >= 0.9 &&
      /^(?:size|sizes|values?|worth|duration|tenure|age|ages)$/u.test(scan.frame.units[at + 1]?.lower ?? ""))
  )
    return true;
  return wantsColumn ? asTable > asColumn + 0.1 : grouping ? asTable >= asColumn : asTable >= asColumn - (asTable > 0.7 ? 0.25 : 0);
}

/** `invoice_id` is no other name of an invoice. */
function isBareKey({ schema }: Frame, column: number, unit: Unit | undefined): boolean {
  return schema.columns[column]?.isPrimary === true && !/(?:^| )(?:id|ids|code|codes|number|numbers|key)$/u.test(unit?.lower ?? "");
}

const BETWEEN = new Set(["a", "an", "the", "any", "and", "or", ",", "'s", "s"]);

/** True where values lead up to the noun that they describe: "lost or stolen cards", "charged off a mortgage". */
export function leadsToNoun(scan: Scan, from: number): boolean {
  const { units } = scan.frame;
  let at = from + 1;
  while (at < units.length && BETWEEN.has(units[at]?.lower ?? "")) at += 1;
  const next = units[at];
  if (next?.kind !== "name") return false;
  const joined = at > from + 1 && /^(?:and|,)$/u.test(units[from + 1]?.lower ?? "");
  // "an active mortgage and an active card" are two.
  if (
    joined &&
    units.slice(from + 2, at).some(({ lower }) => /^an?$/u.test(lower)) &&
    /^(?:an?|both)$/u.test(units.slice(0, from).findLast(({ kind }) => kind !== "name")?.lower ?? "")
  )
    return false;
  if (sensesOf(next, "definition").length > 0) return at === from + 1;
  if (isModifier(scan, at)) return !joined || leadsToNoun(scan, at);
  const isOwner =
    at === from + 2 && units[from + 1]?.lower === "'s" && sensesOf(next, "role").some((role) => selfKey(role, scan.frame.schema) !== null);
  return (at === from + 1 || isOwner) && isNoun(scan, at);
}

/** True where "and" or a comma goes on with another name of the same kind. */
export function continuesList(scan: Scan, at: number): boolean {
  const { units } = scan.frame;
  const joint = units[at + 1]?.lower ?? "";
  const isPair = joint === "," && units[at + 2]?.lower === "and";
  const next = units[at + (isPair ? 3 : 2)];
  return (joint === "and" || isPair) && next?.kind === "name" && !isModifier(scan, at + (isPair ? 3 : 2));
}

/** "failure rate", "charge-off rate": a state before the word is asked for as a share; "fixed rate" is a kind of rate. */
export function isRate(scan: Scan, at: number): boolean {
  const { units, schema } = scan.frame;
  const isSaid =
    /^(?:rate|rates|ratio|percentage)$/u.test(units[at + 1]?.lower ?? "") &&
    isModifier({ ...scan, pending: { ...scan.pending, fns: [], grouping: false } }, at);
  const isOfKind = sensesOf(units[at], "value").some(
    ({ column }) =>
      schema.columns[column]?.lemmas.includes("rate") ||
      (schema.columns[column]?.lemmas.at(-1) === "type" && hasRate(schema.columns[column].table, schema)),
  );
  return isSaid && !isOfKind;
}

/** "mortgage rate" is the rate of a mortgage, where rows have one. */
function hasRate(table: number, { tables, columns }: Schema): boolean {
  return (tables[table]?.columns ?? []).some((id) => columns[id]?.type === "number" && columns[id].lemmas.includes("rate"));
}

/** "a rating of 8" is the column of that name, even where its table is called so too. */
export function isBounded({ frame: { units, schema } }: Scan, at: number): boolean {
  const next = units.slice(at + 1, at + 3).find(({ lower }) => !/^(?:of|is|at)$/u.test(lower));
  const isBound = next?.kind === "number" || next?.cues.some(({ tag }) => tag === "compare" || tag === "between") === true;
  return (
    isBound &&
    units[at]?.plural === false &&
    sensesOf(units[at], "column").some(
      ({ column, score }) =>
        score >= 0.9 &&
        schema.columns[column]?.type === "number" &&
        schema.columns[column]?.isForeign === false &&
        schema.columns[column]?.isPrimary === false,
    )
  );
}
