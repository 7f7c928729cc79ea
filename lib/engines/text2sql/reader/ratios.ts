import type { Condition, Item } from "@/lib/engines/text2sql/draft";
import { countItem } from "@/lib/engines/text2sql/reader/measures";
import { addNoun, conditionsOf, newScope } from "@/lib/engines/text2sql/reader/scope";
import type { Work } from "@/lib/engines/text2sql/reader/work";

/** Takes out of the nouns what a percentage is of: conditions said after the verb, or after the noun. */
export function takeShare({ frame, main, children }: Work): readonly Condition[] | null {
  const verb = frame.units.findIndex(({ lower }, at) => at > main.noun.at && /^(?:is|are|was|were|be|been|that|which|who|have|has|had|do|did|with)$/u.test(lower));
  const start = verb < 0 ? main.noun.at : verb;
  const own = main.noun.filters.filter(({ at, condition }) => at > start || (verb < 0 && at >= main.noun.at && condition.kind !== "between"));
  const late = children(main.noun).filter(({ at, filters, negated }) => at > start && (filters.length > 0 || negated || verb >= 0) && !frame.groups.some(({ noun }) => noun !== null && noun.at === at));
  main.noun.filters.splice(0, main.noun.filters.length, ...main.noun.filters.filter((filter) => !own.includes(filter)));
  const scope = newScope(main.noun.table);
  for (const noun of late) {
    addNoun(scope, main.noun.table, noun, frame, children);
    frame.nouns.splice(frame.nouns.indexOf(noun), 1);
  }
  return scope.steps.length > 0 ? null : [...conditionsOf({ filters: own }), ...scope.where];
}

/** The share of rows that meet what was said of them, or of each group in the whole. */
export function ratioItems(work: Work, percent: readonly Condition[] | null): readonly (Item | null)[] {
  if (!percent) return [null];
  const count = countItem(work);
  if (percent.length > 0) return [{ ...count, filter: percent, percent: true }];
  return work.frame.groups.length > 0 ? [{ agg: "count", field: null, share: true }] : [null];
}
