import type { Dictionary } from "@/lib/language/thesaurus";
import { oncePer } from "@/lib/platform/once-per";
import type { Value } from "@/lib/query/ir";

export type ColumnType = "number" | "text" | "date" | "datetime" | "boolean";

/**
 * How a column that is not stored comes to be: one figure of the row times another, less a discount; or the sum of another table's column
 * over the rows whose key `by` points here.
 */
export type Formula =
  | {
      readonly kind: "product";
      readonly of: readonly [number, number];
      readonly less: { readonly column: number; readonly kind: "fraction" | "percent" | "amount" } | null;
      /** The key that leads to the row with the price, where the line has none of its own. */
      readonly via?: number;
    }
  | { readonly kind: "total"; readonly of: number; readonly by: number };

/** One column; `id` is its position in `Schema.columns`, `table` the position in `Schema.tables`. */
export type Column = {
  readonly id: number;
  readonly table: number;
  readonly name: string;
  readonly words: readonly string[];
  readonly lemmas: readonly string[];
  readonly type: ColumnType;
  readonly isPrimary: boolean;
  readonly isForeign: boolean;
  /** Known to hold no value twice. */
  readonly isUnique: boolean;
  /** Declared to hold a value in every row, or a day that every row has. */
  readonly isRequired?: boolean;
  /** Every sampled value is text, even where it reads as a number. */
  readonly isStoredAsText: boolean;
  /** A few stored values, for options and suggestions. */
  readonly samples: readonly Value[];
  readonly distinct: number | null;
  /** Every text that is stored in it; left out where some may not be known. */
  readonly allValues?: readonly string[];
  /** Other names, as an operator's glossary gives them: lower case, singular. */
  readonly synonyms: readonly string[];
  readonly description?: string;
  /** True where a lower figure is the better one, as the glossary says: a rating of which 1 is best. */
  readonly isLowBest?: boolean;
  /** Worked out rather than stored. */
  readonly formula?: Formula;
  /** What its stored codes mean, where a table of codes that no key leads to says it. */
  readonly labels?: ReadonlyMap<string, string>;
  /** A moment that is stored as a whole number, counted from 1970 in universal time. */
  readonly epoch?: "seconds" | "milliseconds";
};

export type Table = {
  readonly id: number;
  readonly name: string;
  readonly words: readonly string[];
  readonly lemmas: readonly string[];
  readonly columns: readonly number[];
  readonly primaryKey: readonly number[];
  /** What a person would call a row by: a name, a title, or first and last name; the key where nothing else is. */
  readonly nameColumns: readonly number[];
  readonly rowCount: number;
  readonly synonyms: readonly string[];
  readonly description?: string;
  /** The column that a window of time is about where no other is named, as the glossary says. */
  readonly timeColumn?: number;
  /** What a row is worth where "amount" alone is said, as the glossary says. */
  readonly amountColumn?: number;
  /** Its rows are a history of what this column points to, as the glossary says: asked in the present only the newest of each counts. */
  readonly currentPer?: number;
};

/** A condition of a definition, by column id. */
export type DefinedCondition =
  | { readonly kind: "in"; readonly column: number; readonly values: readonly Value[]; readonly negated: boolean }
  | { readonly kind: "bound"; readonly column: number; readonly op: ">=" | "<=" | "<"; readonly value: Value }
  /** Against another column of the same table: paid after it was due. */
  | { readonly kind: "columns"; readonly column: number; readonly op: ">" | "<"; readonly other: number }
  /** There is a row that points to it by that key: a customer who has a loan. */
  | { readonly kind: "has"; readonly column: number; readonly by: number }
  /** Before the day of asking. */
  | { readonly kind: "past"; readonly column: number }
  | { readonly kind: "empty"; readonly column: number; readonly negated: boolean };

/** A measure ("exposure") or a term ("active loan") that the glossary defines in words and conditions of the schema. */
export type Definition = {
  /** Each a list of lower-case singular words. */
  readonly phrases: readonly (readonly string[])[];
  /** What a measure does with its column: "total"; null for a term. */
  readonly aggregate: string | null;
  /** The same in words of the schema: "outstanding principal of loans". */
  readonly reads: string;
  readonly table: number;
  readonly where: readonly DefinedCondition[];
  /** Only the latest row of each of these, by the table's time column, and none after now. */
  readonly latestPer?: number;
  readonly description: string | null;
};

