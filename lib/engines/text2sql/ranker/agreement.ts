import type { Draft } from "@/lib/engines/text2sql/draft/draft";

const PARTS: Readonly<Record<string, readonly (keyof Draft)[]>> = {
  outputs: ["everything", "select"],
  filters: ["where", "having"],
  groups: ["group"],
  order: ["order", "limit"],
  sets: ["set"],
  distinct: ["distinct"],
};

/**
 * How far the plans of a question agree with the best one, part by part: the probability of all plans that have the same outputs, filters
 * and so on.
 * @param plans best first, probabilities that add up to 1 @returns shares from 0 to 1
 */
export function agreementOf(plans: readonly { readonly draft: Draft; readonly probability: number }[]): ReadonlyMap<string, number> {
  const [best] = plans;
  if (!best) return new Map();
  return new Map(
    Object.entries(PARTS).map(([name, keys]) => {
      const own = keys.map((key) => JSON.stringify(best.draft[key]));
      // Plans made of one another share what they have in common.
      const isAlike = (draft: Draft): boolean =>
        keys.every((key, at) => draft[key] === best.draft[key] || JSON.stringify(draft[key]) === own[at]);
      return [name, plans.reduce((sum, { draft, probability }) => (isAlike(draft) ? sum + probability : sum), 0)];
    }),
  );
}
