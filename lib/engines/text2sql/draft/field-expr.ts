import type { Field } from "@/lib/engines/text2sql/draft/draft";
import type { Schema } from "@/lib/engines/text2sql/schema/schema";
import { DAY_NAMES } from "@/lib/language/calendar";
import type { DateUnit, Expr } from "@/lib/query/ir";
import { targetOf } from "@/lib/engines/text2sql/schema/join-graph";
import { columnExpr } from "@/lib/engines/text2sql/draft/column-expr";

const DAYS_A_YEAR = 365.25;

function weekdayName(arg: Expr): Expr {
  const branches = DAY_NAMES.map((name, at) => ({
    when: {
      kind: "compare" as const,
      op: "=" as const,
      left: { kind: "datePart" as const, part: "weekday" as const, arg },
      right: { kind: "literal" as const, value: at + 1 },
    },
    then: { kind: "literal" as const, value: name },
  }));
  return { kind: "case", branches, otherwise: null };
}

function periodLabel(unit: DateUnit, arg: Expr): Expr {
  const first: Expr = { kind: "dateTrunc", unit, arg };
  const cut = (length: number): Expr => ({
    kind: "call",
    fn: "substr",
    args: [first, { kind: "literal", value: 1 }, { kind: "literal", value: length }],
  });
  if (unit === "year") return cut(4);
  if (unit === "month") return cut(7);
  return unit === "quarter"
    ? { kind: "call", fn: "concat", args: [cut(4), { kind: "literal", value: "-Q" }, { kind: "datePart", part: "quarter", arg }] }
    : first;
}

/** A field as an expression, cut to its date unit or part. */
export function fieldExpr(field: Field, schema: Schema): Expr {
  const arg = columnExpr(field.column, schema, field.via === undefined ? undefined : aliasOf(field.via, schema));
  if (field.yearsTo !== undefined)
    return {
      kind: "arithmetic",
      op: "/",
      left: { kind: "call", fn: "daysBetween", args: [arg, { kind: "literal", value: field.yearsTo }] },
      right: { kind: "literal", value: DAYS_A_YEAR },
    };
  const value: Expr = field.since === undefined ? arg : { kind: "call", fn: "daysBetween", args: [columnExpr(field.since, schema), arg] };
  if (field.per !== undefined)
    return {
      kind: "arithmetic",
      op: field.per.count < 1 ? "*" : "/",
      left: value,
      right: { kind: "literal", value: field.per.count < 1 ? 1 / field.per.count : field.per.count },
    };
  if (field.since !== undefined) return value;
  if (field.part === "weekday" && field.isLabel) return weekdayName(arg);
  if (field.part) return { kind: "datePart", part: field.part, arg };
  if (field.isLabel && field.unit) return periodLabel(field.unit, arg);
  return field.unit ? { kind: "dateTrunc", unit: field.unit, arg } : arg;
}

/** The alias of a table that is reached by a certain foreign key. */
export function aliasOf(via: number, schema: Schema): string {
  return `${schema.tables[schema.columns[targetOf(via, schema) ?? -1]?.table ?? -1]?.name ?? ""}_by_${schema.columns[via]?.name ?? ""}`;
}
