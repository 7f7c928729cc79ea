import { kindOf } from "@/lib/engines/text2sql/search/atom-context";
import type { Atom, Reading } from "@/lib/engines/text2sql/words/read";
import type { Schema } from "@/lib/engines/text2sql/schema/schema";
import { root } from "@/lib/language/words";
import type { Usage } from "@/lib/engines/text2sql/draft/usage";

const NAMED = 0.65;
const HALF = 0.5;

/** How the plan of a known question covers a new one. */
export type Coverage = {
  /** How many more columns that the new question names it leaves out than of the known one; below zero where it leaves out fewer. */
  readonly leftOut: number;
  /** Columns that it uses and only the known one names. */
  readonly foreign: number;
};

/**
 * Holds what the right plan of a known question uses against what a new one names. @returns null where it leaves out more of its tables or
 * values
 */
export function coverageOf(usage: Usage, asked: Reading, known: Reading): Coverage | null {
  const [own, other] = [namesLeftOut(asked, usage), namesLeftOut(known, usage)];
  const more = (kind: ReturnType<typeof kindOf>) =>
    own.filter((one) => kindOf(one) === kind).length - other.filter((one) => kindOf(one) === kind).length;
  if (more("t") > 0 || more("v") > 0) return null;
  const [here, there] = [linked(asked), linked(known)];
  return {
    leftOut: more("c"),
    foreign: [...usage.columns.keys()].filter((column) => !here.has(column) && there.has(column)).length,
  };
}

/** How many more names of a question one plan leaves out than another; below zero where it leaves out fewer. */
export function leavesOutMore(usage: Usage, other: Usage, asked: Reading): number {
  return namesLeftOut(asked, usage).length - namesLeftOut(asked, other).length;
}

function namesLeftOut({ atoms, tokens, schema }: Reading, usage: Usage): readonly Atom[] {
  return atoms.filter((atom) => isNamed(atom) && !isUsed(atom, usage) && !isSaidByColumn(atom, tokens, schema, usage));
}

function isNamed({ mention }: Atom): boolean {
  return Math.max(mention?.tables[0]?.score ?? 0, mention?.columns[0]?.score ?? 0, mention?.values[0]?.score ?? 0) >= NAMED;
}

function isUsed(atom: Atom, usage: Usage): boolean {
  const { mention } = atom;
  if (kindOf(atom) === "v") return mention?.values.some(({ value }) => usage.literals.some((literal) => literal.value === value)) === true;
  // "products" names the table that holds them, and hardly one that only points to them.
  const best = Math.max(mention?.tables[0]?.score ?? 0, mention?.columns[0]?.score ?? 0);
  const isMeant = ({ score }: { readonly score: number }): boolean => score >= HALF * best;
  return (
    mention?.columns.some((target) => isMeant(target) && usage.columns.has(target.column)) === true ||
    mention?.tables.some((target) => isMeant(target) && usage.tables.has(target.table)) === true
  );
}

/** "Settlement" names a table, and is a word of `date_claim_settled`. */
function isSaidByColumn(atom: Atom, tokens: Reading["tokens"], schema: Schema, usage: Usage): boolean {
  const said = new Set([...usage.columns.keys()].flatMap((id) => schema.columns[id]?.lemmas.map((word) => root(word)) ?? []));
  return kindOf(atom) === "t" && tokens.slice(atom.start, atom.end).every((token) => said.has(token.root));
}

function linked({ atoms }: Reading): ReadonlySet<number> {
  return new Set(
    atoms.flatMap((atom) => (kindOf(atom) === "v" ? atom.mention?.values : atom.mention?.columns)?.map(({ column }) => column) ?? []),
  );
}
