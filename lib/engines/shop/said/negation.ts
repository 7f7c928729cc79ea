import type { Tag } from "@/lib/engines/shop/said/reading";

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
