import type { Bound } from "@/lib/engines/shop/queries/aggregate";
import type { Reading, Tag } from "@/lib/engines/shop/said/reading";

/** A bound on some figure, with the tags that it was read from and the tags beside it that say which figure. */
export type Amount = {
  readonly bound: Bound;
  readonly before: Tag | null;
  readonly after: Tag | null;
  readonly used: ReadonlySet<Tag>;
  readonly words: string;
  /** Said to be money: "worth", "costing", "5000 taka". */ readonly isMoney: boolean;
};

/** Every "over 800", "between 1000 and 2000", "5+", "3 or more" and "1000-2000" of a question. */
export function findAmounts({ tags, tokens }: Reading, text: string): readonly Amount[] {
  const amounts: Amount[] = [];
  const taken = new Set<Tag>();
  const textBetween = (left: Tag, right: Tag): string => text.slice(tokens[left.end - 1]?.end ?? 0, tokens[right.start]?.start ?? 0);
  for (let at = 0; at < tags.length; at += 1) {
    const tag = tags[at];
    if (!tag || taken.has(tag) || !(tag.meaning.kind === "bound" || tag.meaning.kind === "number")) continue;
    const amount = tag.meaning.kind === "bound" ? boundFirst(tags, at, textBetween) : numberFirst(tags, at, textBetween);
    if (!amount) continue;
    amounts.push(amount);
    amount.used.forEach((used) => taken.add(used));
  }
  return amounts;
}

type TextBetween = (left: Tag, right: Tag) => string;

function boundFirst(tags: readonly Tag[], at: number, between: TextBetween): Amount | null {
  const tag = tags[at];
  if (tag?.meaning.kind !== "bound") return null;
  const first = nextNumber(tags, at + 1);
  if (first === -1) return null;
  const used = new Set([tag]);
  const low = numberAt(tags, first);
  const second = tag.meaning.op === "between" ? nextNumber(tags, first + 1) : -1;
  if (tag.meaning.op === "between" && second === -1) return null;
  for (const index of [first, second]) if (tags[index]) used.add(tags[index]);
  const values = second === -1 ? [low] : [low, numberAt(tags, second)].sort((a, b) => a - b);
  return finish(tags, at, second === -1 ? first : second, { op: tag.meaning.op, values }, used, between);
}

function numberFirst(tags: readonly Tag[], at: number, between: TextBetween): Amount | null {
  const tag = tags[at];
  if (tag?.meaning.kind !== "number") return null;
  const value = tag.meaning.value;
  const [next, second] = [tags[at + 1], tags[at + 2]];
  const isTail = next?.meaning.kind === "bound" && next.meaning.op !== "between" && second?.meaning.kind !== "number";
  if (next?.meaning.kind === "bound" && isTail)
    return finish(tags, at, at + 1, { op: next.meaning.op, values: [value] }, new Set([tag, next]), between);
  if (next?.words === "+") return finish(tags, at, at + 1, { op: "at_least", values: [value] }, new Set([tag, next]), between);
  const joined =
    next?.meaning.kind === "number"
      ? next
      : second?.meaning.kind === "number" && (next?.words === "to" || next?.words === "and")
        ? second
        : null;
  if (joined?.meaning.kind === "number" && /^\s*(?:-|–|—|to)\s*$/.test(between(tag, joined))) {
    return finish(
      tags,
      at,
      tags.indexOf(joined),
      { op: "between", values: [value, joined.meaning.value] },
      new Set([tag, joined]),
      between,
    );
  }
  // "10 orders or more": what is counted stands between.
  const words = tags.slice(at + 1, at + 6).map((tag) => tag.words);
  const or = words.findIndex(
    (word, place) =>
      place < 3 && /^(?:or|and)$/.test(word) && /^(?:more|above|over|up|higher|less|fewer|below|under|lower)$/.test(words[place + 1] ?? ""),
  );
  const [way, counted] = [tags[at + or + 2], tags.slice(at + 1, at + 1 + Math.max(or, 0))];
  if (
    or === -1 ||
    way === undefined ||
    !counted.every(
      ({ meaning }) =>
        ["noun", "filler", "measure", "dimension"].includes(meaning.kind) || (meaning.kind === "mode" && meaning.mode === "buy"),
    )
  )
    return null;
  const used = new Set(tags.slice(at, at + or + 3).filter(({ meaning }) => !["noun", "measure", "dimension"].includes(meaning.kind)));
  const amount = finish(
    tags,
    at,
    at + or + 2,
    { op: /^(?:more|above|over|up|higher)$/.test(way.words) ? "at_least" : "at_most", values: [value] },
    used,
    between,
  );
  return {
    ...amount,
    after:
      counted.find(({ meaning, words: said }) => meaning.kind === "noun" || meaning.kind === "measure" || /^times?$/.test(said)) ??
      amount.after,
  };
}

function finish(tags: readonly Tag[], start: number, end: number, bound: Bound, used: ReadonlySet<Tag>, between: TextBetween): Amount {
  const telling = (tag: Tag): boolean =>
    !used.has(tag) &&
    !["filler", "window", "number"].includes(tag.meaning.kind) &&
    !(tag.meaning.kind === "mode" && tag.meaning.mode !== "unit_of" && tag.meaning.mode !== "spend" && tag.meaning.mode !== "amount");
  const before =
    tags
      .slice(Math.max(0, start - 4), start)
      .reverse()
      .find(telling) ?? null;
  // What follows a comma is another part of the question: "worth over 6000, order number and amount".
  const last = tags[end];
  const clause = last === undefined ? [] : tags.slice(end + 1, end + 4).filter((tag) => !/[,;:.?!()–—]/.test(between(last, tag)));
  const next =
    clause.find(
      (tag) =>
        !used.has(tag) &&
        !(tag.meaning.kind === "mode" && tag.meaning.mode === "different") &&
        (tag.meaning.kind !== "filler" || /^times?$/.test(tag.words)),
    ) ?? null;
  const words = tags
    .slice(start, end + 1)
    .map(({ words: said }) => said)
    .join(" ");
  const isMoney =
    /\b(?:worth|cost(?:s|ing)?|priced|total(?:l?ing)?)\b/.test(words) ||
    /^(?:taka|tk|bdt|usd|dollars?|rupees?|worth)$/.test(clause[0]?.words ?? "") ||
    /^(?:worth|valued|costing|totall?ing)$/.test(tags[start - 1]?.words ?? "");
  return { bound, before, after: next, used, words, isMoney };
}

function nextNumber(tags: readonly Tag[], from: number): number {
  return tags.findIndex(({ meaning }, index) => index >= from && index < from + 3 && meaning.kind === "number");
}

function numberAt(tags: readonly Tag[], at: number): number {
  const meaning = tags[at]?.meaning;
  return meaning?.kind === "number" ? meaning.value : 0;
}
