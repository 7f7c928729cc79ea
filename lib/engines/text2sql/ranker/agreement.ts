import type { Draft } from "@/lib/engines/text2sql/draft/draft";

const PARTS: Readonly<Record<string, (draft: Draft) => unknown>> = {
  outputs: ({ select, everything }) => [everything, select],
  filters: ({ where, having }) => [where, having],
  groups: ({ group }) => group,
  order: ({ order, limit }) => [order, limit],
  sets: ({ set }) => set,
  distinct: ({ distinct }) => distinct,
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
    Object.entries(PARTS).map(([name, part]) => {
      const own = JSON.stringify(part(best.draft));
      return [name, plans.reduce((sum, { draft, probability }) => (JSON.stringify(part(draft)) === own ? sum + probability : sum), 0)];
    }),
  );
}
