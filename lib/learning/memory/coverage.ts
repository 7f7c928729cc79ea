import { kindOf } from "@/lib/engines/text2sql/search/atom-context";
import type { Draft } from "@/lib/engines/text2sql/draft/draft";
import type { Atom, Reading } from "@/lib/engines/text2sql/words/read";
import { usageOf, type Usage } from "@/lib/engines/text2sql/draft/usage";

const NAMED = 0.65;

/** Whether a plan that is right for a known question covers a new one: it leaves out nothing that the new one names, and uses no column that only the known one names. */
export function covers(draft: Draft, asked: Reading, known: Reading): boolean {
  const usage = usageOf(draft, asked.schema);
  const leftOut = ({ atoms }: Reading) => atoms.filter((atom) => isNamed(atom) && !isUsed(atom, usage)).length;
  const [here, there] = [linked(asked), linked(known)];
  return leftOut(asked) <= leftOut(known) && [...usage.columns.keys()].every((column) => here.has(column) || !there.has(column));
}

function isNamed({ mention }: Atom): boolean {
  return Math.max(mention?.tables[0]?.score ?? 0, mention?.columns[0]?.score ?? 0, mention?.values[0]?.score ?? 0) >= NAMED;
}

function isUsed(atom: Atom, usage: Usage): boolean {
  const { mention } = atom;
  if (kindOf(atom) === "v") return mention?.values.some(({ value }) => usage.literals.some((literal) => literal.value === value)) === true;
  return mention?.columns.some(({ column }) => usage.columns.has(column)) === true || mention?.tables.some(({ table }) => usage.tables.has(table)) === true;
}

function linked({ atoms }: Reading): ReadonlySet<number> {
  return new Set(atoms.flatMap((atom) => (kindOf(atom) === "v" ? atom.mention?.values : atom.mention?.columns)?.map(({ column }) => column) ?? []));
}
