import type { Column, Schema } from "@/lib/engines/text2sql/schema/schema";

/** A column of figures and by what a figure in the unit that was said is multiplied to compare with it. */
export type Measured = { readonly column: Column; readonly times: number };

/** Units by their singular, with how columns write them. */
const WRITTEN: Readonly<Record<string, readonly string[]>> = {
  metre: ["m", "metres", "meters"],
  meter: ["m", "metres", "meters"],
  m: ["m"],
  kilometre: ["km"],
  kilometer: ["km"],
  km: ["km"],
  centimetre: ["cm"],
  centimeter: ["cm"],
  cm: ["cm"],
  millimetre: ["mm"],
  millimeter: ["mm"],
  mm: ["mm"],
  foot: ["ft", "feet"],
  feet: ["ft", "feet"],
  ft: ["ft"],
  mile: ["mi", "miles", "mileage"],
  kilo: ["kg"],
  kilogram: ["kg"],
  kg: ["kg", "kilos", "kilograms"],
  gram: ["g", "grams"],
  g: ["g"],
  pound: ["lb", "lbs", "pounds"],
  t: ["t", "tonnes"],
  tonne: ["t", "tonnes"],
  ton: ["t", "tons"],
  litre: ["l", "litres", "liters"],
  liter: ["l", "litres", "liters"],
  l: ["l"],
  millilitre: ["ml"],
  ml: ["ml"],
  hour: ["hours", "hour", "hrs"],
  hr: ["hours", "hour", "hrs"],
  minute: ["minutes", "minute"],
  min: ["minutes", "minute"],
  second: ["seconds", "second"],
  year: ["years", "year"],
  month: ["months", "month"],
  week: ["weeks", "week"],
  day: ["days", "day"],
  hectare: ["ha", "hectares"],
  ha: ["ha"],
  acre: ["acres", "acre"],
  kilowatt: ["kw"],
  kw: ["kw"],
  kwh: ["kwh"],
};
/** Units that are so many of another. */
const HOUR = [
  ["minute", 60],
  ["second", 3600],
] as const;
const MINUTE = [
  ["hour", 1 / 60],
  ["second", 60],
] as const;
const TONNE = [["kg", 1000]] as const;
const MADE_OF: Readonly<Record<string, readonly (readonly [other: string, times: number])[]>> = {
  hour: HOUR,
  hr: HOUR,
  minute: MINUTE,
  min: MINUTE,
  year: [["month", 12]],
  week: [["day", 7]],
  t: TONNE,
  tonne: TONNE,
  ton: TONNE,
  kg: [["g", 1000]],
  kilo: [["g", 1000]],
  km: [["m", 1000]],
  kilometre: [["m", 1000]],
  litre: [["ml", 1000]],
};
/** What a plain length, weight or time of a thing is called, before other columns in the same unit. */
const MAIN = /^(?:length|height|size|distance|weight|duration|volume|spent|taken)$/u;

/** Columns of figures in a unit, the likeliest first: those that end in it, those that hold it, those in a unit that it is made of. @param said the unit as it stands behind the number */
export function measuredIn(said: string, { columns }: Schema): readonly Measured[] {
  const unit = said.length > 2 ? said.replace(/(?<!s)s$/u, "") : said;
  const figures = columns.filter(({ type, isForeign, isPrimary }) => type === "number" && !isForeign && !isPrimary);
  const inUnit = (written: readonly string[], times: number): readonly Measured[] => {
    const isMain = ({ lemmas }: Column): boolean => lemmas.some((word) => MAIN.test(word));
    // "price per kg" is no weight.
    const ends = figures.filter(({ words }) => written.includes(words.at(-1) ?? "") && words.at(-2) !== "per");
    const holds = figures.filter(
      (column) => !ends.includes(column) && column.words.length > 1 && written.includes(column.words[0] ?? "") && isMain(column),
    );
    return [...ends, ...holds].sort((a, b) => Number(isMain(b)) - Number(isMain(a))).map((column) => ({ column, times }));
  };
  const own = Object.hasOwn(WRITTEN, unit) ? (WRITTEN[unit] ?? []) : [said];
  const smaller = (Object.hasOwn(MADE_OF, unit) ? MADE_OF[unit] : undefined) ?? [];
  return [...inUnit(own, 1), ...smaller.flatMap(([other, times]) => inUnit(WRITTEN[other] ?? [], times))];
}
