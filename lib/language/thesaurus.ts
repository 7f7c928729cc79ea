export type PartOfSpeech = "noun" | "verb" | "adj" | "adv";
/** A meaning of a word: `number` 1 is its most frequent as that part of speech, `count` how often it was met in tagged texts. */
export type Sense = { readonly pos: PartOfSpeech; readonly synset: string; readonly number: number; readonly count: number };
/** Words of one meaning and what it points to; `source` and `target` are the places of the words a pointer is between, -1 for all. */
export type Synset = {
  readonly words: readonly string[];
  readonly pointers: readonly { readonly kind: string; readonly synset: string; readonly source: number; readonly target: number }[];
};
/** Where meanings are looked up: lower-case lemmas, and synsets by id. */
export type Dictionary = {
  readonly senses: (word: string) => readonly Sense[];
  readonly synset: (id: string) => Synset;
};

type Kinship = "same" | "kind of" | "wider than";
/** How one noun stands to another, and how far they are: 0 the same in every use. */
export type Kin = { readonly how: Kinship; readonly distance: number };

const COMMON = 4;
const HIGHEST = 3;
const FARTHEST = 2;
/** How far a kind is from what it is a kind of. */
const STEP = 0.4;

const KEPT = 5000;
const risen = new WeakMap<Dictionary, Map<string, ReadonlyMap<string, Reached>>>();

type Reached = { readonly distance: number; readonly steps: number };

/** What a noun is and what that is a kind of, by synset and by the last words of its names: how far, and in how many steps. */
function risingFrom(noun: string, dictionary: Dictionary): ReadonlyMap<string, Reached> {
  const known = risen.get(dictionary) ?? new Map<string, ReadonlyMap<string, Reached>>();
  risen.set(dictionary, known);
  const found = known.get(noun) ?? riseFrom(noun, dictionary);
  if (known.size >= KEPT) known.clear();
  known.set(noun, found);
  return found;
}

function riseFrom(noun: string, dictionary: Dictionary): ReadonlyMap<string, Reached> {
  const reached = new Map<string, Reached>();
  const note = (key: string, at: Reached): boolean => {
    if ((reached.get(key)?.distance ?? FARTHEST) <= at.distance) return false;
    reached.set(key, at);
    return true;
  };
  const rise = (id: string, at: Reached): void => {
    if (!note(id, at)) return;
    const { words, pointers } = dictionary.synset(id);
    const next = { distance: at.distance + STEP, steps: at.steps + 1 };
    // A motor vehicle is a vehicle, whatever stands between.
    for (const name of at.steps > 0 ? words : [])
      if (name.includes(" ")) note(headKey(name.slice(name.lastIndexOf(" ") + 1)), { ...at, distance: at.distance + STEP / 2 });
    for (const { kind, synset } of at.steps < HIGHEST ? pointers : []) if (kind === "@") rise(synset, next);
  };
  const senses = nounSenses(noun, dictionary);
  for (const sense of senses.slice(0, COMMON)) rise(sense.synset, { distance: rarity(sense, senses), steps: 0 });
  return reached;
}

function headKey(word: string): string {
  return `head ${word}`;
}

function nounSenses(noun: string, { senses }: Dictionary): readonly Sense[] {
  return senses(noun).filter(({ pos }) => pos === "noun");
}

/** How seldom a noun has this sense among its others: 0 where it always has. */
function rarity(sense: Sense, all: readonly Sense[]): number {
  const weight = ({ count, number }: Sense): number => count + 1 / number;
  return -Math.log2(weight(sense) / all.reduce((sum, other) => sum + weight(other), 0)) / 2;
}

/** How two nouns are kin by their more frequent senses: the nearest way, null where there is none. */
export function kinOf(noun: string, other: string, dictionary: Dictionary): Kin | null {
  const ways = (from: string, to: string, how: Kinship): readonly Kin[] => {
    const reached = risingFrom(from, dictionary);
    const senses = nounSenses(to, dictionary);
    const met = senses.flatMap((sense): readonly Kin[] => {
      const at = reached.get(sense.synset);
      return at ? [{ how: at.steps === 0 ? "same" : how, distance: at.distance + rarity(sense, senses) }] : [];
    });
    const head = reached.get(headKey(to));
    return head ? [...met, { how, distance: head.distance }] : met;
  };
  const found = [...ways(noun, other, "kind of"), ...ways(other, noun, "wider than")];
  return found.sort((a, b) => a.distance - b.distance)[0] ?? null;
}

/** The share of a word's uses in which it is a noun; 0 for what is no word. */
export function nounShare(word: string, { senses }: Dictionary): number {
  const weigh = (all: readonly Sense[]): number => all.reduce((sum, { count, number }) => sum + count + 1 / number, 0);
  const all = senses(word);
  return all.length === 0 ? 0 : weigh(all.filter(({ pos }) => pos === "noun")) / weigh(all);
}
