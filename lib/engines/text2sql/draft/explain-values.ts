import { formatNumber, joinWords } from "@/lib/answers/format";
import { SHORT_MONTHS } from "@/lib/answers/months";
import type { CompareOp, Value } from "@/lib/query/ir";
import type { Field } from "@/lib/engines/text2sql/draft/draft";
import type { Column } from "@/lib/engines/text2sql/schema/schema";

const DAYS = ["Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"] as const;
const AMOUNTS = {
  ">": "more than ",
  ">=": "at least ",
  "<": "fewer than ",
  "<=": "at most ",
  "=": "exactly ",
  "!=": "other than ",
} as const;
/** Numbers that are names: nobody writes them with separators. */
const NAMING = /^(?:id|code|no|number|zip|zipcode|postcode|phone|fax|year|key)$/u;

/** A value that a column is compared with, as people write it. */
export function describeValue(value: Value, field: Field | null, column: Column | undefined): string {
  if (value === null) return "nothing";
  if (typeof value !== "number") return shownValue(column?.labels?.get(String(value)) ?? String(value));
  if (field?.part === "weekday") return DAYS[value - 1] ?? String(value);
  if (field?.part === "month") return SHORT_MONTHS[value - 1] ?? String(value);
  const isName = field?.part === undefined && field?.per === undefined && column?.words.some((word) => NAMING.test(word)) === true;
  return isName || (Number.isInteger(value) && value >= 1000 && value <= 2100) ? String(value) : formatNumber(value, 6);
}

/** A stored value as people write it: "money market" for money_market. */
export function shownValue(value: string): string {
  return /^[a-z]+(?:_[a-z]+)+$/u.test(value) ? value.replaceAll("_", " ") : value;
}

/** "contains “Kent”" for the pattern `%Kent%`, "does not start with “K”" for `K%` negated. */
export function describePattern(pattern: string, negated: boolean): string {
  const [, before, text = "", after] = /^(%?)(.*?)((?:(?<!\\)%)?)$/su.exec(pattern) ?? [];
  const verb = before ? (after ? "contain" : "end with") : after ? "start with" : "read";
  const shown = text.replaceAll(/(?<!\\)[%_]/gu, "…").replaceAll(/\\([\\%_])/gu, "$1");
  return `${negated ? `does not ${verb}` : verb.replace(/^\w+/u, "$&s")} “${shown}”`;
}

/** "more than 3 loans", "at least one loan", "no loans": a bound on how many there are. */
export function describeAmount(op: CompareOp, value: number, one: string, many: string): string {
  const isNone = (value === 0 && (op === "=" || op === "<=")) || (value === 1 && op === "<");
  if (isNone) return `no ${many}`;
  if (value === 0 && (op === ">" || op === "!=")) return `any ${many}`;
  const isOne = value === 1;
  return `${AMOUNTS[op]}${isOne ? "one" : formatNumber(value, 6)} ${isOne ? one : many}`;
}

/** "third" of places in a ranking, the first being 1. */
export function ordinal(place: number): string {
  return ["first", "second", "third", "fourth", "fifth"][place - 1] ?? `${place}th`;
}

/** "with more than 3 loans and 2 cards", "with cards where network is Visa, and without loans". */
export function sayPresences(presences: readonly string[], have: "with" | "that have"): string {
  const isPlain = presences.every((words) => !words.startsWith("no ") && !words.includes(" where "));
  if (isPlain && presences.length > 0) return `${have} ${joinWords(presences)}`;
  const said = presences.map((words) => (have === "with" && words.startsWith("no ") ? `without ${words.slice(3)}` : `${have} ${words}`));
  return said.length === 2 ? said.join(said[0]?.includes(" where ") ? ", and " : " and ") : joinWords(said);
}
