import type { Scan } from "@/lib/engines/text2sql/reader/scan";
import { sensesOf, strength } from "@/lib/engines/text2sql/reader/unit";

/** True where a value or a state of the schema reads better than a table or a column. */
export function isModifier(scan: Scan, at: number): boolean {
  const unit = scan.frame.units[at];
  const asValue = Math.max(strength(unit, "value"), strength(unit, "state"), strength(unit, "term"));
  const asColumn = strength(unit, "column");
  const asTable = Math.max(strength(unit, "table"), strength(unit, "role"));
  if (asValue === 0 || sensesOf(unit, "definition").length > 0) return false;
  if (scan.pending.grouping && Math.max(asColumn, asTable) >= 0.75) return false;
  return asValue >= Math.max(asColumn - (scan.pending.fns.length > 0 ? 0 : 0.12), asTable + 0.05) || (asTable < 0.8 && asValue >= 0.9 && asColumn < 0.95);
}

/** True where a table, or the role of one, reads better than a column. */
export function isNoun(scan: Scan, at: number): boolean {
  const unit = scan.frame.units[at];
  const asTable = Math.max(strength(unit, "table"), strength(unit, "role"));
  const asColumn = Math.max(0, ...sensesOf(unit, "column").flatMap(({ column, score }) => (scan.frame.schema.columns[column]?.isForeign ? [] : [score])));
  const { fns, grouping } = scan.pending;
  const wantsColumn = fns.length > 0 && fns.at(-1)?.fn !== "count";
  if (asTable === 0) return false;
  return wantsColumn ? asTable > asColumn + 0.1 : grouping ? asTable >= asColumn : asTable >= asColumn - (asTable > 0.7 ? 0.25 : 0);
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
  if (sensesOf(next, "definition").length > 0) return at === from + 1;
  if (isModifier(scan, at)) return !joined || leadsToNoun(scan, at);
  return at === from + 1 && isNoun(scan, at);
}

/** True where "and" or a comma goes on with another name of the same kind. */
export function continuesList(scan: Scan, at: number): boolean {
  const { units } = scan.frame;
  const joint = units[at + 1]?.lower ?? "";
  const isPair = joint === "," && units[at + 2]?.lower === "and";
  const next = units[at + (isPair ? 3 : 2)];
  return (joint === "and" || isPair) && next?.kind === "name" && !isModifier(scan, at + (isPair ? 3 : 2));
}
