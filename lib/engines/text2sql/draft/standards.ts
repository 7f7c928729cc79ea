import { EMPTY_DRAFT, type Condition, type Draft } from "@/lib/engines/text2sql/draft/draft";
import { fieldExpr } from "@/lib/engines/text2sql/draft/field-expr";
import { joinDerived } from "@/lib/engines/text2sql/draft/join-derived";
import { outputName } from "@/lib/engines/text2sql/draft/output-name";
import type { Schema } from "@/lib/engines/text2sql/schema/schema";
import type { Expr, Join, Query } from "@/lib/query/ir";

type Standard = Extract<Condition, { kind: "aggregate" }>;

/** What the figures of each group are called where they are joined: "average_salary_by_department_id". */
function standardName({ of, by }: Standard, schema: Schema): string {
  return `${outputName(of, schema)}_by_${schema.columns[by?.column ?? -1]?.name ?? ""}`;
}

/** The figure of a row's own group. */
export function standardExpr(standard: Standard, schema: Schema): Expr {
  return { kind: "column", source: standardName(standard, schema), column: outputName(standard.of, schema) };
}

/**
 * One row for each group that rows are held against: the average salary of each department; null for one that cannot be built.
 * @param build makes the query of the figures
 */
export function standardsOf({ where }: Draft, schema: Schema, build: (draft: Draft) => Query | null): readonly (Join | null)[] {
  const within = (condition: Condition): readonly Standard[] =>
    condition.kind === "or" ? condition.items.flatMap(within) : condition.kind === "aggregate" && condition.by ? [condition] : [];
  const standards = new Map(where.flatMap(within).map((standard) => [standardName(standard, schema), standard]));
  return [...standards].map(([alias, { of, by, where: among = [] }]): Join | null => {
    const query = by ? build({ ...EMPTY_DRAFT, select: [{ agg: null, field: by }, of], where: among, group: [by] }) : null;
    if (!by || query?.kind !== "select") return null;
    return joinDerived("inner", query, alias, fieldExpr(by, schema));
  });
}
