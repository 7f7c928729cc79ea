import { headOf, isCurrency } from "@/lib/engines/text2sql/schema/names";
import type { Column } from "@/lib/engines/text2sql/schema/schema";
import { isFlag } from "@/lib/engines/text2sql/reader/words/match-names";
import type { Frame, Measure, Noun } from "@/lib/engines/text2sql/reader/frame/frame";

/** The amounts of a noun, added up or as `fn` says; null where it has none. */
export function totalOf(frame: Frame, at: number, noun: Noun | null, fn: Measure["fn"] = "sum"): Measure | null {
  const amount = noun && amountColumn(noun.table, frame);
  return noun === null || amount === null
    ? null
    : {
        at,
        fn,
        noun,
        column: { at, senses: [{ kind: "column", column: amount, score: 0.9 }], owner: { table: noun.table, via: null } },
        minus: null,
        distinct: false,
      };
}

/**
 * The column that says how much a row is: "amount" before "principal amount"; of "amount due" and "amount paid" the one whose verb is said.
 */
export function amountColumn(table: number, { schema, units }: Frame): number | null {
  const own = (schema.tables[table]?.columns ?? [])
    .flatMap((id) => schema.columns[id] ?? [])
    .filter((column) => column.type === "number" && !column.isForeign && !column.isPrimary && !isFlag(column));
  const amounts = own.filter((column) => /^(?:amount|total|value|sum|price|balance)$/u.test(headOf(column)));
  // "amount payment", "price paid", where nothing else of the rows is an amount.
  const leading =
    amounts.length === 0 ? own.filter(({ lemmas }) => lemmas[0] === "amount" || /^price (?:paid|charged)$/u.test(lemmas.join(" "))) : [];
  const found =
    (leading.length === 1 ? leading[0] : undefined) ??
    amounts.find(({ lemmas }) => lemmas.filter((word) => !isCurrency(word)).length === 1) ??
    (amounts.length === 1 ? amounts[0] : undefined);
  const said = new Set(units.map(({ lower }) => PARTICIPLES[lower] ?? lower));
  const isSaid = ({ lemmas }: Column): boolean => lemmas[0] === "amount" && lemmas.slice(1).some((word) => said.has(word));
  const owed = units.some(({ lower }) => /^(?:owe|owes|owed|owing)$/u.test(lower))
    ? own.find(({ lemmas, synonyms }) =>
        [...lemmas, ...synonyms.flatMap((text) => text.split(" "))].some((word) => /^(?:owed|outstanding|remaining|unpaid)$/u.test(word)),
      )
    : undefined;
  // "the contractor who earned the most from repairs": what each cost; "total exams" only counts them.
  const isMoneySaid =
    units.some(({ lower }) =>
      /^(?:earns?|earned|costs?|spends?|spent|pays?|paid|brings?|brought|generates?|generated|money|owes?|owed|revenues?|income|takings|turnover|proceeds|earnings|spend|spending|worth)$/u.test(
        lower,
      ),
    ) || units.some(({ lower }, at) => lower === "in total" && units[at - 1]?.kind === "number");
  const [charge, ...others] = isMoneySaid
    ? own.filter(({ lemmas }) => /^(?:cost|fee|fare|charged?|billed|invoiced|rent|premium)$/u.test(headOf({ lemmas })))
    : [];
  return (
    (owed ?? found ?? own.find(isSaid))?.id ?? schema.tables[table]?.amountColumn ?? (others.length === 0 ? charge?.id : undefined) ?? null
  );
}

const PARTICIPLES: Readonly<Record<string, string>> = {
  pay: "paid",
  pays: "paid",
  paying: "paid",
  collect: "paid",
  collected: "paid",
  received: "paid",
};

/** Whether a column holds an amount. */
export function isAmountColumn(column: Column | undefined): boolean {
  return column?.type === "number" && !column.isForeign && !column.isPrimary && column.lemmas.at(-1) !== "id";
}
