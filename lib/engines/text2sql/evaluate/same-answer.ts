import { sameResult, type Rows } from "@/lib/engines/text2sql/evaluate/result-match";

const DIGITS = 10;

/**
 * Whether a found result answers as the expected one does: `same` holds the same rows and columns, `more` the same rows with
 * further columns beside the expected ones, `other` anything else. Sums differ in their last digits by the order of addition,
 * so numbers are compared to ten digits; row order counts only with `ordered`.
 */
export function sameAnswer(expected: Rows, found: Rows, ordered: boolean): "same" | "more" | "other" {
  const [gold, mine] = [expected.map(rounded), found.map(rounded)];
  if (sameResult(gold, mine, ordered)) return "same";
  const width = gold[0]?.length ?? 0;
  const wider = mine[0]?.length ?? 0;
  if (wider <= width || wider > width + 2) return "other";
  const choices = Array.from({ length: wider }, (_, at) => at).reduce<readonly (readonly number[])[]>(
    (sets, at) => [...sets, ...sets.map((set) => [...set, at])],
    [[]],
  );
  const fits = choices.some(
    (columns) =>
      columns.length === width &&
      sameResult(
        gold,
        mine.map((row) => columns.map((at) => row[at] ?? null)),
        ordered,
      ),
  );
  return fits ? "more" : "other";
}

function rounded(row: Rows[number]): Rows[number] {
  return row.map((cell) => (typeof cell === "number" ? Number(cell.toPrecision(DIGITS)) : cell));
}
