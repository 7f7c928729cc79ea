import { conditionItems, type Condition } from "@/lib/engines/text2sql/draft/draft";
import type { Cue } from "@/lib/engines/text2sql/words/cues";
import { heldColumn, saysSame, type Filter, type Frame, type Noun } from "@/lib/engines/text2sql/reader/frame/frame";
import { sensesOf, type Unit } from "@/lib/engines/text2sql/reader/words/unit";

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

/** "not overdrawn or frozen": the negation holds for the second as well, which is said at `at`. */
export function continuesNegation({ units }: Pick<Frame, "units">, at: number): boolean {
  const [first, or, second] = units.slice(at - 2, at + 1);
  const lead = units.slice(Math.max(0, at - 2 - LEAD), at - 2);
  const not = lead.findLastIndex(({ cues }) => cues.some(({ tag }) => tag === "not"));
  return (
    or?.lower === "or" &&
    [first, second].every((unit) => isState(unit)) &&
    not >= 0 &&
    lead.slice(not + 1).every(({ kind }) => kind === "small")
  );
}

function isState(unit: Unit | undefined): boolean {
  return unit?.senses.some(({ kind }) => kind === "value" || kind === "state" || kind === "term" || kind === "definition") === true;
}

/** What is said of a noun at one place. */
type Said = { readonly at: number; readonly filters: readonly Filter[] };

/**
 * "overdrawn or frozen", "active or past due" where active is more than one state: either will do. Values of one column are left to
 * `conditionsOf`, which joins them anyway.
 */
export function joinAlternatives(frame: Frame): void {
  for (const { filters, table } of frame.nouns) {
    const places = [...new Set(filters.map(({ at }) => at))].sort((a, b) => a - b);
    const said = places.map((at): Said => ({ at, filters: filters.filter((filter) => filter.at === at) }));
    const links = said.map((one, at) => (said[at + 1] ? jointOf(frame, table, one, said[at + 1] ?? one) : null));
    const runs: Said[][] = [];
    for (const [at, one] of said.entries()) {
      // "frozen, closed or overdrawn": a comma means what the last joint says.
      const isListed = links[at - 1] === "," && links.slice(at - 1).find((link) => link !== ",") === "or";
      if (at > 0 && (isListed || links[at - 1] === "or")) runs.at(-1)?.push(one);
      else runs.push([one]);
    }
    for (const run of runs) {
      const [first, ...others] = run;
      if (!first || others.length === 0) continue;
      // "failed in May or over 100": whether the time is said of both is not told.
      if (isTimed(first) && filters.some(({ at }) => at < first.at && at >= first.at - LEAD)) frame.unread.push(first.at);
      frame.joints.push(
        ...frame.units.flatMap(({ lower }, at) => (lower === "or" && at > first.at && at < (run.at(-1)?.at ?? 0) ? [at] : [])),
      );
      if (new Set(run.flatMap((one) => one.filters.map((filter) => heldColumn(filter) ?? filter))).size > 1)
        filters.splice(
          0,
          filters.length,
          ...filters.filter((filter) => !run.some((one) => one.filters.includes(filter))),
          ...eitherOf(run),
        );
    }
  }
}

function isTimed({ filters }: Said): boolean {
  return filters.some(({ condition }) => condition.kind === "between" && condition.until === true);
}

/** Filters of which one of every combination must hold, where some places say several things at once. */
function eitherOf(run: readonly Said[]): readonly Filter[] {
  const all = run.reduce<readonly (readonly Condition[])[]>(
    (made, { filters }) => made.flatMap((items) => filters.map(({ condition }) => [...items, ...alternativesOf(condition)])),
    [[]],
  );
  return all.map((items) => ({ at: run[0]?.at ?? 0, condition: { kind: "or", items: conditionsIn(items) } }));
}

function alternativesOf(condition: Condition): readonly Condition[] {
  return condition.kind === "or" ? condition.items : [condition];
}

function conditionsIn(items: readonly Condition[]): readonly Condition[] {
  return items.filter((item, at) => items.findIndex((other) => JSON.stringify(other) === JSON.stringify(item)) === at);
}

/** True for states of one column, of which a row has one: "active and past due" are either. */
export function sayOneColumn(filters: readonly Filter[]): boolean {
  const columns = filters.flatMap(({ at, condition }) => alternativesOf(condition).map((one) => heldColumn({ at, condition: one })));
  return columns.every((column) => column !== undefined && column === columns[0]);
}

/** What joins two states where only words that tell nothing else stand between; states of one column are either, however they are joined. */
function jointOf({ units, unread }: Frame, table: number, last: Said, next: Said): "or" | "," | null {
  const between = units.slice(last.at + 1, next.at);
  const joints = between.filter(({ lower }) => /^(?:or|and|,|\/)$/u.test(lower));
  const both = [...last.filters, ...next.filters];
  const columns = new Set(both.flatMap(({ condition }) => conditionItems(condition)).map(({ field }) => field?.column));
  const isIdle = (unit: Unit): boolean =>
    /^(?:small|number)$/u.test(unit.kind) ||
    joints.includes(unit) ||
    unit.cues.some(({ tag }) => IDLE.has(tag)) ||
    SIGN.test(unit.lower) ||
    unit.senses.some(
      (sense) => (sense.kind === "table" && sense.table === table) || (sense.kind === "column" && columns.has(sense.column)),
    );
  const isOr = joints.at(-1)?.lower === "or" && joints.slice(0, -1).every(({ lower }) => lower === ",");
  const isComma = joints.length === 1 && joints[0]?.lower === ",";
  const isOneColumn = both.length === 2 && sayOneColumn(both);
  if (joints.length === 0 || !between.every(isIdle) || !(isOr || isComma || isOneColumn)) return null;
  const isNegated = units.slice(Math.max(0, last.at - LEAD), next.at).some(({ cues }) => cues.some(({ tag }) => NEGATES.has(tag)));
  // "not on the list or from Ohio": whether the second is denied too is not said.
  if (isNegated && isOr && !isOneColumn && !continuesNegation({ units }, next.at)) unread.push(next.at);
  return isNegated ? null : isOr || isOneColumn ? "or" : ",";
}

