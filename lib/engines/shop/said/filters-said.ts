import type { Filter } from "@/lib/engines/shop/calls/filters";
import { isLeftOut, isNegated } from "@/lib/engines/shop/said/negation";
import { isIncluded } from "@/lib/engines/shop/said/implied";
import type { Tag } from "@/lib/engines/shop/said/reading";

/** The conditions that tags name, in the order of the words; one that is negated stands for its contrary. */
export function findFilters(tags: readonly Tag[]): readonly Filter[] {
  return tags.flatMap((tag, at): Filter[] => {
    const { meaning } = tag;
    const negated = isNegated(tags, at) || isLeftOut(tags, at);
    if (meaning.kind === "entity" && meaning.entity.kind === "filter")
      return [negated ? { ...meaning.entity.filter, op: "not", label: contraryOf(meaning.entity.filter.label) } : meaning.entity.filter];
    if (meaning.kind !== "value" || isDestination(tags, at) || isMeans(tags, at)) return [];
    if ((meaning.field === "status" || meaning.field === "payment_status") && isIncluded(tags, at))
      return meaning.value === "cancelled" ? [EVERY_STATUS] : [];
    if (meaning.field === "active" && isIncluded(tags, at)) return [ACTIVE_OR_NOT];
    if (
      (meaning.field === "delivery_fee" || meaning.field === "discount" || meaning.field === "coupon") &&
      meaning.op !== "has" &&
      isIncluded(tags, at)
    )
      return [];
    const opposite = { is: "not", not: "is", has: "lacks", lacks: "has", under: "at_least" } as const;
    const op = negated ? opposite[meaning.op] : meaning.op;
    return [
      {
        field: meaning.field,
        op,
        values: meaning.value === null ? [] : [meaning.value],
        label: negated ? contraryOf(meaning.label) : meaning.label,
      },
    ];
  });
}

/** Two values of one field mean either of them; two exclusions mean neither. */
export function mergeFilters(filters: readonly Filter[]): readonly Filter[] {
  const merged: Filter[] = [];
  for (const filter of filters) {
    const at = merged.findIndex(({ field, op }) => field === filter.field && op === filter.op && (op === "is" || op === "not"));
    const same = merged[at];
    if (!same) merged.push(filter);
    else
      merged[at] = {
        ...same,
        values: [...new Set([...same.values, ...filter.values])],
        label:
          same.label === filter.label
            ? same.label
            : `${same.label} or ${filter.op === "not" ? filter.label.replace(/^not /, "") : filter.label}`,
      };
  }
  // "with coupon EID26" names one coupon; that it has a coupon says nothing more.
  return merged.filter(({ field, op }) => op !== "has" || !merged.some((other) => other.field === field && other.op === "is"));
}

/** "with a coupon" becomes "without a coupon", "paid" becomes "not paid". */
export function contraryOf(label: string): string {
  if (/^with(?:out)? /.test(label))
    return label.startsWith("without") ? label.replace("without", "with") : label.replace("with", "without");
  return label.startsWith("not ") ? label.slice(4) : `not ${label}`;
}

/** Orders of every status, cancelled ones too. */
export const EVERY_STATUS: Filter = {
  field: "status",
  op: "is",
  values: ["pending", "approved", "shipped", "delivered", "cancelled"],
  label: "every status",
};

const ACTIVE_OR_NOT: Filter = { field: "active", op: "is", values: [0, 1], label: "active or not" };

/** "shipped to Sylhet" says where an order goes, not that it is still on its way. */
function isDestination(tags: readonly Tag[], at: number): boolean {
  const [tag, to, place] = [tags[at], tags[at + 1], tags[at + 2]];
  const isPlace =
    place?.meaning.kind === "entity" && place.meaning.entity.kind === "filter" && place.meaning.entity.filter.field === "city";
  if (/\bship$/.test(tag?.words ?? "") && to?.words === "to") return true;
  return /\b(?:shipped|dispatched|sent)$/.test(tag?.words ?? "") && to?.words === "to" && isPlace;
}

/** "paid only with cash" says how, not that the money has come in. */
function isMeans(tags: readonly Tag[], at: number): boolean {
  if (tags[at]?.words !== "paid") return false;
  const next = tags
    .slice(at + 1)
    .find(
      ({ meaning, words }) =>
        !(meaning.kind === "mode" && (meaning.mode === "only" || meaning.mode === "by" || meaning.mode === "with")) &&
        !/^(?:in|using|via|through|on|ever|a|their)$/.test(words),
    );
  return next !== tags[at + 1] && next?.meaning.kind === "value" && next.meaning.field === "payment_method";
}
