import type { Column } from "@/lib/engines/text2sql/schema/schema";
import type { Scan } from "@/lib/engines/text2sql/reader/frame/scan";

/** What verbs before a bound measure: "boats that weigh over 2 tonnes", "staff who earn more than 20 an hour". */
const MEASURED: Readonly<Record<string, readonly string[]>> = {
  cost: ["price", "cost", "fee", "rate", "fare", "charge", "rent"],
  charge: ["rate", "fee", "price", "charge"],
  earn: ["salary", "wage", "pay", "rate", "income"],
  make: ["salary", "wage", "pay"],
  weigh: ["weight"],
  hold: ["capacity", "volume", "seat"],
  seat: ["capacity", "seat"],
  fit: ["capacity", "seat"],
  sleep: ["capacity", "bed"],
};

/** The attributes that the verb just before a comparison measures, and where it stands; null where none does. */
export function verbOfFigure(
  { frame: { units } }: Pick<Scan, "frame">,
  at: number,
): { readonly at: number; readonly attributes: readonly string[] } | null {
  const place = [at - 1, at - 2].find((index) => Object.hasOwn(MEASURED, stem(units[index]?.lower ?? ""))) ?? -1;
  const attributes =
    place < 0 || units.slice(place + 1, at).some(({ kind }) => kind !== "small") ? undefined : MEASURED[stem(units[place]?.lower ?? "")];
  return attributes ? { at: place, attributes } : null;
}

function stem(verb: string): string {
  return verb.replace(/(?:s|ing)$/u, "");
}

/** "an hour", "per unit", "a night" behind a bound: what its column is by. */
export function ratePer({ frame: { units } }: Pick<Scan, "frame">, number: number): { readonly word: string; readonly end: number } | null {
  const [lead, unit] = units.slice(number + 1, number + 3);
  const joined = /^(?:per|an?|each) (\p{L}+)$/u.exec(lead?.lower ?? "")?.[1];
  if (joined !== undefined) return { word: joined, end: number + 1 };
  return lead && unit && /^(?:per|an?|each|every|\/)$/u.test(lead.lower) && /^\p{L}+$/u.test(unit.lower)
    ? { word: unit.lower, end: number + 2 }
    : null;
}

/** True for "hourly rate" and "hour", "price per unit" and "unit". */
export function isBy({ lemmas }: Column, word: string): boolean {
  return lemmas.some((part) => part === word || part === `${word}ly` || (word === "day" && part === "daily"));
}
