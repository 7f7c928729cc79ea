import { leavesOf, withLeaves, type Leaf, type PlanPart } from "@/lib/learning/memory/plan-leaves";
import { plainText } from "@/lib/learning/memory/normal-form";
import type { ReadQuestion, Slot } from "@/lib/learning/memory/slots";
import type { VerifiedMark } from "@/lib/interactions/event";
import type { VerifiedAnswer } from "@/lib/learning/memory/verified";
import type { DateWindow } from "@/lib/language/date-window";

/** A verified answer that fits a question: the plan's values as this question says them. */
export type Remembered = { readonly part: PlanPart | null; readonly how: VerifiedMark["how"]; readonly changed: readonly string[] };

type Entry = Pick<VerifiedAnswer, "question" | "slots" | "meaningWindows" | "normal" | "key">;
type Change = {
  readonly leaf: Leaf;
  readonly value: unknown;
  readonly label: string | null;
  /** The window that it is a side of. */ readonly window?: DateWindow;
};
type Pair = { readonly before: Slot; readonly now: Slot };

const ISO_DATE = /^\d{4}-\d{2}-\d{2}(?:[T ]|$)/u;
const CLOCK_SLACK_MS = 5_000;

/**
 * Whether a question is a verified one, said exactly so, said otherwise, or with other values; and the plan's part with
 * those values in it. A value is exchanged only where it was found in the plan exactly once and the types agree; every
 * other value must be the same. Where a date window moved, each date of the plan must have moved with it.
 * @param asked the new question, read now
 * @param meaningNow the windows of the verified question's meaning, read now: relative windows have moved since
 * @returns null where it does not fit; `part` null where the plan can be used as it is
 */
export function remember(asked: ReadQuestion, entry: Entry, part: PlanPart | null, meaningNow: readonly DateWindow[]): Remembered | null {
  const how =
    asked.text === plainText(entry.question)
      ? "exact"
      : asked.normal === entry.normal
        ? "normalised"
        : asked.key === entry.key
          ? "slots"
          : null;
  if (how === null) return null;
  const now = asked.slots;
  if (now.length !== entry.slots.length) return hasNoWindows(entry, asked, meaningNow) ? { part: null, how, changed: [] } : null;
  const pairs = entry.slots.flatMap((before, at): Pair[] => (now[at] ? [{ before, now: now[at] }] : []));
  if (pairs.some((pair) => pair.before.kind !== pair.now.kind) || flipsOrder(pairs)) return null;
  const moved = pairs.filter((pair) => !sameSlot(pair.before, pair.now));
  const meant = movedMeanings(entry, meaningNow);
  if (meant === null) return null;
  if (moved.length + meant.length === 0) return { part: null, how, changed: [] };
  if (part === null) return null;
  const changes = changesOf(part, [...moved, ...meant], entry.slots);
  const chosen = entry.meaningWindows.filter((before) => meaningNow.some((after) => sameWindow(before, after)));
  if (changes === null || leavesDatesBehind(part, changes, [...moved, ...meant], chosen)) return null;
  return {
    part: withLeaves(part, changes),
    how,
    changed: moved.filter((pair) => !isSameWords(pair)).map((pair) => `${pair.before.spelling} → ${pair.now.spelling}`),
  };
}

/** Where values were stored or deleted since, the slots cannot be compared; without windows the plan still stands. */
function hasNoWindows(entry: Entry, asked: ReadQuestion, meaningNow: readonly DateWindow[]): boolean {
  return ![...entry.slots, ...asked.slots].some(({ kind }) => kind === "window") && entry.meaningWindows.length + meaningNow.length === 0;
}

/** Windows that only the meaning names ("recent orders" meant "orders last week") and that have moved since. */
function movedMeanings(entry: Entry, now: readonly DateWindow[]): readonly Pair[] | null {
  const own = entry.slots.flatMap((slot) => (slot.kind === "window" ? [slot.window] : []));
  if (now.length !== entry.meaningWindows.length) return null;
  return entry.meaningWindows.flatMap((before, at): Pair[] => {
    const after = now[at];
    if (!after || own.some((window) => sameWindow(window, before)) || sameWindow(before, after)) return [];
    return [
      { before: { kind: "window", spelling: before.label, window: before }, now: { kind: "window", spelling: after.label, window: after } },
    ];
  });
}

