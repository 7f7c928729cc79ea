import type { ShopCall } from "@/lib/engines/shop/calls/calls";
import { groupsOf } from "@/lib/engines/shop/calls/call-contents";
import { isTimeDimension } from "@/lib/engines/shop/calls/dimensions";
import type { MeasureName } from "@/lib/engines/shop/measures";
import type { Frame } from "@/lib/engines/shop/said/frame";
import type { Tag } from "@/lib/engines/shop/said/reading";
import { onlyOf } from "@/lib/engines/shop/rules/conditions";
import { absentWindow } from "@/lib/engines/shop/said/negation";

/**
 * Small words that mean nothing alone but tie two things together, where the call does not hold both: they would vanish without a trace.
 */
export function wordsLeft(frame: Frame, call: ShopCall): readonly string[] {
  return [
    ...onlyLeft(frame, call),
    ...deniedLeft(frame, call),
    ...halvesLeft(frame, call),
    ...secondLeft(frame, call),
    ...partsLeft(frame, call),
    ...questionLeft(frame, call),
    ...periodsLeft(frame),
    ...relationsLeft(frame, call),
    ...(call.tool === "find_groups" && call.args.every !== null ? [] : eachLeft(frame)),
    ...distinctLeft(frame, call),
  ];
}

/** "people who ordered only by phone": those with one such order are more. */
function onlyLeft(frame: Frame, call: ShopCall): readonly string[] {
  // "customers who only shop on weekends": a registration on a weekend says nothing of that.
  const days =
    "collection" in call.args &&
    call.args.collection === "customers" &&
    (call.args.window?.weekdays ?? null) !== null &&
    frame.customers !== "registered";
  if (days && frame.modes.has("only")) return ["only"];
  return call.tool === "find_customers" && call.args.kind === "buyers"
    ? onlyOf(frame)
        .filter(({ field }) => field !== "city" && field !== "customer")
        .map(({ label }) => `only ${label}`)
    : [];
}

/** What stands right after a "not": a period or a kind of customer that the call does not leave out. */
function deniedLeft(frame: Frame, call: ShopCall): readonly string[] {
  const absent = absentWindow(frame);
  const leavesOut =
    call.tool === "find_unsold_products" ||
    (call.tool === "find_customers" && (call.args.kind === "lapsed" || call.args.kind === "never_ordered")) ||
    (call.tool === "find_groups" && call.args.none.length > 0) ||
    call.args.filters.some(({ field }) => field === "period");
  const kinds = frame.tags.flatMap(({ meaning, words }, at) => {
    const before = frame.tags[at - 1];
    return meaning.kind === "customers" &&
      meaning.of !== "never_ordered" &&
      before?.meaning.kind === "mode" &&
      before.meaning.mode === "negation"
      ? [`${before.words} ${words}`]
      : [];
  });
  // "who never used a coupon" asks for people, not for orders.
  const whoNever =
    frame.modes.has("who") && frame.modes.has("negation") && "collection" in call.args && call.args.collection === "orders" ? ["who"] : [];
  return [...(absent === null || leavesOut ? [] : [`not ${absent.label}`]), ...kinds, ...whoNever];
}

/** "refunds in May, and on how many orders": a second question, where the call tells the first alone. */
function secondLeft({ tags }: Frame, call: ShopCall): readonly string[] {
  if (["get_figures", "get_overview", "find_documents", "compare_groups"].includes(call.tool)) return [];
  const collection =
    "collection" in call.args
      ? call.args.collection
      : call.tool === "find_customers"
        ? "customers"
        : call.tool === "get_stock_levels" || call.tool === "find_unsold_products"
          ? "products"
          : null;
  const told = new Set([...("measure" in call.args ? [subjectOf(call.args.measure)] : []), ...(collection === null ? [] : [collection])]);
  return tags.flatMap(({ words }, at) => {
    if (!/^(?:how many|how much|number of|total number of)/.test(words)) return [];
    // "and", "plus" and the like are modes; "in total" and "on" stand between.
    const lead = tags
      .slice(0, at)
      .findLast(({ meaning }) => !(meaning.kind === "filler" || (meaning.kind === "mode" && meaning.mode === "by")));
    // "and how much did those orders bring in" asks for what they brought in.
    const own = tags.find(
      ({ meaning }, place) =>
        place > at &&
        (meaning.kind === "noun" || meaning.kind === "measure") &&
        !(meaning.kind === "noun" && /^(?:those|these)$/.test(tags[place - 1]?.words ?? "")),
    );
    const named =
      own?.meaning.kind === "noun"
        ? subjectOfNoun(own.meaning.noun)
        : own?.meaning.kind === "measure"
          ? own.meaning.measure === "refund_total" && !/much/.test(words)
            ? "orders"
            : subjectOf(own.meaning.measure)
          : null;
    return lead !== undefined && /^(?:and|plus|also)$/.test(lead.words) && named !== null && !told.has(named)
      ? [`${words} ${own?.words ?? ""}`]
      : [];
  });
}

