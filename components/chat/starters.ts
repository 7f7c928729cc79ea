import type { Catalog, Suggestion } from "@/lib/ask/catalog";

export type Starter = Suggestion;

const MOST_PER_GROUP = 5;

/**
 * The catalogue's suggestions by engine; each source of a group gets its turn, so that none hides the others. A database that is picked
 * has its group alone.
 * @param place what is picked, "source:bank" for a database
 */
export function groupSuggestions(
  { suggestions }: Pick<Catalog, "suggestions">,
  place: string,
): {
  readonly shop: readonly Starter[];
  readonly data: readonly Starter[];
  readonly logs: readonly Starter[];
} {
  const data = suggestions.filter(({ engine }) => engine === "text2sql");
  const picked = data.filter(({ source }) => `source:${source}` === place);
  return { shop: pick(suggestions, "shop"), data: pick(picked.length > 0 ? picked : data, "text2sql"), logs: pick(suggestions, "logs") };
}

function pick(suggestions: readonly Suggestion[], engine: Suggestion["engine"]): readonly Starter[] {
  const seen = new Map<string | null, number>();
  const ranked = suggestions.flatMap((starter) => {
    if (starter.engine !== engine) return [];
    const rank = seen.get(starter.source) ?? 0;
    seen.set(starter.source, rank + 1);
    return [{ starter, rank }];
  });
  return ranked
    .sort((a, b) => a.rank - b.rank)
    .slice(0, MOST_PER_GROUP)
    .map(({ starter }) => starter);
}
