import { lemma, root } from "@/lib/language/words";

/** Participles that share no beginning with their verb. */
const PARTICIPLES: Readonly<Record<string, string>> = {
  gave: "given",
  took: "taken",
  wrote: "written",
  drove: "driven",
  pay: "paid",
  sell: "sold",
  buy: "bought",
  send: "sent",
  make: "made",
  hold: "held",
  leave: "left",
  meet: "met",
  build: "built",
  lend: "lent",
  freeze: "frozen",
  steal: "stolen",
  lose: "lost",
  withdraw: "withdrawn",
  use: "used",
};

const PRESENT: Readonly<Record<string, string>> = { gave: "give", took: "take", wrote: "write", drove: "drive" };

/** The verbs that a participle may be of: "charge", "charg" of "charged". @param done lower case */
export function verbsOf(done: string): readonly string[] {
  const [irregular] = Object.entries(PARTICIPLES).find(([, participle]) => participle === done) ?? [];
  if (irregular !== undefined) return [PRESENT[irregular] ?? irregular];
  const stem = /^(\p{L}{2,}?)(?:e?d)$/u.exec(done)?.[1];
  return stem === undefined ? [] : [`${stem}e`, stem, stem.replace(/(\p{L})\1$/u, "$1"), stem.replace(/i$/u, "y")];
}

/** True for a word of a name that a verb is of: `given` of give, `vaccination` of vaccinated. @param verb lower case, its particle behind it */
export function isOfVerb(word: string, verb: string): boolean {
  const [said = ""] = verb.split(" ");
  if (PARTICIPLES[said] === word) return true;
  const stem = root(lemma(said)).replace(/(?:at)?(?:ed|e)$|at$/u, "");
  if (lemma(said) === word || root(lemma(said)) === root(word)) return true;
  const ending = word.startsWith(stem) ? word.slice(stem.length) : null;
  return ending !== null && (stem.length >= 5 ? ending.length <= 6 : stem.length >= 3 && /^(?:n|en|ed|t|ted|down)$/u.test(ending));
}
