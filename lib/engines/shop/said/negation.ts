import type { Reading, Tag } from "@/lib/engines/shop/said/reading";
import { addUnits, dayOf, isoOf, secondAfter } from "@/lib/language/calendar";
import type { DateWindow } from "@/lib/language/date-window";

/** "cancelled ones out", "cancelled orders excluded", "cancelled not counted": what is left out stands before the word for it. */
export function isLeftOut(tags: readonly Tag[], at: number): boolean {
  const after = tags.slice(at + 1, at + 6).map(({ words }) => words);
  const skipped = after.findIndex(
    (words) => !/^(?:ones?|orders?|customers?|products?|are|is|were|was|be|being|should|must|to|and)$/.test(words),
  );
  const word = after[skipped] ?? "";
  return (
    /^(?:excluded|left out|taken out|not counted|not included|removed|ignored|omitted|set aside|aside|(?:(?:should|shouldn t|do|don t)(?: not)?|not) count)$/.test(
      word,
    ) ||
    (word === "out" && skipped > 0)
  );
}

/** "not in Dhaka", "excluding cancelled and refunded orders": a word of exclusion stands before it. */
export function isNegated(tags: readonly Tag[], at: number): boolean {
  let viaAnd = false;
  for (let back = at - 1; back >= Math.max(0, at - 5); back -= 1) {
    const meaning = tags[back]?.meaning;
    if (meaning?.kind === "mode" && meaning.mode === "negation")
      return !viaAnd || !/^(?:not|non|no|never)$|n t$/.test(tags[back]?.words ?? "");
    // "excluding cancelled and refunded orders" leaves both out; "not delivered and unpaid" is unpaid.
    if (tags[back]?.words === "and" && ["value", "entity"].includes(tags[back - 1]?.meaning.kind ?? "")) {
      viaAnd = true;
      continue;
    }
    if (
      (meaning?.kind === "value" || meaning?.kind === "entity") &&
      tags.slice(back + 1, at).some(({ words }) => words === "or" || words === "and")
    )
      continue;
    if (
      meaning?.kind !== "filler" &&
      !/^(?:from|by|with|paid|pay|ordered|bought|used)$/.test(tags[back]?.words ?? "") &&
      !(meaning?.kind === "mode" && meaning.mode === "all")
    )
      return false;
  }
  return false;
}

/** The window that a "not" stands before: "but not in November", "never since May"; null where there is none. */
export function absentWindow({ tags }: { readonly tags: readonly Tag[] }): DateWindow | null {
  for (const [at, { meaning }] of tags.entries()) {
    if (meaning.kind === "window" && isDenied(tags, at)) return meaning.window;
  }
  return null;
}

/** "no order in the last 6 months": none since then and up to now, where orders in the last 6 months are those of 6 whole ones. */
export function absenceUntilNow(reading: Reading): Reading {
  const { tags, now } = reading;
  const upToNow = new Map(
    tags.flatMap(({ meaning }, at) =>
      meaning.kind === "window" && SPAN.test(meaning.window.label) && isOfNone(tags, at)
        ? [[meaning.window, sinceThen(meaning.window, now)] as const]
        : [],
    ),
  );
  return {
    ...reading,
    tags: tags.map((tag) =>
      tag.meaning.kind === "window"
        ? { ...tag, meaning: { ...tag.meaning, window: upToNow.get(tag.meaning.window) ?? tag.meaning.window } }
        : tag,
    ),
    windows: reading.windows.map((window) => upToNow.get(window) ?? window),
  };
}

const SPAN = /^the last \d+ (?:week|month|quarter|year)s$/;

function sinceThen(window: DateWindow, now: string): DateWindow {
  return { ...window, from: isoOf(addUnits(window.unit, dayOf(now), -window.count)), to: secondAfter(now), partial: true };
}

/** What did not happen stands right before the window: nobody who did it, and no other window, comes between. */
function isOfNone(tags: readonly Tag[], at: number): boolean {
  const before = tags.slice(0, at).findLastIndex(({ meaning }) => meaning.kind === "window");
  return (
    isDenied(tags, at) ||
    tags
      .slice(before + 1, at)
      .some(
        ({ meaning }) =>
          (meaning.kind === "customers" && (meaning.of === "never_ordered" || meaning.of === "lapsed")) ||
          (meaning.kind === "mode" && meaning.mode === "unsold"),
      )
  );
}

function isDenied(tags: readonly Tag[], at: number): boolean {
  const isSecond = tags.slice(0, at).some(({ meaning }) => meaning.kind === "window");
  for (let back = at - 1; back >= 0; back -= 1) {
    const { meaning, words } = tags[back] ?? { meaning: null, words: "" };
    // "with coupon versus without, this year": the "without" is half of a comparison.
    if (meaning?.kind === "mode" && meaning.mode === "negation")
      return (
        !(words === "without" && /^(?:vs|v|versus|or|and|against)$/.test(tags[back - 1]?.words ?? "")) && tags[back - 1]?.words !== "or"
      );
    if (
      isSecond &&
      ((meaning?.kind === "mode" && meaning.mode === "unsold") || (meaning?.kind === "customers" && meaning.of === "never_ordered"))
    )
      return true;
    const passes =
      meaning?.kind === "filler" || words === "one" || (meaning?.kind === "mode" && ["all", "buy", "sell", "also"].includes(meaning.mode));
    if (!passes) return false;
  }
  return false;
}
