import type { Asked } from "@/lib/engines/text2sql/ranker/asked";
import type { Atom } from "@/lib/engines/text2sql/words/read";
import { placeOfNumber } from "@/lib/engines/text2sql/schema/schema";
import type { Usage } from "@/lib/engines/text2sql/draft/usage";

type Literal = Usage["literals"][number];

/**
 * What speaks for the column that each literal is compared with: its name in the question, its name beside the literal, numbers of that
 * size in it.
 */
export function literalFactors(usage: Usage, asked: Asked): readonly string[] {
  return usage.literals.flatMap((literal) => {
    const { column, role, value } = literal;
    if (column === null || role === "L") return [];
    const holder = asked.reading.schema.columns[column];
    const size = holder?.type === "number" && typeof value === "number" ? placeOfNumber(value, holder) : null;
    return [
      `s:literal ${role} ${placeOf(column, asked)}`,
      `s:beside ${besideOf(literal, asked)}`,
      ...(size ? [`s:size ${size}`, `s:size ${role} ${size}`] : []),
    ];
  });
}

/** Whether words of the question name the column that a literal is compared with, or its table. */
function placeOf(id: number, asked: Asked): string {
  const { atoms, schema } = asked.reading;
  const table = schema.columns[id]?.table;
  if (atoms.some((atom) => names(atom, id))) return "named";
  return atoms.some((atom) => atom.mention?.tables.some((target) => target.table === table && target.score > 0.55))
    ? "table"
    : schema.tables[table ?? -1]?.nameColumns.includes(id)
      ? "name"
      : "far";
}

const REACH = 3;

/** What the words just around a literal name: its column, another column, or none. */
function besideOf({ column, value }: Literal, { reading: { atoms }, contexts }: Asked): string {
  const at = atoms.findIndex((atom) =>
    typeof value === "number"
      ? atom.number?.value === value
      : atom.text === value || atom.mention?.values.some((target) => target.value === value),
  );
  if (at < 0 || column === null) return "nowhere";
  const near = [...Array(2 * REACH + 1).keys()]
    .map((step) => at + step - REACH)
    .filter((other) => other !== at && atoms[other]?.sentence === atoms[at]?.sentence);
  if (near.some((other) => names(atoms[other], column))) return "own";
  return near.some((other) => contexts[other]?.kind === "c") ? "other" : "none";
}

function names(atom: Atom | undefined, column: number): boolean {
  return atom?.mention?.columns.some((target) => target.column === column && target.score > 0.55) === true;
}