/** A key from one column to another; `declared` false where it was inferred from names. */
export type Link = { readonly from: number; readonly to: number; readonly declared: boolean };
/** `label` is what it is called by, where it is a code. */
export type StoredValue = { readonly column: number; readonly value: string; readonly label?: string };

export type Schema = {
  readonly tables: readonly Table[];
  readonly columns: readonly Column[];
  readonly links: readonly Link[];
  /** Normalised text to the stored values that read so. */
  readonly values: ReadonlyMap<string, readonly StoredValue[]>;
  /** First word of a stored value to the normalised texts that start with it: bounds the search for long values. */
  readonly valueWords: ReadonlyMap<string, readonly string[]>;
  /** Later words of stored values of several words to those texts, at most three each. */
  readonly innerWords: ReadonlyMap<string, readonly string[]>;
  /** Such words to the columns where several values contain them. */
  readonly sharedWords: ReadonlyMap<string, readonly number[]>;
  readonly definitions?: readonly Definition[];
  /** What abbreviated parts of its names stand for, where its own keys or the words of a question say it. */
  readonly readings?: Readings;
  /** What words mean beyond those of the schema. */
  readonly dictionary?: Dictionary;
  readonly hash: string;
};

/** What a table or column is called, each name as its words. */
export const namesInWords = oncePer(({ lemmas, synonyms }: Column | Table): readonly (readonly string[])[] => [
  lemmas,
  ...synonyms.map((text) => text.split(" ")),
]);

const YES = /^(y|yes|t|true)$/iu;
const NO = /^(n|no|f|false)$/iu;

/** "is_active", "pets_allowed_yn", "paid_flag". */
const FLAG = /^(?:is|has) |(?:^| )(?:yn|flag|indicator)$/u;

/** The stored values that say yes and no, where a column holds nothing else. */
export function flagOf(column: Column): { readonly yes: Value; readonly no: Value } | null {
  if (column.type === "boolean") return { yes: true, no: false };
  const values = [...new Set(column.samples.filter((value) => value !== null && value !== ""))];
  if (FLAG.test(column.lemmas.join(" ")) && values.length > 0 && values.every((value) => /^[01]$/u.test(String(value))))
    return typeof values[0] === "string" ? { yes: "1", no: "0" } : { yes: 1, no: 0 };
  if (column.type !== "text" || values.length !== 2) return null;
  const find = (pattern: RegExp) => values.find((value) => typeof value === "string" && pattern.test(value));
  const [yes, no] = [find(YES), find(NO)];
  return yes === undefined || no === undefined ? null : { yes, no };
}

/** Stands for a row: a key to others or of its own table. The year of yearly figures says when, be it their key or a part of it. */
export function isIdentity({ table, lemmas, isPrimary, isForeign }: Column, schema: Schema): boolean {
  const last = lemmas.at(-1) ?? "";
  const isWhole = schema.tables[table]?.primaryKey.length === 1 && last !== "year";
  return isForeign || (isPrimary && (isWhole || /^(?:id|code|number|key)$/u.test(last)));
}

/** A number that says how much or how many. */
export function isFigure(column: Column | undefined, schema: Schema): boolean {
  return column?.type === "number" && !isIdentity(column, schema);
}

/** What a column is for: the name of its rows, their key, a key of others, or a value of its type. */
export function natureOf(id: number, schema: Schema): string {
  const column = schema.columns[id];
  const table = schema.tables[column?.table ?? -1];
  if (!column || !table) return "none";
  return table.nameColumns.includes(id) ? "name" : column.isPrimary ? "key" : column.isForeign ? "link" : column.type;
}

/** Whether a column was seen to hold a number, holds smaller and larger ones, or nothing of its size. */
export function placeOfNumber(value: number, column: Column): "seen" | "inside" | "outside" {
  const known = column.samples
    .map((sample) => (typeof sample === "string" && sample !== "" ? Number(sample) : sample))
    .filter((sample) => typeof sample === "number");
  if (known.includes(value)) return "seen";
  const [low, high] = [Math.min(...known), Math.max(...known)];
  const margin = (high - low) / 2;
  return value >= low - margin && value <= high + margin ? "inside" : "outside";
}

/** What parts of names stand for in one database: "repair" for `rep`. */
export type Readings = ReadonlyMap<string, string>;
