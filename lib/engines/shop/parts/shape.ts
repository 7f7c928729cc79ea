import { choice, numberChoice, partOf, windowChoices, type Choice, type Part } from "@/lib/engines/parts";
import { boundText } from "@/lib/engines/shop/said/bounds";
import { SORTS, type ShopCall } from "@/lib/engines/shop/calls/calls";
import { DIMENSIONS, dimensionWords, type DimensionName } from "@/lib/engines/shop/calls/dimensions";
import { changed, figureOfCall, isOfOrders, type ShopPartContext } from "@/lib/engines/shop/parts/call";
import type { Bound } from "@/lib/engines/shop/queries/aggregate";
import { windowPhrase } from "@/lib/engines/shop/wording/phrases";
import { CALENDAR_UNITS } from "@/lib/language/calendar";
import { previousWindow } from "@/lib/language/windows";
import type { DateWindow } from "@/lib/language/date-window";

const USUAL_LIMITS = [1, 3, 5, 10, 20, 50] as const;
const SORT_WORDS: Readonly<Record<(typeof SORTS)[number], string>> = {
  newest: "newest first",
  oldest: "oldest first",
  value: "highest value first",
  name: "by name",
  price: "by price",
  stock: "by stock",
};

/** When: the window, and in a comparison the one it is compared with, which moves along. */
export function windowParts(call: ShopCall, { now, weekendDays }: ShopPartContext): readonly Part<ShopCall>[] {
  if (!("window" in call.args)) return [];
  const { window } = call.args;
  const isCompared = "base" in call.args;
  const put = (next: DateWindow | null) => changed(call, { window: next, ...(isCompared && next ? { base: previousWindow(next) } : {}) });
  const all: readonly Choice<ShopCall>[] = isCompared ? [] : [choice("all time", put(null))];
  const shown =
    window === null
      ? partOf("window.new", "window", "time", windowChoices({ now, weekendDays }, put), true)
      : partOf("window", "window", windowPhrase(window), [...windowChoices({ now, weekendDays }, put), ...all]);
  const base =
    "base" in call.args
      ? [
          partOf(
            "base",
            "window",
            `compared with ${windowPhrase(call.args.base)}`,
            windowChoices({ now, weekendDays }, (next) => changed(call, { base: next })),
          ),
        ]
      : [];
  return [shown, ...base];
}

/** What figures are split by. */
export function groupParts(call: ShopCall): readonly Part<ShopCall>[] {
  const figure = figureOfCall(call);
  if (figure?.per)
    return [
      partOf("per", "grouping", `on average per ${figure.per}`, [
        ...CALENDAR_UNITS.map((per) => choice(`on average per ${per}`, changed(call, { per }))),
        choice("do not average", changed(call, { per: null })),
      ]),
    ];
  const groups: readonly DimensionName[] = figure?.group_by ?? ("group_by" in call.args ? call.args.group_by : []);
  if (figure === null && !("group_by" in call.args)) return [];
  const free = DIMENSIONS.filter((name) => !groups.includes(name));
  const by = (name: DimensionName) => `by ${dimensionWords(name)[0]}`;
  const put = (next: readonly DimensionName[]) =>
    changed(call, { group_by: next, ...(next.length === 0 ? { order: null, limit: null, having: null } : {}) });
  const parts = groups.map((group, at) =>
    partOf(`group_by.${at}`, "grouping", by(group), [
      ...free.map((name) => choice(by(name), put([...groups.slice(0, at), name, ...groups.slice(at + 1)]))),
      choice("do not split", put(groups.filter((name) => name !== group))),
    ]),
  );
  return [
    ...parts,
    partOf(
      "group_by.new",
      "grouping",
      "grouping",
      free.map((name) => choice(by(name), put([...groups, name]))),
      true,
    ),
  ];
}

/** Bounds on the figure of each group, or on what customers ordered and spent. */
export function boundParts(call: ShopCall): readonly Part<ShopCall>[] {
  if (call.tool === "find_customers")
    return isOfOrders(call.args.kind)
      ? [...boundPart("orders", "orders placed", call.args.orders, call), ...boundPart("spend", "amount spent", call.args.spend, call)]
      : [];
  const figure = figureOfCall(call);
  return figure !== null && figure.group_by.length > 0 ? boundPart("having", "the figure", figure.having, call) : [];
}

function boundPart(key: "orders" | "spend" | "having", name: string, bound: Bound | null, call: ShopCall): readonly Part<ShopCall>[] {
  const put = (next: Bound | null) => changed(call, { [key]: next });
  const typed = (["over", "at_least", "under", "at_most", "is"] as const).map((op) =>
    numberChoice(`${name} ${boundText({ op, values: [0] }).replace(/ 0$/u, "")} …`, (value) => put({ op, values: [value] })),
  );
  return bound === null
    ? [partOf(`${key}.new`, "filter", key === "having" ? "only above or below" : name, typed, true)]
    : [partOf(key, "filter", `${name} ${boundText(bound)}`, [...typed, choice("leave it out", put(null))])];
}

/** How rows are sorted and how many are wanted. */
export function orderParts(call: ShopCall): readonly Part<ShopCall>[] {
  const figure = figureOfCall(call);
  const isList = figure ? figure.group_by.length > 0 : !("result" in call.args) || call.args.result === "list";
  return isList ? [...sortParts(call), ...directionParts(call), ...limitParts(call)] : [];
}

function sortParts(call: ShopCall): readonly Part<ShopCall>[] {
  if (call.tool === "find_documents")
    return [
      partOf(
        "sort",
        "order",
        SORT_WORDS[call.args.sort],
        SORTS.map((sort) => choice(SORT_WORDS[sort], changed(call, { sort }))),
      ),
    ];
  if (call.tool !== "find_customers") return [];
  const words = { spend: "by amount spent", orders: "by orders placed", newest: "by their last order" } as const;
  return [
    partOf(
      "sort",
      "order",
      words[call.args.sort],
      (["spend", "orders", "newest"] as const).map((sort) => choice(words[sort], changed(call, { sort }))),
    ),
  ];
}

const DIRECTIONS = { desc: "highest first", asc: "lowest first" } as const;

function directionParts(call: ShopCall): readonly Part<ShopCall>[] {
  const order = figureOfCall(call)?.order ?? ("order" in call.args ? call.args.order : undefined);
  if (order === undefined) return [];
  const choices = (["desc", "asc"] as const).map((next) => choice(DIRECTIONS[next], changed(call, { order: next })));
  return order === null ? [partOf("order.new", "order", "order", choices, true)] : [partOf("order", "order", DIRECTIONS[order], choices)];
}

function limitParts(call: ShopCall): readonly Part<ShopCall>[] {
  if (!("limit" in call.args)) return [];
  const { limit } = call.args;
  const say = (count: number) => (count === 1 ? "only the first" : `the first ${count}`);
  const choices = [
    ...USUAL_LIMITS.map((count) => choice(say(count), changed(call, { limit: count }))),
    numberChoice("another number …", (count) => changed(call, { limit: count })),
  ];
  return limit === null
    ? [partOf("limit.new", "limit", "limit", choices, true)]
    : [partOf("limit", "limit", say(limit), [...choices, choice("all of them", changed(call, { limit: null }))])];
}