function flipsOrder(pairs: readonly Pair[]): boolean {
  const numbers = pairs.flatMap(({ before, now }) =>
    "value" in before && "value" in now && typeof before.value === "number" && typeof now.value === "number"
      ? [[before.value, now.value] as const]
      : [],
  );
  return numbers.some(([a, x], at) => numbers.slice(at + 1).some(([b, y]) => Math.sign(a - b) !== Math.sign(x - y)));
}

function sameSlot(a: Slot, b: Slot): boolean {
  if (a.kind === "window" && b.kind === "window") return sameWindow(a.window, b.window);
  if (a.kind === "grouping" && b.kind === "grouping") return a.group === b.group;
  return a.kind === b.kind && a.spelling === b.spelling;
}

function sameWindow(
  a: { readonly from: string | null; readonly to: string | null; readonly weekdays?: readonly number[] | null },
  b: DateWindow,
): boolean {
  return a.from === b.from && a.to === b.to && (a.weekdays === undefined || String(a.weekdays) === String(b.weekdays));
}

/** What to write where, or null where a value has no single place in the plan or the new one does not fit there. */
function changesOf(part: PlanPart, moved: readonly Pair[], slots: readonly Slot[]): readonly Change[] | null {
  const leaves = leavesOf(part);
  const labels = new Map<string, string>();
  const changes: Change[] = [];
  for (const pair of moved) {
    const alike = slots.filter((slot) => sameSlot(slot, pair.before)).length;
    const own = alike > 1 ? null : changesOfPair(leaves, pair);
    // A person may have put another time, or none, in the place of the one that the question names.
    if (isSameWords(pair) && (own === null || own.length === 0)) continue;
    if (own === null || own.length === 0) return null;
    for (const { leaf, value, spelled, window } of own) {
      if (changes.some((other) => other.leaf === leaf)) return null;
      const holder = leaf.path.slice(0, -2).join("/");
      const label = leaf.label === null ? null : respell(labels.get(holder) ?? leaf.label, spelled);
      if (leaf.label !== null && label === null) return null;
      if (label !== null) labels.set(holder, label);
      changes.push({ leaf, value, label, ...(window ? { window } : {}) });
    }
  }
  return changes.map((change) => ({
    ...change,
    label: change.label === null ? null : (labels.get(change.leaf.path.slice(0, -2).join("/")) ?? null),
  }));
}

/** A window that was said in the same words and has moved with the clock only. */
function isSameWords({ before, now }: Pair): boolean {
  return before.kind === "window" && now.kind === "window" && before.spelling === now.spelling;
}

type Placed = { readonly leaf: Leaf; readonly value: unknown; readonly spelled: readonly [string, string]; readonly window?: DateWindow };

function changesOfPair(leaves: readonly Leaf[], { before, now }: Pair): readonly Placed[] | null {
  if (before.kind === "window" && now.kind === "window") return windowChanges(leaves, before, now);
  if ((before.kind === "number" || before.kind === "percent") && now.kind === before.kind)
    return numberChange(leaves, before.value, now.value);
  if (before.kind === "grouping" && now.kind === "grouping") {
    const places = leaves.filter((leaf) => leaf.role === "grouping" && leaf.value === before.group);
    return before.family === now.family && places.length === 1
      ? places.map((leaf) => ({ leaf, value: now.group, spelled: ["", ""] }))
      : null;
  }
  if (before.kind === "quoted" && now.kind === "quoted") {
    const places = leaves.filter(
      (leaf) => typeof leaf.value === "string" && leaf.value.replaceAll("%", "").toLowerCase() === before.value.toLowerCase(),
    );
    const [leaf, ...others] = places;
    if (!leaf || others.length > 0 || typeof leaf.value !== "string") return null;
    const value =
      leaf.role === "pattern" ? leaf.value.replace(leaf.value.replaceAll("%", ""), now.value.replace(/[\\%_]/gu, "\\$&")) : now.value;
    return [{ leaf, value, spelled: [before.value, now.value] }];
  }
  return before.kind === "value" && now.kind === "value" ? valueChange(leaves, before, now) : null;
}

function numberChange(leaves: readonly Leaf[], before: number, now: number): readonly Placed[] | null {
  const places = leaves.filter((leaf) => leaf.value === before && leaf.role !== "grouping");
  const [leaf] = places;
  if (!leaf || places.length > 1) return null;
  if (leaf.role === "limit" && (!Number.isInteger(now) || now < 1)) return null;
  return [{ leaf, value: now, spelled: [String(before), String(now)] }];
}

