import type { Frame, Noun } from "@/lib/engines/text2sql/reader/frame/frame";
import { findPath, isLinked } from "@/lib/engines/text2sql/reader/columns/paths";

/** What each noun hangs on: the nearest noun before it that a key leads to, the subject for what it "has", else the main noun. */
export function attach(frame: Frame, main: Noun): (noun: Noun) => readonly Noun[] {
  const { nouns, schema } = frame;
  const parents = new Map<Noun, Noun>();
  const order = [main, ...nouns.filter((noun) => noun !== main)];
  order.forEach((noun, place) => {
    if (noun === main) return;
    const before = order
      .slice(0, place)
      .filter((other) => other.at < noun.at || other === main)
      .sort((a, b) => b.at - a.at);
    const subject = nouns[0];
    const linked = before.filter(
      (other) => !other.negated && (noun.via ? leadsBy(frame, other, noun) : isLinked(schema, other.table, noun.table)),
    );
    const had =
      (noun.isHad || (noun.bound && nouns.some((other) => other !== noun && other.bound))) &&
      subject &&
      subject !== noun &&
      linked.includes(subject) &&
      !noun.via
        ? subject
        : undefined;
    const joint =
      before[0] !== undefined &&
      isAlsoHad(frame, before[0], noun) &&
      parents.get(before[0]) === subject &&
      linked.some((other) => other === subject);
    const negatedBefore =
      noun.at > main.at
        ? before.find((other) => other.negated && other.at < noun.at && isLinked(schema, other.table, noun.table) && !noun.isHad)
        : undefined;
    const idleRole = noun.via !== null && noun.filters.length === 0 && leadsBy(frame, main, noun) ? main : undefined;
    parents.set(
      noun,
      idleRole ??
        (subject && apart(frame, noun, before, subject, parents)) ??
        negatedBefore ??
        had ??
        (joint ? subject : undefined) ??
        (linked[0] && liesBetween(schema, main, noun, linked[0]) ? main : undefined) ??
        linked[0] ??
        nearest(frame, before, noun) ??
        main,
    );
  });
  return (noun) => nouns.filter((other) => parents.get(other) === noun);
}

/** "installments of the Wexley branch on car loans": the loan that each belongs to, and not one of others that the branch has. */
function liesBetween(schema: Frame["schema"], main: Noun, noun: Noun, other: Noun): boolean {
  const pointsTo = (from: number, to: number): boolean =>
    schema.links.some((link) => schema.columns[link.from]?.table === from && schema.columns[link.to]?.table === to);
  return noun.via === null && !noun.negated && other !== main && pointsTo(main.table, noun.table) && pointsTo(noun.table, other.table);
}

/**
 * "copies at Central but none at Harbour", "borrowed both crime and fantasy": what has the one has, or lacks, the other by rows of its own
 * between.
 */
function apart({ nouns }: Frame, noun: Noun, before: readonly Noun[], subject: Noun, parents: Map<Noun, Noun>): Noun | undefined {
  const twin =
    noun.via === null && noun.filters.length > 0
      ? before.find((other) => other !== subject && other.table === noun.table && !other.negated && other.filters.length > 0)
      : undefined;
  const between = twin && parents.get(twin);
  if (!between || between === subject || parents.get(between) !== subject || between.via !== null) return undefined;
  const other: Noun = { ...between, filters: [...between.filters], negated: noun.negated };
  noun.negated = false;
  nouns.push(other);
  parents.set(other, subject);
  return other;
}

/** "members with a locker and a guest pass": the second is the subject's own, not one of what was named before it. */
function isAlsoHad({ units }: Frame, last: Noun, noun: Noun): boolean {
  const between = units.slice(last.at + 1, noun.at).filter(({ kind }) => kind !== "name");
  return (
    last.isHad &&
    !last.negated &&
    noun.via === null &&
    between.some(({ lower }) => /^(?:and|plus|as well as|or)$/u.test(lower)) &&
    between.every(({ lower }) => /^(?:and|plus|as well as|or|also|an?|both|either|,)$/u.test(lower))
  );
}

function leadsBy({ schema }: Frame, from: Noun, to: Noun): boolean {
  return to.via?.some((key) => schema.columns[key]?.table === from.table) === true;
}

function nearest({ schema }: Frame, before: readonly Noun[], noun: Noun): Noun | undefined {
  const rated = before.map((other) => ({ other, length: findPath(schema, other.table, noun.table)?.length ?? 99 }));
  return rated.sort((a, b) => a.length - b.length)[0]?.other;
}
