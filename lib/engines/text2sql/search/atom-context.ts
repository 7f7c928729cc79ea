import { cueOf, hasCue, strengths, type Atom, type Reading } from "@/lib/engines/text2sql/words/read";
import { natureOf, type Schema } from "@/lib/engines/text2sql/schema/schema";
import { lemma } from "@/lib/language/words";
import { isInHead, type Scan } from "@/lib/engines/text2sql/words/slots";

/** Where an atom stands, as short names that the ranker pairs with what a plan does with it. */
export type AtomContext = { readonly kind: "t" | "c" | "v" | "n" | "q"; readonly places: readonly string[] };

const MARKING = [
  "each",
  "order",
  "superlative",
  "compare",
  "with",
  "relative",
  "count",
  "aggregate",
  "not",
  "without",
  "between",
  "like",
  "distinct",
  "both",
  "or",
  "except",
  "direction",
  "alphabetical",
] as const;

/** Contexts of all atoms that name, hold or count something; null for the others. */
export function atomContexts(reading: Reading): readonly (AtomContext | null)[] {
  const { atoms } = reading;
  const masked = atoms.map(mask);
  const scan: Scan = { reading, atoms, used: [], slots: [] };
  const seen = { t: 0, c: 0, v: 0, n: 0, q: 0 };
  return atoms.map((atom, at) => {
    const kind = kindOf(atom);
    if (!kind) return null;
    seen[kind] += 1;
    const order = Math.min(3, seen[kind]);
    const [before, after] = [masked[at - 1] ?? "^", masked[at + 1] ?? "$"];
    const cue = cueBefore(atoms, at);
    const nature = natureOfAtom(atom, kind, reading.schema);
    const inHead = isInHead(scan, at) ? "head" : "tail";
    return {
      kind,
      places: [
        kind,
        `${kind}${order} ${inHead}`,
        `${kind} p ${before}`,
        `${kind} pp ${masked[at - 2] ?? "^"} ${before}`,
        `${kind} n ${after}`,
        `${kind} nn ${after} ${masked[at + 2] ?? "$"}`,
        `${kind} is ${nature}`,
        `${kind} is ${nature} p ${before}`,
        `${kind} is ${nature} n ${after}`,
        `${kind} is ${nature} c ${cue}`,
        `${kind} is ${nature} ${inHead}`,
        `${kind} c ${cue}`,
        `${kind} c ${cue} ${inHead} ${order}`,
        `${kind} w ${before} ${after}`,
        `${kind}${order} ^ ${masked[0] ?? ""} ${masked[1] ?? ""}`,
        ...scoreNames(atom, kind),
        ...numberOf(atom, kind),
      ],
    };
  });
}

/** What an atom is for the reader of a plan: a table, a column, a stored value, a number or a quoted text. */
export function kindOf(atom: Atom): AtomContext["kind"] | null {
  if (atom.quoted) return "q";
  const { table, column, value } = strengths(atom.mention);
  if (atom.mention) return value > Math.max(table, column) ? "v" : table >= column ? "t" : "c";
  return atom.number ? "n" : null;
}

/** An atom as the grammar sees it, names and literals masked. */
export function mask(atom: Atom): string {
  const kind = kindOf(atom);
  return kind ? `<${kind === "q" ? "v" : kind}>` : atom.text.toLowerCase();
}

/** What kind of thing an atom is most likely: the nature of its best column, how a value is written, how large a number is. */
function natureOfAtom(atom: Atom, kind: AtomContext["kind"], schema: Schema): string {
  const [column, value] = [atom.mention?.columns[0], atom.mention?.values[0]];
  switch (kind) {
    case "c":
      return column ? natureOf(column.column, schema) : "none";
    case "t":
      return column ? `table ${natureOf(column.column, schema)}` : "table";
    case "v":
      return `${/\p{Lu}|\d/u.test(atom.text) ? "named" : "plain"} ${(schema.columns[value?.column ?? -1]?.distinct ?? FEW + 1) <= FEW ? "few" : "many"}`;
    case "n":
      return sizeOf(atom.number?.value ?? 0);
    case "q":
      return value ? "stored" : "unknown";
    default:
      return kind satisfies never;
  }
}

/** Values of a column that reads as a code: a state, a kind. */
const FEW = 8;

function sizeOf(value: number): string {
  if (!Number.isInteger(value)) return "decimal";
  return value >= 1900 && value <= 2100 ? "year" : value <= 10 ? "small" : value <= 100 ? "medium" : "large";
}

/** Tags of the nearest grammar words before an atom, in its sentence; "and" and names between do not end the search. */
function cueBefore(atoms: readonly Atom[], at: number): string {
  for (let before = at - 1; before >= Math.max(0, at - 6); before--) {
    const atom = atoms[before];
    if (!atom || atom.sentence !== atoms[at]?.sentence) return "^";
    if (atom.mention && !hasCue(atom, "superlative")) continue;
    const cue = MARKING.find((tag) => hasCue(atom, tag));
    if (cue) return `${cue}${cueOf(atom, "superlative")?.counted ? "Count" : ""}${cueOf(atom, "aggregate")?.fn ?? ""}`;
  }
  return "none";
}

/** Whether a name asks for one thing or for several. */
function numberOf(atom: Atom, kind: AtomContext["kind"]): readonly string[] {
  if (kind !== "t" && kind !== "c") return [];
  const word = atom.text.toLowerCase().split(" ").at(-1) ?? "";
  return [`${kind} ${lemma(word) === word ? "one" : "many"}`];
}

function scoreNames(atom: Atom, kind: AtomContext["kind"]): readonly string[] {
  const { table, column, value } = strengths(atom.mention);
  const best = kind === "t" ? table : kind === "c" ? column : value;
  const both = Math.min(table, column) > 0.6 ? [`${kind} both`] : [];
  return [
    ...both,
    ...(best > 0 && best < 0.8 ? [`${kind} weak`] : []),
    ...(Math.max(table, column) > 0.8 && value > 0.8 ? [`${kind} nameOrValue`] : []),
  ];
}