function valueChange(
  leaves: readonly Leaf[],
  before: Extract<Slot, { kind: "value" }>,
  now: Extract<Slot, { kind: "value" }>,
): readonly Placed[] | null {
  const places = leaves.flatMap((leaf) => {
    const stored = before.stored.filter(({ column, value }) => value === leaf.value && (leaf.column === null || leaf.column === column));
    return stored.length > 0 ? [{ leaf, columns: leaf.column === null ? before.stored.map(({ column }) => column) : [leaf.column] }] : [];
  });
  const [place] = places;
  if (!place || places.length > 1) return null;
  // Without knowing the column, the new value must be stored wherever the old one is.
  const found = place.columns.map((column) => now.stored.find((stored) => stored.column === column));
  const value = found[0]?.value;
  if (value === undefined || found.some((stored) => stored?.value !== value)) return null;
  return [{ leaf: place.leaf, value, spelled: [String(place.leaf.value), value] }];
}

function windowChanges(
  leaves: readonly Leaf[],
  before: Extract<Slot, { kind: "window" }>,
  now: Extract<Slot, { kind: "window" }>,
): readonly Placed[] | null {
  const whole = leaves.filter((leaf) => leaf.role === "window" && isWindow(leaf.value) && nearWindow(leaf.value, before.window));
  if (whole.length > 0) return whole.map((leaf) => ({ leaf, value: now.window, spelled: ["", ""] }));
  const year = /^\d{4}$/u;
  if (year.test(before.spelling) && year.test(now.spelling) && leaves.some((leaf) => leaf.value === Number(before.spelling)))
    return numberChange(leaves, Number(before.spelling), Number(now.spelling));
  const sides = (["from", "to"] as const).flatMap((side) => {
    const [old, next] = [before.window[side], now.window[side]];
    if (old === null && next === null) return [];
    const places = leaves.filter(
      (leaf) => typeof leaf.value === "string" && old !== null && nearMoment(leaf.value, old, before.window.partial && side === "to"),
    );
    const [leaf] = places;
    return [leaf && places.length === 1 && next !== null ? { leaf, value: next, spelled: ["", ""] as const, window: now.window } : null];
  });
  return sides.length === 0 || sides.includes(null) || String(before.window.weekdays) !== String(now.window.weekdays)
    ? null
    : sides.filter((side) => side !== null);
}

function isWindow(value: Leaf["value"]): value is { readonly from: string | null; readonly to: string | null } {
  return typeof value === "object" && value !== null;
}

function nearWindow(leaf: { readonly from: string | null; readonly to: string | null }, window: DateWindow): boolean {
  const to = leaf.to === window.to || (leaf.to !== null && window.to !== null && nearMoment(leaf.to, window.to, window.partial));
  return leaf.from === window.from && to;
}

/** A running window ends with the second in which it was read. */
function nearMoment(a: string, b: string, running: boolean): boolean {
  return (
    a === b ||
    (running && ISO_DATE.test(a) && Math.abs(Date.parse(a.replace(" ", "T")) - Date.parse(b.replace(" ", "T"))) <= CLOCK_SLACK_MS)
  );
}

/** A date that stays while another moves would answer for two times at once; only a time that a person chose for good may stay. */
function leavesDatesBehind(part: PlanPart, changes: readonly Change[], moved: readonly Pair[], chosen: readonly DateWindow[]): boolean {
  if (!moved.some(({ before }) => before.kind === "window")) return false;
  const stays = ({ value }: Leaf) =>
    chosen.some((window) => (isWindow(value) ? nearWindow(value, window) : value === window.from || value === window.to));
  return leavesOf(part).some(
    (leaf) =>
      (leaf.role === "window" || (typeof leaf.value === "string" && ISO_DATE.test(leaf.value))) &&
      !stays(leaf) &&
      !changes.some((change) => change.leaf.path.join("/") === leaf.path.join("/")),
  );
}

/** The label with the new spelling in the place of the old; null where the old one is not in it. */
function respell(label: string, [before, now]: readonly [string, string]): string | null {
  if (label === "") return "";
  const at = label.toLowerCase().indexOf(before.toLowerCase());
  const isWhole = at >= 0 && !/[\p{L}\p{N}.]/u.test(label.charAt(at - 1)) && !/[\p{L}\p{N}]/u.test(label.charAt(at + before.length));
  return isWhole ? label.slice(0, at) + now + label.slice(at + before.length) : null;
}
