import { heldColumn, saysSame, type Filter, type Frame, type Noun } from "@/lib/engines/text2sql/reader/frame/frame";
import { sensesOf } from "@/lib/engines/text2sql/reader/words/unit";

/** True where "versus" or the like stands just before a place. */
export function isVersus({ units }: Frame, at: number): boolean {
  return units.slice(Math.max(0, at - 3), at).some(({ lower }) => /^(?:vs|versus)$/u.test(lower)) || isAgainst(units, at);
}

/** "fixed against variable": two values of one column. */
function isAgainst(units: Frame["units"], at: number): boolean {
  const before = sensesOf(units[at - 2], "value").map(({ column }) => column);
  return units[at - 1]?.lower === "against" && sensesOf(units[at], "value").some(({ column }) => before.includes(column));
}

/** Values of one column said of one noun are alternatives where they are listed; two that are not are a misreading. */
export function areListed({ units }: Frame, { filters }: Noun): boolean {
  const places = new Map<number, { readonly at: number; readonly value: unknown }>();
  return [...filters]
    .sort((a, b) => a.at - b.at)
    .every(({ at, condition }) => {
      const column =
        condition.kind === "compare" && condition.op === "=" && typeof condition.value === "string"
          ? condition.item.field?.column
          : undefined;
      if (column === undefined) return true;
      const before = places.get(column);
      const value = condition.kind === "compare" ? condition.value : null;
      places.set(column, { at, value });
      return (
        before === undefined ||
        before.at === at ||
        before.value === value ||
        units
          .slice(before.at + 1, at)
          .some(({ lower }) => /^(?:or|and|,|\/|&|vs|versus|nor|plus|including|against|either|as well as)$/u.test(lower))
      );
    });
}

/** "fixed versus variable loans" are set side by side: one row for each value. */
export function compareValues(frame: Frame): void {
  const { nouns, groups } = frame;
  if (groups.length > 0 || comparesPeriods(frame)) return;
  if (compareStates(frame)) return;
  const held = nouns.flatMap(({ filters }) =>
    filters.flatMap((filter) => {
      const { at, condition } = filter;
      const item =
        condition.kind === "compare" && condition.op === "="
          ? condition.item
          : condition.kind === "or" && condition.items[0]?.kind === "compare"
            ? condition.items[0].item
            : null;
      return item?.field ? [{ at, filters, filter, column: item.field.column, isOr: condition.kind === "or" }] : [];
    }),
  );
  // "running loans, fixed versus variable": a state that is several values is none of the two sides.
  const side =
    held.find(
      ({ at, filters, column, filter }) =>
        (isVersus(frame, at) && !isSaidAlike(filters, filter)) ||
        isListedMean(frame, filters, column) ||
        (isCompared(frame) && filters.filter((other) => heldColumn(other) === column).length > 1),
    ) ?? held.findLast(({ at, isOr }) => isOr && isVersusLater(frame, at));
  if (side)
    groups.push({
      at: side.at,
      noun: null,
      column: { at: side.at, senses: [{ kind: "column", column: side.column, score: 1 }], owner: null },
    });
}

/** "active car loans against active home loans": what is said of both sides alike is none of the two. */
function isSaidAlike(filters: readonly Filter[], said: Filter): boolean {
  return filters.some((other) => other !== said && saysSame(other, said));
}

/** "this year versus last year for ketches": two periods are set side by side, not what restricts both. */
function comparesPeriods({ units }: Frame): boolean {
  const sides = units.flatMap(({ lower }, at) => (/^(?:vs|versus)$/u.test(lower) ? [at] : []));
  return sides.length > 0 && sides.every((at) => units.slice(at + 1).find(({ kind }) => kind !== "small")?.kind === "window");
}

/** "secured versus unsecured loans": both sides of one yes or no, a row for each. */
function compareStates({ nouns, groups, units }: Frame): boolean {
  for (const { filters } of nouns) {
    for (const one of filters) {
      // "waived versus not waived": the second takes nothing back.
      const same = one.condition.kind === "or" ? one.condition.items.map((condition) => ({ at: one.at, condition })) : [];
      const flag =
        same.length === 2 && same.every(isState) && same[0] && heldColumn(same[0]) === (same[1] && heldColumn(same[1]))
          ? heldColumn(same[0])
          : undefined;
      if (flag !== undefined && isVersusLater({ units }, one.at)) {
        filters.splice(filters.indexOf(one), 1);
        groups.push({ at: one.at, noun: null, column: { at: one.at, senses: [{ kind: "column", column: flag, score: 1 }], owner: null } });
        return true;
      }
      const column = heldColumn(one);
      const other = filters.find(
        (filter) => filter.at > one.at && column !== undefined && heldColumn(filter) === column && !saysSame(filter, one),
      );
      if (
        column === undefined ||
        !other ||
        !units.slice(one.at, other.at).some(({ lower }) => /^(?:vs|versus|against)$/u.test(lower)) ||
        !isState(one) ||
        !isState(other)
      )
        continue;
      filters.splice(0, filters.length, ...filters.filter((filter) => filter !== one && filter !== other));
      groups.push({ at: one.at, noun: null, column: { at: one.at, senses: [{ kind: "column", column, score: 1 }], owner: null } });
      return true;
    }
  }
  return false;
}

function isState({ condition }: Noun["filters"][number]): boolean {
  return condition.kind === "compare" && typeof condition.value !== "string";
}

/** "average weight of dogs, cats and rabbits": a mean of each kind that is listed, where "or" takes them together. */
function isListedMean({ measures, units }: Frame, filters: readonly Filter[], column: number): boolean {
  const places = filters.flatMap((filter) => (heldColumn(filter) === column ? [filter.at] : []));
  const between = units.slice(Math.min(...places), Math.max(...places)).map(({ lower }) => lower);
  return (
    measures.length > 0 &&
    measures.every(({ fn }) => fn === "avg") &&
    new Set(places).size > 1 &&
    between.includes("and") &&
    !between.some((word) => /^(?:or|either)$/u.test(word))
  );
}

/** "compare deposits and withdrawals". */
function isCompared({ units }: Frame): boolean {
  return units[0]?.lower === "compare";
}

function isVersusLater({ units }: Pick<Frame, "units">, at: number): boolean {
  return units.slice(at, at + 5).some(({ lower }) => /^(?:vs|versus)$/u.test(lower));
}
