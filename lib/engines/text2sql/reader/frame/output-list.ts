import { isModifier } from "@/lib/engines/text2sql/reader/frame/part-of-name";
import type { Scan } from "@/lib/engines/text2sql/reader/frame/scan";
import { sensesOf, strength, type Unit } from "@/lib/engines/text2sql/reader/words/unit";

const START = /^(?:[:;,.?(–—-]|and|with)$/u;
const PART = /^(?:[,)?.]|and|plus|with|also|the|their|its|his|her|each|how many|how much|number|count|amount|total|names?)$/u;

/** "…: customer, limit, used", "… - name and species": true where a place lies in the words at the end that only list what to show. */
export function isInOutputList(scan: Scan, at: number): boolean {
  const { units } = scan.frame;
  const start = units.findIndex(
    (unit, place) => START.test(unit.lower) && units.slice(place + 1).every((_, next) => isListed(scan, place + 1 + next)),
  );
  const names = units.slice(start + 1).filter(({ kind }) => kind === "name");
  // "invoices with client and amount" shows both, "customers with a loan and a card" have them.
  if (
    units[start]?.lower === "with" &&
    !names.some((unit) => strength(unit, "column") > Math.max(strength(unit, "table"), strength(unit, "role")))
  )
    return false;
  return start >= 0 && at > start && (names.length > 1 || /^[:–—-]$/u.test(units[start]?.lower ?? ""));
}

/** "name and branch of customers": true right after something that is shown, with nothing but "and" or a comma between. */
export function followsOutput({ frame: { units, outputs }, pending }: Scan, at: number): boolean {
  const last = outputs.at(-1)?.at ?? at;
  const joint = units
    .slice(last + 1, at)
    .map(({ lower }) => lower)
    .join(" ");
  return units[at]?.plural === false && last < at && /^(?:,|and|, and|plus)(?: the| their| its)?$/u.test(joint) && pending.run.length === 0;
}

function isListed(scan: Scan, at: number): boolean {
  const unit: Unit | undefined = scan.frame.units[at];
  if (!unit || PART.test(unit.lower) || unit.cues.some(({ tag }) => tag === "direction")) return true;
  const isOwner = !unit.plural && (strength(unit, "table") > 0.7 || strength(unit, "role") > 0.7);
  return (
    unit.kind === "name" && !isModifier(scan, at) && strength(unit, "definition") === 0 && (isOwner || sensesOf(unit, "column").length > 0)
  );
}
