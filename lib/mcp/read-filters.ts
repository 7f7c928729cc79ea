import { ENTRIES } from "@/lib/engines/shop/said/lexicon";
import type { Filter } from "@/lib/engines/shop/calls/filters";
import type { FilterInput } from "@/lib/mcp/call-input";
import type { Named } from "@/lib/mcp/names";
import { err, ok, type Result } from "@/lib/platform/result";

type Value = Filter["values"][number];
/** Finds what a filter names among one shop's own rows; null for fields that name nothing. */
export type FindNames = (field: Filter["field"], wanted: Value) => Promise<Result<readonly Named[], string>> | null;

const FIGURES: Partial<Record<Filter["field"], string>> = {
  order_value: "order total",
  discount: "discount",
  delivery_fee: "delivery fee",
  price: "price",
  stock: "stock",
  refund_amount: "refund",
  units: "units",
  hour: "hour of the day",
  margin: "margin per unit",
  margin_percent: "margin in percent",
};
const CUSTOMER_KINDS: readonly Value[] = ["new", "returning", "repeat", "one_time"];
const PRESENCE: Partial<Record<Filter["field"], readonly [string, string]>> = {
  coupon: ["with a coupon", "without a coupon"],
  discount: ["with a discount", "without a discount"],
  email: ["with an e-mail address", "without an e-mail address"],
  phone: ["with a phone number", "without a phone number"],
  category: ["with a category", "without a category"],
  active: ["active", "inactive"],
  margin: ["with a known cost", "without a known cost"],
};

/**
 * The filters of a call as the engine takes them, with the wording that answers use. What is compared with must exist
 * (a status, a product, a city of this shop): a filter that can match nothing would read as a true zero.
 * @returns the filters, or one sentence that says what to pass instead
 */
export async function readFilters(said: readonly FilterInput[], find: FindNames): Promise<Result<readonly Filter[], string>> {
  const filters: Filter[] = [];
  for (const filter of said) {
    const read = await readFilter(filter, find);
    if (!read.ok) return read;
    filters.push(read.value);
  }
  return ok(filters);
}

async function readFilter({ field, op, values }: FilterInput, find: FindNames): Promise<Result<Filter, string>> {
  if (op === "has" || op === "lacks") return presence(field, op, values);
  if (field === "active") return err("The field active takes “has” (active) or “lacks” (inactive), without values.");
  if (field === "time") return ofTime(op, values);
  const wanted = op === "between" ? 2 : op === "is" || op === "not" ? null : 1;
  if (wanted === null ? values.length === 0 : values.length !== wanted)
    return err(
      `The filter on ${field} with “${op}” takes ${wanted === null ? "at least one value" : wanted === 2 ? "two values" : "one value"}, not ${values.length}.`,
    );
  const figure = FIGURES[field];
  if (figure !== undefined) return ofFigure(field, op, values, figure);
  if (op !== "is" && op !== "not") return err(`The field ${field} takes “is” or “not”, not “${op}”.`);
  return ofNames(field, op, values, find);
}

function presence(field: Filter["field"], op: "has" | "lacks", values: readonly Value[]): Result<Filter, string> {
  const words = PRESENCE[field];
  if (!words) return err(`The field ${field} takes no “${op}”; ${Object.keys(PRESENCE).join(", ")} do.`);
  if (values.length > 0) return err(`The filter on ${field} with “${op}” takes no values.`);
  if (field === "active")
    return ok({ field, op: op === "has" ? "is" : "not", values: [op === "has" ? 1 : 0], label: words[op === "has" ? 0 : 1] });
  return ok({ field, op, values: [], label: words[op === "has" ? 0 : 1] });
}

function ofTime(op: Filter["op"], values: readonly Value[]): Result<Filter, string> {
  const isClock = values.length === 2 && values.every((value) => /^(?:[01]\d|2[0-4]):[0-5]\d$/.test(String(value)));
  if (op !== "between" || !isClock)
    return err("The filter on time takes “between” with two times of day, such as “09:30” and “12:00”; the second is not included.");
  return ok({ field: "time", op, values: values.map(String), label: values.join(" to ") });
}

function ofFigure(
  field: Filter["field"],
  op: Exclude<Filter["op"], "has" | "lacks">,
  values: readonly Value[],
  figure: string,
): Result<Filter, string> {
  const numbers = values.filter((value) => typeof value === "number");
  if (numbers.length !== values.length) return err(`The filter on ${field} takes numbers, without currency and separators.`);
  const [low = 0, high = 0] = numbers;
  if (op === "between" && low > high) return err(`The filter on ${field} is between ${low} and ${high}; put the smaller number first.`);
  const words = {
    is: `exactly ${numbers.join(" or ")}`,
    not: `other than ${numbers.join(" or ")}`,
    over: `over ${low}`,
    at_least: `at least ${low}`,
    under: `under ${low}`,
    at_most: `at most ${low}`,
    between: `${low} to ${high}`,
  } as const;
  return ok({ field, op, values: numbers, label: `${figure} ${words[op]}` });
}

async function ofNames(
  field: Filter["field"],
  op: "is" | "not",
  values: readonly Value[],
  find: FindNames,
): Promise<Result<Filter, string>> {
  const named: Named[] = [];
  for (const value of values) {
    const one = await nameOf(field, value, find);
    if (!one.ok) return one;
    named.push(one.value);
  }
  const label = named.map(({ name }) => name).join(" or ");
  return ok({ field, op, values: named.map(({ value }) => value), label: op === "not" ? `not ${label}` : label });
}

async function nameOf(field: Filter["field"], value: Value, find: FindNames): Promise<Result<Named, string>> {
  const known =
    field === "customer_kind"
      ? CUSTOMER_KINDS.map((kind): Named => ({ value: kind, name: `${String(kind).replace("_", "-")} customers` }))
      : valuesOf(field);
  if (known.length > 0) {
    const match = known.find((one) => one.value === value);
    return match ? ok(match) : err(`${field} is one of ${known.map((one) => one.value).join(", ")}; “${value}” is none of them.`);
  }
  const looked = find(field, value);
  if (looked === null) return ok({ value, name: String(value) });
  const found = await looked;
  if (!found.ok) return found;
  const [only] = found.value;
  if (!only) return err(`This shop has no ${field} “${value}”. Check the spelling, or use the tool “ask”, which says what it understood.`);
  return found.value.length === 1
    ? ok(only)
    : err(
        `Several match the ${field} “${value}”; pass one of the ids ${found.value
          .map((one) => `${one.value} (${one.name})`)
          .slice(0, 5)
          .join(", ")}.`,
      );
}

/** The values that a field can have, with their wording, as the lexicon of the engine lists them. */
function valuesOf(field: Filter["field"]): readonly Named[] {
  return ENTRIES.flatMap(([meaning]) =>
    meaning.kind === "value" && meaning.field === field && meaning.op === "is" && typeof meaning.value === "string"
      ? [{ value: meaning.value, name: meaning.label }]
      : [],
  );
}
