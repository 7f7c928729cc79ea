import { atomContexts, kindOf, mask, type AtomContext } from "@/lib/engines/text2sql/search/atom-context";
import type { Reading } from "@/lib/engines/text2sql/words/read";

/** What the ranker needs to know of one question, made once for all its plans. */
export type Asked = {
  readonly reading: Reading;
  readonly contexts: readonly (AtomContext | null)[];
  readonly grams: readonly string[];
  /** By the places of two neighbouring names: how they stand to each other. */
  readonly pairs: ReadonlyMap<string, readonly string[]>;
  /** Columns that some word may mean or some value is stored in. */
  readonly linked: ReadonlySet<number>;
  /** By atom: how much worse than the best column each column of its mention fits there, in steps of doubt. */
  readonly gaps: readonly ReadonlyMap<number, string>[];
  /** Lemmas of the question. */
  readonly words: ReadonlySet<string>;
};

/** Prepares a question for the factors of its plans. */
export function askedOf(reading: Reading): Asked {
  const linked = new Set(
    reading.atoms.flatMap((atom) => [...(atom.mention?.columns ?? []), ...(atom.mention?.values ?? [])].map((target) => target.column)),
  );
  const named = new Set(
    reading.atoms.flatMap((atom) => atom.mention?.tables.filter((target) => target.score > 0.55).map((target) => target.table) ?? []),
  );
  const contexts = atomContexts(reading);
  return {
    reading,
    contexts,
    pairs: pairsOf(reading, contexts),
    grams: questionGrams(reading),
    linked,
    gaps: reading.atoms.map((_, at) => gapsAt(at, reading, named)),
    words: new Set(reading.tokens.flatMap((token) => [token.lemma, token.root])),
  };
}

/** A column fits where its name does, its table is named, and best beside the word. */
function gapsAt(at: number, reading: Reading, named: ReadonlySet<number>): ReadonlyMap<number, string> {
  const { atoms, schema } = reading;
  const near = [1, 2, 3, 4, -1, -2, -3, -4]
    .map((step) => atoms[at + step])
    .find((atom) => atom && atom.sentence === atoms[at]?.sentence && (atom.mention?.tables[0]?.score ?? 0) > 0.55)?.mention
    ?.tables[0]?.table;
  const costs = (atoms[at]?.mention?.columns ?? []).map(({ column, score }) => {
    const table = schema.columns[column]?.table ?? -1;
    return { column, cost: 2.2 * (1 - score) + (named.has(table) || named.size === 0 ? 0 : 0.5) - (table === near ? 0.35 : 0) };
  });
  const best = Math.min(...costs.map(({ cost }) => cost));
  return new Map(
    costs.map(({ column, cost }) => [
      column,
      cost - best < 0.02 ? "0" : cost - best < 0.25 ? "1" : cost - best < 0.6 ? "2" : cost - best < 1.2 ? "3" : "4",
    ]),
  );
}

/** The question's grammar words and their pairs, with names, values and numbers masked: "how many <t>", "each <c>". */
function questionGrams(reading: Reading): readonly string[] {
  const masked = reading.atoms.flatMap((atom) => {
    const kind = kindOf(atom);
    return kind ? [`<${kind === "q" ? "v" : kind}>`] : atom.text.toLowerCase().split(" ");
  });
  const words = ["^", ...masked, "$"];
  const grams = new Set<string>();
  words.forEach((word, at) => {
    if (!/^[<^$]/u.test(word)) grams.add(word);
    const next = words[at + 1];
    if (next !== undefined) grams.add(`${word} ${next}`);
  });
  return [...grams];
}

/**
 * Names that the ranker pairs with what a plan does with two neighbours: what they are, what stands between them, whether one table has
 * both.
 */
function pairsOf({ atoms, schema }: Reading, contexts: readonly (AtomContext | null)[]): ReadonlyMap<string, readonly string[]> {
  const places = contexts.flatMap((context, at) =>
    context ? [{ at, kind: context.kind, nature: context.places.find((place) => place.startsWith(`${context.kind} is `)) ?? "" }] : [],
  );
  return new Map(
    places.slice(1).map((next, index) => {
      const before = places[index] ?? next;
      const between = atoms
        .slice(before.at + 1, next.at)
        .map((atom) => mask(atom))
        .join(" ");
      const kinds = `${before.kind} ${next.kind}`;
      const [one, other] = [atoms[before.at], atoms[next.at]].map((atom) => schema.columns[atom?.mention?.columns[0]?.column ?? -1]?.table);
      return [
        `${before.at} ${next.at}`,
        [
          kinds,
          `${kinds} b ${between}`,
          `${before.nature} ${next.nature}`,
          `${before.nature} ${next.nature} b ${between}`,
          ...(one !== undefined && other !== undefined ? [`${kinds} ${one === other ? "one" : "two"} b ${between}`] : []),
        ],
      ] as const;
    }),
  );
}
