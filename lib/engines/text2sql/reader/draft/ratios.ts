import type { Condition, Item } from "@/lib/engines/text2sql/draft/draft";
import { STATE } from "@/lib/engines/text2sql/reader/frame/standing";
import { isFlag } from "@/lib/engines/text2sql/reader/words/match-names";
import type { Filter, Frame } from "@/lib/engines/text2sql/reader/frame/frame";
import { countItem, measureItem } from "@/lib/engines/text2sql/reader/draft/measures";
import { resolveColumns } from "@/lib/engines/text2sql/reader/columns/resolve-column";
import type { Column } from "@/lib/engines/text2sql/schema/schema";
import { conditionsOf, newScope } from "@/lib/engines/text2sql/reader/draft/scope";
import type { Work } from "@/lib/engines/text2sql/reader/draft/work";
import { addNoun, amongParents } from "@/lib/engines/text2sql/reader/draft/add-noun";

/** Takes out of the nouns what a percentage is of: conditions said after the verb, or after the noun. */
export function takeShare(work: Work): readonly Condition[] | null {
  const { frame, main, children } = work;
  const verb = frame.units.findIndex(
    ({ lower }, at) =>
      at > Math.min(main.noun.at, ...frame.measures.map((measure) => measure.at)) &&
      /^(?:is|are|was|were|be|been|that|which|who|have|has|had|do|did|with|comes?|came|goes|went)$/u.test(lower),
  );
  const start = verb < 0 ? main.noun.at : mainVerb(frame, verb);
  const own = sharedFilters(work, start);
  const late =
    frame.rateOf !== null
      ? []
      : children(main.noun).filter(
          ({ at, filters, negated }) =>
            at > start && (filters.length > 0 || negated || verb >= 0) && !frame.groups.some(({ noun }) => noun !== null && noun.at === at),
        );
  // "share of business customers with a mortgage": of what is had, among those of the kind.
  if (late.length > 0 && own.every(({ at }) => at <= main.noun.at)) own.splice(0);
  main.noun.filters.splice(0, main.noun.filters.length, ...main.noun.filters.filter((filter) => !own.includes(filter)));
  const shared: Condition[] = [];
  for (const noun of late) {
    const scope = newScope(main.noun.table);
    addNoun(scope, main.noun.table, noun, frame, children);
    const among = scope.steps.length === 0 ? scope.where : amongParents(scope);
    if (!among) return null;
    shared.push(...among);
    frame.nouns.splice(frame.nouns.indexOf(noun), 1);
  }
  return [...conditionsOf({ filters: own }), ...shared];
}

/** "share of the orders that were shipped are gifts": the verb behind the clause that says what the share is of; else the one given. */
function mainVerb({ units }: Frame, first: number): number {
  const isVerb = (lower: string | undefined): boolean => /^(?:is|are|was|were|have|has|had)$/u.test(lower ?? "");
  const main = /^(?:that|which|who|with)$/u.test(units[first]?.lower ?? "")
    ? units.findIndex(
        ({ lower }, at) =>
          at > first + 2 &&
          isVerb(lower) &&
          /^(?:name|word|number|window|small)$/u.test(units[at - 1]?.kind ?? "") &&
          !/^(?:and|or|but|not|never|also|that|which|who)$/u.test(units[at - 1]?.lower ?? ""),
      )
    : -1;
  return main < 0 ? first : main;
}

