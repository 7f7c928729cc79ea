type Turn = {
  readonly outcome: string;
  readonly answer: string;
  readonly sql: string | null;
  readonly rows: readonly (readonly unknown[])[];
};

/** What sets an answer's rows apart from the hand-written ones; extra columns are allowed, other rows are not. */
export function differenceOf(turn: Turn | undefined, wanted: readonly (readonly unknown[])[], ordered: boolean): string | null {
  if (!turn || !["answered", "empty"].includes(turn.outcome)) return `${turn?.outcome ?? "no turn"}: ${turn?.answer ?? ""}`;
  if (wanted.length !== turn.rows.length) return `${turn.rows.length} rows instead of ${wanted.length}: ${turn.answer} ${turn.sql ?? ""}`;
  const left = [...turn.rows];
  for (const [index, row] of wanted.entries()) {
    const at = ordered ? 0 : left.findIndex((other) => holds(other, row));
    if (at === -1 || !holds(left[at] ?? [], row))
      return `row ${index} ${JSON.stringify(row)} is not ${JSON.stringify(left[0])}: ${turn.answer}`;
    left.splice(at, 1);
  }
  return null;
}

function holds(row: readonly unknown[], wanted: readonly unknown[]): boolean {
  return wanted.every((value) =>
    row.some((cell) =>
      typeof value === "number" && typeof cell === "number"
        ? Math.abs(value - cell) <= 1e-6 * Math.max(1, Math.abs(value))
        : value === cell,
    ),
  );
}
