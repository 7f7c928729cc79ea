import type { PlanError, Question } from "@/lib/engines/engine";
import { CONTINUES } from "@/lib/engines/shop/because";
import { COUNT_OF, parseCall, type ShopCall } from "@/lib/engines/shop/calls/calls";
import { isSameFilter, type Filter } from "@/lib/engines/shop/calls/filters";
import type { ShopPlan } from "@/lib/engines/shop/calls/shop-plan";
import { draft, type Draft } from "@/lib/engines/shop/draft";
import { inOrder, writeOut } from "@/lib/engines/shop/rephrase/shorthand";
import { STOCK_LEVELS } from "@/lib/engines/shop/rules/products";
import { EVERY_STATUS } from "@/lib/engines/shop/said/filters-said";
import { findWindows } from "@/lib/language/windows";
import { ok, type Result } from "@/lib/platform/result";

const STATES =
  "cancell?(?:ed|ations?)|delivered|shipped|pending|approved|paid|unpaid|refunded|returned|sent back|(?:sold )?out of stock|sold out|low(?: in stock)?|inactive|active";
/** "of them" may be left out before a state. */
const PART = `how many of (?:them|those|these)\\b|of (?:them|those|these),? how many\\b|how many(?= (?:(?:did|do|have|has|had|were|was|are|is|got|get|been|be|we|i|already|still|actually|not|yet) )*(?:${STATES})\\b(?! (?:orders?|customers?|buyers?|products?|items?|parcels?|ones?)\\b))`;
const SPLIT = new RegExp(`^(.*\\b(?:how many|number of)\\b.*?\\S)\\s*(?:[,;?.!]\\s*(?:and )?|\\s+and )(?:${PART})(.+)$`, "iu");

/**
 * "how many orders used EID26, and how many of them were cancelled": the part, with the whole that it is of.
 * @param read reads a question by itself
 * @returns null where there is one question, or where the second is no part of the first
 */
export async function readPartOf(
  question: Question,
  weekendDays: readonly number[],
  read: (question: Question) => Promise<Result<ShopPlan, PlanError>>,
): Promise<Result<ShopPlan, PlanError> | null> {
  const [, said, told] = SPLIT.exec(inOrder(writeOut(question.text.normalize("NFKC").trim()))) ?? [];
  const [first, rest] = said === undefined || told === undefined ? [] : ofOnePeriod(said, told, { now: question.now, weekendDays });
  const lead = first === undefined || rest === undefined ? null : await read({ ...question, text: first });
  if (first === undefined || rest === undefined || !lead?.ok) return null;
  const previous = [{ question: first, engine: "shop" as const, source: question.source, plan: lead.value, uploadId: null }];
  const about = await read({ ...question, text: `how many of them${rest}`, previous });
  const made = about.ok ? asShare(lead.value.call, about.value.call) : null;
  const { call } = made === null ? { call: null } : parseCall(made.tool, made.args);
  if (!about.ok || made === null || call === null) return null;
  const { because, notes, confidence } = lead.value;
  return ok({
    ...about.value,
    call,
    tool: call.tool,
    arguments: call.args,
    intent: made.intent,
    confidence: Math.min(made.confidence, confidence),
    question: question.text,
    because: [...because, ...about.value.because.filter((line) => line !== CONTINUES)],
    notes: [...notes, ...about.value.notes.filter((note) => !/the (?:question|one) before/.test(note))],
  });
}

/** "how many orders did we get, how many got cancelled this week": the period at the end is that of both. */
function ofOnePeriod(first: string, rest: string, when: Parameters<typeof findWindows>[1]): readonly [string, string] {
  const [found, ...others] = findWindows(rest, when);
  const [span] = found?.spans ?? [];
  if (span === undefined || others.length > 0 || findWindows(first, when).length > 0) return [first, rest];
  return [`${first} ${rest.slice(span.start, span.end)}`, rest];
}

/** Both counts as one answer: the part, the whole, and the share. */
function asShare(lead: ShopCall, part: ShopCall): Draft | null {
  const more = lead.tool === "count_documents" ? conditionsOf(part, lead.args.collection) : null;
  if (lead.tool !== "count_documents" || more === null) return null;
  const { collection, filters, window } = lead.args;
  const isWithin = filters.every((filter) => more.filters.some((other) => isSameFilter(filter, other)));
  const added = more.filters.filter((filter) => !filters.some((other) => isSameFilter(filter, other)));
  const isSamePeriod = JSON.stringify(window) === JSON.stringify(more.window);
  if (!["orders", "products", "customers"].includes(collection) || !isWithin || !isSamePeriod || added.length === 0) return null;
  // Both are counts of orders of every status; a share alone would leave cancelled ones out.
  const isOfAll = collection === "orders" && ![...filters, ...added].some(({ field }) => field === "status");
  const whole = isOfAll ? [...filters, EVERY_STATUS] : filters;
  return draft("calculate_share", { measure: COUNT_OF[collection], part: added, filters: whole, window }, "part_of", 0.88);
}

type Rows = { readonly filters: readonly Filter[]; readonly window: unknown };

/** The conditions that rows of a collection were counted by; what is low or out is a condition on products. */
function conditionsOf(part: ShopCall, collection: string): Rows | null {
  if (part.tool === "count_documents" && part.args.collection === collection) return part.args;
  if (part.tool !== "get_stock_levels" || collection !== "products" || part.args.result !== "count") return null;
  const { kind, filters } = part.args;
  return kind === "low" || kind === "out" ? { filters: [...filters, STOCK_LEVELS[kind]], window: null } : null;
}
