import type { Draft } from "@/lib/engines/shop/draft";
import type { FieldName, Filter } from "@/lib/engines/shop/calls/filters";
import { HOLDINGS, namesSubject } from "@/lib/engines/shop/follow/turn";
import type { Frame } from "@/lib/engines/shop/said/frame";
import { windowPhrase } from "@/lib/engines/shop/wording/phrases";

const GOES_ON =
  /^(?:(?:h+m+|ah|oh|ok(?:ay)?|alright|all right|right|fine|well|so|but|no)[\s,.!]+)*(?:and|then|also|what about|how about)\b/i;
const POINTS = /\b(?:it|its|they|them|their|those|these|that one|this one)\b/i;
const LEFT = /\b(?:have|has|had|got|left|remaining|in stock|sell|sold|ordered|bought)\b/i;
const THINGS: ReadonlySet<FieldName> = new Set<FieldName>(["product", "category", "city", "customer", "coupon"]);

/**
 * A turn with what the question before named, where that one could not be answered and this one leans on it: its product for "how many
 * have we got left", its period for "ok then how many orders".
 * @param asked the question before, as it was read
 * @returns the turn with as much of it as may fit, most first; none where it stands by itself
 */
export function withUnanswered(frame: Frame, asked: Frame): readonly Frame[] {
  const isOfIt = pointsBack(frame);
  const goesOn = GOES_ON.test(frame.text.trim()) && namesSubject(frame) && !HOLDINGS.test(frame.text.toLowerCase());
  const windows = (isOfIt || goesOn) && frame.windows.length === 0 ? asked.windows : [];
  const isNew = ({ field }: Filter): boolean => !frame.filters.some((own) => own.field === field);
  const things = asked.filters.filter(({ field, op }) => THINGS.has(field) && op === "is");
  const of = (filters: readonly Filter[], periods: Frame["windows"]): Frame => ({
    ...frame,
    filters: [...frame.filters, ...filters],
    named: [...frame.named, ...filters],
    windows: [...frame.windows, ...periods],
    modes: periods.length > 1 && asked.modes.has("versus") ? new Set([...frame.modes, "versus"]) : frame.modes,
  });
  if (isOfIt && things.length > 0) return [...(windows.length > 0 ? [of(things, windows)] : []), of(things, [])];
  return goesOn && windows.length > 0 ? [of(asked.filters.filter(isNew), windows)] : [];
}

/** A turn of a few words that names nobody, no thing and no period, but asks for what somebody did: "total spent?", "how many orders". */
export function leavesOpenWhose({ filters, persons, groups, windows, rank, customers, nouns, modes, measures, tokens }: Frame): boolean {
  const namesNobody = filters.length + persons.length + groups.length + windows.length === 0 && rank === null && customers === null;
  const isOfOne = nouns.every((noun) => noun === "orders") && measures.every((measure) => measure === "revenue");
  return namesNobody && isOfOne && tokens.length <= 4 && (nouns.length > 0 || modes.has("spend") || modes.has("buy"));
}

/** "what is it at", "how many have we got left": of what the question itself names nothing. */
function pointsBack({ text, filters, nouns, groups, rank, customers }: Frame): boolean {
  const namesNothing = filters.length + nouns.length + groups.length === 0 && rank === null && customers === null;
  return namesNothing && (POINTS.test(text) || LEFT.test(text));
}

/** A reading that says what it took over from the question before. */
export function takingOver(reading: Draft, frame: Frame, own: Frame): Draft {
  const taken = [
    ...frame.filters.filter((filter) => !own.filters.includes(filter)).map(({ label }) => label),
    ...frame.windows.filter((window) => !own.windows.includes(window)).map(windowPhrase),
  ];
  return {
    ...reading,
    confidence: Math.min(reading.confidence, 0.8),
    notes: [...reading.notes, `Kept from the question before: ${taken.join("; ")}.`],
  };
}