/** "customers with a mortgage or on the watch list": what is said of a noun itself that an "or" ties to what belongs to it. */
function tiedBy({ units, joints }: Frame, { filters }: Noun, other: Noun): readonly Filter[] {
  const own = [other.at, ...other.filters.map(({ at }) => at)];
  return filters.filter(({ at, condition }) => {
    const columns = new Set(conditionItems(condition).map(({ field }) => field?.column));
    const isOf = (unit: Unit): boolean =>
      unit.senses.some(
        (sense) => (sense.kind === "table" && sense.table === other.table) || (sense.kind === "column" && columns.has(sense.column)),
      );
    const [last, next] = at > other.at ? [Math.max(...own.filter((place) => place < at)), at] : [at, Math.min(...own)];
    const between = units.slice(last + 1, next);
    const or = between.findIndex(({ lower }) => lower === "or");
    return (
      or >= 0 &&
      !joints.includes(last + 1 + or) &&
      between.every(
        (unit) =>
          unit.kind === "small" || unit.lower === "or" || isOf(unit) || unit.cues.some(({ tag }) => IDLE.has(tag) || NEGATES.has(tag)),
      )
    );
  });
}

/** "with more than 3 accounts or more than 2 loans": either of two nouns that belong to the subject will do. */
export function isEither({ nouns, units, joints }: Frame, noun: Noun): boolean {
  const isHeld = ({ isHad, bound }: Noun): boolean => isHad || bound !== undefined;
  const inOrder = [...nouns].sort((one, other) => one.at - other.at);
  const place = inOrder.indexOf(noun);
  const isJoined = (a: Noun | undefined, b: Noun | undefined): boolean =>
    a !== undefined &&
    b !== undefined &&
    a !== nouns[0] &&
    (isHeld(a) || isHeld(b)) &&
    units.some(({ lower }, at) => lower === "or" && at > a.at && at < b.at && !joints.includes(at));
  return isJoined(inOrder[place - 1], noun) || isJoined(noun, inOrder[place + 1]);
}

/** Where an "or" stands that joins no states of one noun. */
export function looseJoints({ units, joints }: Frame): readonly number[] {
  return units.flatMap(({ lower }, at) => (lower === "or" && !joints.includes(at) && units[at + 1]?.kind !== "window" ? [at] : []));
}

/** Takes out of a noun what an "or" ties to what belongs to it: either of the two will do. */
export function takeTied(
  frame: Frame,
  noun: Noun,
  others: readonly Noun[],
): { readonly either: Condition[]; readonly nouns: readonly Noun[] } {
  const ties = others.map((other) => ({ other, filters: tiedBy(frame, noun, other) }));
  const tied = new Set(ties.flatMap(({ filters }) => filters));
  noun.filters.splice(0, noun.filters.length, ...noun.filters.filter((filter) => !tied.has(filter)));
  return {
    either: [...tied].map(({ condition }) => condition),
    nouns: ties.flatMap(({ other, filters }) => (filters.length > 0 ? [other] : [])),
  };
}

const IDLE: ReadonlySet<Cue["tag"]> = new Set(["in", "be", "relative", "with", "from", "compare"]);
/** What only says on which side of 0 a figure is. */
const SIGN = /^(?:negative|positive|zero)$/u;

/** How far before a state what negates it may stand. */
const LEAD = 3;
const NEGATES = new Set(["not", "without", "except"]);

/** "fixed versus variable loans" are set side by side: one row for each value. */
export function compareValues(frame: Frame): void {
  const { nouns, groups } = frame;
  if (comparesPeriods(frame) || compareStates(frame)) return;
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
        (groups.length === 0 && isListedMean(frame, filters, column)) ||
        (isCompared(frame) && filters.filter((other) => heldColumn(other) === column).length > 1),
    ) ?? held.findLast(({ at, isOr }) => isOr && isVersusLater(frame, at));
  const isGrouped = groups.some(({ column }) => column?.senses.some((sense) => sense.column === side?.column && sense.score > 0.9));
  if (side && !isGrouped)
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
        same.length === 2 && same.every(isMark) && same[0] && heldColumn(same[0]) === (same[1] && heldColumn(same[1]))
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
        !isMark(one) ||
        !isMark(other)
      )
        continue;
      filters.splice(0, filters.length, ...filters.filter((filter) => filter !== one && filter !== other));
      groups.push({ at: one.at, noun: null, column: { at: one.at, senses: [{ kind: "column", column, score: 1 }], owner: null } });
      return true;
    }
  }
  return false;
}

function isMark({ condition }: Noun["filters"][number]): boolean {
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