/** The conditions that the share is of. A window is one only where nothing else is: "made online in 2026" is a share of those in 2026. */
function sharedFilters({ frame, main }: Work, start: number): Filter[] {
  const { rateOf, units } = frame;
  if (rateOf !== null) return main.noun.filters.filter(({ at }) => at === rateOf);
  // "past due share of the active loans": the state said before the word is the part.
  const before = /^(?:share|proportion|portion)/u.test(units[frame.share ?? -1]?.lower ?? "")
    ? main.noun.filters.filter(({ at, condition }) => at < (frame.share ?? 0) && condition.kind !== "between")
    : [];
  if (before.length > 0) return before;
  const after = main.noun.filters.filter(({ at }) => at > start);
  // "percentage of past due loans by branch", "share of failed payments by kind in May" are rates within each, "share of deposits by channel" a
  // part of the whole.
  const said = main.noun.filters.filter(({ at, condition }) => at <= main.noun.at && condition.kind !== "between");
  const isOfState = said.length > 0 && said.every(({ condition }) => isStateOf(condition, frame.schema));
  const isGrouped = frame.groups.length > 0 && after.every(({ at }) => units[at]?.kind === "window");
  const isRate =
    isOfState || ((after.length === 0 || said.length > 0) && /percent|proportion|fraction/u.test(units[frame.share ?? -1]?.lower ?? ""));
  if (isGrouped && isRate) return said;
  if (isGrouped && said.length > 0) return [];
  // "customers are on the watch list" is one name of a noun and its state.
  const inside =
    after.length === 0
      ? main.noun.filters.filter(({ at }) => at === main.noun.at && / (?:is|are|was|were) /u.test(units[at]?.lower ?? ""))
      : [];
  if (inside.length > 0) return inside;
  const others = after.filter(({ at }) => units[at]?.kind !== "window" && !isOfAll(units, at));
  const rest = after.filter(({ at }) => !isOfAll(units, at));
  return others.length > 0
    ? others
    : rest.length > 0 || after.length === 0
      ? rest
      : main.noun.filters.filter(({ at, condition }) => at <= main.noun.at && condition.kind !== "between");
}

/** "failed", "waived": how rows turned out or stand, in contrast to what kind they are of. */
function isStateOf(condition: Condition, schema: Frame["schema"]): boolean {
  if (condition.kind === "or") return condition.items.every((item) => isStateOf(item, schema));
  const column = condition.kind === "compare" && condition.op === "=" ? schema.columns[condition.item.field?.column ?? -1] : undefined;
  return column !== undefined && (isFlag(column) || STATE.test(column.lemmas.at(-1) ?? ""));
}

/** "share of remote staff, current staff only": what is left out of the whole, too. */
function isOfAll(units: Frame["units"], at: number): boolean {
  return units.slice(at + 1, at + 4).some(({ lower }) => lower === "only") || units[at - 1]?.lower === "only";
}

/** "what percent of the total limit is used": one figure of a row in percent of another, both added up; null where two are not named. */
export function figureOfFigure({ frame, near }: Work): Item | null {
  const [measure, ...others] = frame.measures;
  const whole = measure?.fn === "sum" && others.length === 0 ? measure.column : frame.measures.length === 0 ? frame.outputs[0] : null;
  const parts = frame.outputs.filter((use) => use !== whole);
  const [of, column] = [whole, parts[0]].map((use) => (use ? frame.schema.columns[resolveColumns(use, frame, near)[0] ?? -1] : undefined));
  const isFigure = (found: Column | undefined): found is Column => found?.type === "number" && !found.isForeign && !found.isPrimary;
  return frame.share !== null && parts.length === 1 && isFigure(of) && isFigure(column) && of.id !== column.id && of.table === column.table
    ? { agg: "sum", field: { column: column.id }, percentOf: { column: of.id } }
    : null;
}

/** The share of rows, or of a figure of theirs, that meet what was said of them; or of each group in the whole. */
export function ratioItems(work: Work, percent: readonly Condition[] | null): readonly (Item | null)[] {
  if (!percent) return [null];
  const [measure] = work.frame.measures;
  const base = measure && (measure.fn === "sum" || measure.fn === "count") ? measureItem(measure, work) : measure ? null : countItem(work);
  if (!base) return [null];
  if (percent.length > 0) return [{ ...base, filter: percent, percent: true }];
  return work.frame.groups.length > 0 ? [measure ? { ...base, share: true } : { agg: "count", field: null, share: true }] : [null];
}
