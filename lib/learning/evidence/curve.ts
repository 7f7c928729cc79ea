import { generator } from "@/lib/platform/seeded-random";

/** A question with what is right for it; questions of one family mean the same. */
export type Asked = { readonly id: string; readonly question: string; readonly family: string };
/** Where corrections come from, in the order they are made, and what is asked afterwards. */
export type Split = { readonly corrected: readonly Asked[]; readonly tested: readonly Asked[] };

/**
 * Two ways to ask whether corrections help, seeded. `otherWords`: what was corrected is asked again in words that were
 * not corrected. `otherQuestions`: half of the families are corrected, all words of the other half are asked, so that
 * no tested question is a paraphrase of a corrected one.
 */
export function splitForCurve(asked: readonly Asked[], seed: number): { readonly otherWords: Split; readonly otherQuestions: Split } {
  const random = generator(seed);
  const families = shuffle([...new Set(asked.map(({ family }) => family))], random);
  const members = families.map((family) => shuffle(distinct(asked.filter((one) => one.family === family)), random));
  const several = members.filter((family) => family.length > 1);
  const half = Math.ceil(members.length / 2);
  return {
    otherWords: { corrected: several.flatMap(([first]) => (first ? [first] : [])), tested: several.flatMap((family) => family.slice(1)) },
    otherQuestions: { corrected: members.slice(0, half).flatMap(([first]) => (first ? [first] : [])), tested: members.slice(half).flat() },
  };
}

function distinct(asked: readonly Asked[]): readonly Asked[] {
  const seen = new Set<string>();
  return asked.filter(({ question }) => !seen.has(question.toLowerCase()) && seen.add(question.toLowerCase()));
}

/** A seeded shuffle. */
export function shuffle<T>(items: readonly T[], random: () => number): readonly T[] {
  return items
    .map((item) => ({ item, at: random() }))
    .sort((a, b) => a.at - b.at)
    .map(({ item }) => item);
}
