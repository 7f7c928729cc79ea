/**
 * The relational core: a question becomes a `Query` value, and only `compile.ts` turns one into SQL.
 * All nodes are plain, frozen-by-convention data, so that a plan can be stored as JSON, compared and replayed.
 */

/** A value that is bound as a parameter, never printed into SQL. Dates are ISO text in the source's local time. */
export type Value = string | number | boolean | null;

export type AggregateName = "count" | "sum" | "avg" | "min" | "max" | "median";
export type DateUnit = "hour" | "day" | "week" | "month" | "quarter" | "year";
/** `weekday`: 1 Monday to 7 Sunday. */
export type DatePartName = "hour" | "weekday" | "dayOfMonth" | "month" | "quarter" | "year";
/** `fromSeconds` and `fromMilliseconds` make a moment of a count from 1970 on, in universal time. */
export type ScalarFunction =
  | "lower"
  | "upper"
  | "length"
  | "round"
  | "abs"
  | "coalesce"
  | "concat"
  | "nullif"
  | "substr"
  | "daysBetween"
  | "fromSeconds"
  | "fromMilliseconds";
export type CompareOp = "=" | "!=" | "<" | "<=" | ">" | ">=";

export type Expr =
  | { readonly kind: "column"; readonly source: string; readonly column: string }
  | { readonly kind: "literal"; readonly value: Value }
  | { readonly kind: "star"; readonly source?: string }
  | {
      readonly kind: "aggregate";
      readonly fn: AggregateName;
      readonly arg: Expr | null;
      readonly distinct?: boolean;
      readonly filter?: Predicate;
    }
  | { readonly kind: "arithmetic"; readonly op: "+" | "-" | "*" | "/"; readonly left: Expr; readonly right: Expr }
  | { readonly kind: "dateTrunc"; readonly unit: DateUnit; readonly arg: Expr }
  | { readonly kind: "datePart"; readonly part: DatePartName; readonly arg: Expr }
  | { readonly kind: "call"; readonly fn: ScalarFunction; readonly args: readonly Expr[] }
  | {
      readonly kind: "case";
      readonly branches: readonly { readonly when: Predicate; readonly then: Expr }[];
      readonly otherwise: Expr | null;
    }
  | {
      readonly kind: "window";
      readonly fn: "rowNumber" | "rank" | "lag" | AggregateName;
      readonly arg: Expr | null;
      readonly partitionBy: readonly Expr[];
      readonly orderBy: readonly OrderTerm[];
    }
  | { readonly kind: "scalar"; readonly query: Query };

export type Predicate =
  | { readonly kind: "compare"; readonly op: CompareOp; readonly left: Expr; readonly right: Expr; readonly ignoreCase?: boolean }
  | { readonly kind: "between"; readonly arg: Expr; readonly low: Expr; readonly high: Expr; readonly negated?: boolean }
  | { readonly kind: "like"; readonly arg: Expr; readonly pattern: Expr; readonly negated?: boolean }
  | { readonly kind: "in"; readonly arg: Expr; readonly within: readonly Expr[] | Query; readonly negated?: boolean }
  | { readonly kind: "isNull"; readonly arg: Expr; readonly negated?: boolean }
  | { readonly kind: "exists"; readonly query: Query; readonly negated?: boolean }
  | { readonly kind: "and" | "or"; readonly items: readonly Predicate[] }
  | { readonly kind: "not"; readonly item: Predicate };

export type Source =
  | { readonly kind: "table"; readonly table: string; readonly alias: string }
  | { readonly kind: "derived"; readonly query: Query; readonly alias: string };

export type Join = { readonly type: "inner" | "left"; readonly source: Source; readonly on: Predicate };
export type OrderTerm = { readonly expr: Expr; readonly direction: "asc" | "desc"; readonly nulls?: "first" | "last" };
/** One output column. `as` is its unique output name; order terms of a set query refer to it by a column with source "". */
export type Projection = { readonly expr: Expr; readonly as: string };

export type Select = {
  readonly kind: "select";
  readonly distinct?: boolean;
  readonly columns: readonly Projection[];
  readonly from: Source;
  readonly joins: readonly Join[];
  readonly where?: Predicate;
  readonly groupBy: readonly Expr[];
  readonly having?: Predicate;
  readonly orderBy: readonly OrderTerm[];
  readonly limit?: number;
  readonly offset?: number;
};

export type SetQuery = {
  readonly kind: "set";
  readonly op: "union" | "unionAll" | "intersect" | "except";
  readonly left: Query;
  readonly right: Query;
  readonly orderBy: readonly OrderTerm[];
  readonly limit?: number;
};

export type Query = Select | SetQuery;
export type Dialect = "sqlite" | "postgres";

/** What a driver is given: SQL text with placeholders, and the values for them in order. */
export type CompiledQuery = { readonly sql: string; readonly params: readonly Value[]; readonly dialect: Dialect };
