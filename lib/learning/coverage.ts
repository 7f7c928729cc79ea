import { kindOf } from "@/lib/engines/text2sql/atom-context";
import type { Draft } from "@/lib/engines/text2sql/draft";
import type { Atom, Reading } from "@/lib/engines/text2sql/read";
import { usageOf, type Usage } from "@/lib/engines/text2sql/usage";

/** How well a plan that is right for one question covers another: names of the new one that it leaves out, and columns of it that only the known one names. */
export type Coverage = { readonly leftOut: number; readonly notSaid: number };

const NAMED = 0.65;

export function coverageOf(draft: Draft, asked: Reading, known: Reading): Coverage {
  const usage = usageOf(draft, asked.schema);
  const missing = ({ atoms }: Reading) => atoms.filter((atom) => isNamed(atom) && !isUsed(atom, usage)).length;
  const [here, there] = [linked(asked), linked(known)];
  return { leftOut: Math.max(0, missing(asked) - missing(known)), notSaid: [...usage.columns.keys()].filter((column) => there.has(column) && !here.has(column)).length };
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
  return new Set(atoms.flatMap(({ mention }) => [...(mention?.columns ?? []), ...(mention?.values ?? [])].map(({ column }) => column)));
}
