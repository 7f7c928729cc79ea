import type { Value } from "@/lib/query/ir";

export type Rows = readonly (readonly Value[])[];

/**
 * True where two results hold the same rows, columns in any order.
 * Row order counts only with `ordered`; numbers are compared to six decimals.
 */
export function sameResult(expected: Rows, found: Rows, ordered: boolean): boolean {
  if (expected.length !== found.length) return false;
  const width = expected[0]?.length ?? 0;
  if (expected.length === 0) return true;
  if ((found[0]?.length ?? 0) !== width) return false;
  const gold = expected.map((row) => row.map(cell));
  const mine = found.map((row) => row.map(cell));
  const fingerprint = (rows: readonly (readonly string[])[], at: number) => {
    const column = rows.map((row) => row[at] ?? "");
    return (ordered ? column : [...column].sort()).join("\u0001");
  };
  const goldColumns = Array.from({ length: width }, (_, at) => fingerprint(gold, at));
  const mineColumns = Array.from({ length: width }, (_, at) => fingerprint(mine, at));
  return assign(0, [], goldColumns, mineColumns, gold, mine, ordered);
}

function assign(
  at: number,
  chosen: readonly number[],
  goldColumns: readonly string[],
  mineColumns: readonly string[],
  gold: readonly (readonly string[])[],
  mine: readonly (readonly string[])[],
  ordered: boolean,
): boolean {
  if (at === goldColumns.length)
    return (
      ordered ||
      sameRows(
        gold,
        mine.map((row) => chosen.map((column) => row[column] ?? "")),
      )
    );
  return mineColumns.some(
    (column, position) =>
      !chosen.includes(position) &&
      column === goldColumns[at] &&
      assign(at + 1, [...chosen, position], goldColumns, mineColumns, gold, mine, ordered),
  );
}

function sameRows(a: readonly (readonly string[])[], b: readonly (readonly string[])[]): boolean {
  const key = (rows: readonly (readonly string[])[]) =>
    rows
      .map((row) => row.join("\u0001"))
      .sort()
      .join("\u0002");
  return key(a) === key(b);
}

function cell(value: Value): string {
  if (typeof value === "number") return `n${Number.isInteger(value) ? value : Math.round(value * 1e6) / 1e6}`;
  return value === null ? "null" : `s${String(value)}`;
}

/** True where SQL text sorts its outermost rows. */
export function hasTopOrder(sql: string): boolean {
  let depth = 0;
  for (const [token] of sql.replaceAll(/'(?:[^']|'')*'/gu, "''").matchAll(/[()]|\border\s+by\b/giu)) {
    if (token === "(") depth += 1;
    else if (token === ")") depth -= 1;
    else if (depth === 0) return true;
  }
  return false;
}