/** "how many orders, how many cancelled and how much revenue": a condition of one part, where the call holds it for all of them. */
function partsLeft({ tags, text, tokens, filters }: Frame, call: ShopCall): readonly string[] {
  if (call.tool === "calculate_share" || call.tool === "compare_groups") return [];
  const groups: readonly string[] = groupsOf(call);
  const isAsked = ({ meaning }: Tag): boolean => meaning.kind === "mode" && (meaning.mode === "count" || meaning.mode === "amount");
  const isFigure = (tag: Tag | undefined): boolean => tag?.meaning.kind === "noun" || tag?.meaning.kind === "measure";
  return tags.flatMap((tag, at) => {
    const { meaning } = tag;
    // What is left out is left out of all.
    if (
      meaning.kind !== "value" ||
      groups.includes(meaning.field) ||
      filters.some(({ field, op }) => field === meaning.field && op === "not")
    )
      return [];
    const lead = tags
      .slice(0, at)
      .findLastIndex(({ meaning, words }) => meaning.kind !== "filler" && !/^(?:got|get|did|been|still|yet|already)$/.test(words));
    const before = tags[lead];
    const isOfCount =
      before !== undefined &&
      isAsked(before) &&
      tags.slice(0, lead).some(isAsked) &&
      tags.slice(0, lead).some(isFigure) &&
      !isFigure(tags[at + 1]);
    const figure = tags.slice(0, at).findLast(({ meaning, words }) => meaning.kind !== "filler" && !/^(?:and|plus|also)$/.test(words));
    const isOfFigure =
      isFigure(figure) &&
      isFigure(tags[at + 1]) &&
      /^\s*(?:[,&]|and\b|plus\b)[\s,]*(?:and\b|plus\b)?\s*$/i.test(
        text.slice(tokens[(figure?.end ?? 1) - 1]?.end, tokens[tag.start]?.start),
      );
    return isOfCount || isOfFigure ? [tag.words] : [];
  });
}

/** "our best week, and what did we sell then": a question behind another. */
function questionLeft({ text }: Frame, call: ShopCall): readonly string[] {
  // "whose order was it" asks for somebody, whatever else is told of orders.
  if (/^(?:and |so )*whose\b/i.test(text) && !("collection" in call.args) && !groupsOf(call).includes("customer")) return ["whose"];
  if (["get_figures", "get_overview", "find_documents", "get_date_range", "compare_groups", "compare_periods"].includes(call.tool))
    return [];
  return /\S+ \S+.*(?:\band|[,;?]) ((?:what|who|when|where) (?:did|do|does|bought|sold|placed) \p{L}+)/iu.exec(text)?.slice(1) ?? [];
}

/** What a figure is of, as far as another one may stand for it. */
function subjectOf(measure: MeasureName): string {
  if (/order_count$|orders_containing/.test(measure)) return "orders";
  if (/customer_count|buyer_count|product_buyers/.test(measure)) return "customers";
  if (/^product_count|^products_sold/.test(measure)) return "products";
  if (measure === "units_sold") return "units";
  return measure === "refund_count" ? "refunds" : "amount";
}

function subjectOfNoun(noun: string): string {
  return noun === "buyers" ? "customers" : noun === "order_values" ? "amount" : noun;
}

/** "how many orders …, and how much": two figures, where the call tells a count alone. */
function halvesLeft({ tags, text }: Frame, call: ShopCall): readonly string[] {
  // "how many, total, average": a mean tells neither of the others.
  if (call.tool === "calculate_average" && /\bhow many\b\s*(?:,|and\b)|(?:,|\band) how many\s*[?.!]*$/i.test(text)) return ["how many"];
  const counts = tags.findIndex(({ meaning }) => meaning.kind === "mode" && meaning.mode === "count");
  const half = tags.find(
    ({ meaning, words }, at) =>
      counts !== -1 &&
      at > counts &&
      meaning.kind === "mode" &&
      meaning.mode === "amount" &&
      /^(?:how much|what amount)/.test(words) &&
      /^(?:and|plus|also)$/.test(tags[at - 1]?.words ?? ""),
  );
  const tellsBoth =
    call.tool === "get_figures" ||
    call.tool === "get_overview" ||
    (call.tool === "find_customers" && call.args.result === "list") ||
    call.tool === "find_documents";
  return half === undefined || tellsBoth ? [] : [half.words];
}

/** "this months …" that named no period: as a grouping it would be another question. */
function periodsLeft({ tags }: Frame): readonly string[] {
  return tags.flatMap(({ meaning, words }, at) =>
    meaning.kind === "dimension" &&
    isTimeDimension(meaning.dimension) &&
    /^(?:this|last|next|previous|past)$/.test(tags[at - 1]?.words ?? "")
      ? [`${tags[at - 1]?.words ?? ""} ${words}`]
      : [],
  );
}

/** "more orders than Dhaka", "after the first one", "on the same day": one thing told by another. */
function relationsLeft({ tags }: Frame, call: ShopCall): readonly string[] {
  const { tool } = call;
  const groups: readonly string[] = "group_by" in call.args ? call.args.group_by : [];
  // "revenue after refunds" is a figure of its own.
  const isNet = "measure" in call.args && call.args.measure === "net_revenue";
  const isSideBySide =
    groups.includes("day_kind") || call.args.filters.some(({ field, values }) => values.length > 1 && groups.includes(field));
  const compares =
    isSideBySide ||
    ("having" in call.args && call.args.having?.than !== undefined) ||
    tool === "compare_periods" ||
    tool === "compare_groups" ||
    tool === "explain_change";
  return tags.flatMap((tag, at) => {
    const next = tags.slice(at + 1).find(({ words }) => !/^(?:the|a|an|in|on|of|our|my|their)$/.test(words));
    if (next === undefined || next.meaning.kind === "filler") return [];
    const isThan =
      /\bthan$/.test(tag.words) &&
      tag.meaning.kind !== "bound" &&
      !compares &&
      next.meaning.kind !== "window" &&
      next.meaning.kind !== "number";
    const isMoment =
      tag.meaning.kind === "filler" &&
      /^(?:after|before|since|until|till)$/.test(tag.words) &&
      (["dimension", "noun", "value", "entity", "number"].includes(next.meaning.kind) || isEnd(next)) &&
      !isNet;
    const isSame = tag.words === "same" && !compares && (next.meaning.kind === "dimension" || next.meaning.kind === "noun");
    return isThan || isMoment || isSame ? [`${tag.words} ${next.words}`] : [];
  });
}

function isEnd({ meaning }: Tag): boolean {
  return meaning.kind === "mode" && (meaning.mode === "oldest" || meaning.mode === "recent" || meaning.mode === "first");
}

/** "customers who ordered every month": those of all months, not the customers of each. */
function eachLeft({ text, rank }: Frame): readonly string[] {
  const every = /\b(?:who|that|which)\b.*\b(?:every|each) (?:single )?(?:day|week|month|quarter|year)\b/i.test(text);
  return every && rank === null ? ["every"] : [];
}

/** "different coupons used" asks for the coupons, not for the orders. */
function distinctLeft({ modes, tags }: Frame, call: ShopCall): readonly string[] {
  const lists =
    "collection" in call.args && call.args.collection === "orders" && !call.args.filters.some(({ field }) => field === "distinct_products");
  // "refunds, and on how many different orders": no figure here tells those apart.
  const ofOrders =
    !lists &&
    tags.some(
      ({ meaning }, at) =>
        meaning.kind === "mode" &&
        meaning.mode === "different" &&
        tags[at + 1]?.meaning.kind === "noun" &&
        /^orders?$/.test(tags[at + 1]?.words ?? ""),
    ) &&
    call.tool !== "count_documents" &&
    !("measures" in call.args && call.args.measures.includes("refunded_order_count"));
  return modes.has("different") && (lists || ofOrders)
    ? tags.filter(({ meaning }) => meaning.kind === "mode" && meaning.mode === "different").map(({ words }) => words)
    : [];
}
