import { boundText } from "@/lib/engines/shop/said/bounds";
import type { ShopCall } from "@/lib/engines/shop/calls/calls";
import { groupsOf } from "@/lib/engines/shop/calls/call-contents";
import { dimensionWords, type DimensionName } from "@/lib/engines/shop/calls/dimensions";
import type { Filter } from "@/lib/engines/shop/calls/filters";
import { measureOf } from "@/lib/engines/shop/measures";
import { windowPhrase } from "@/lib/engines/shop/wording/phrases";
import type { DateWindow } from "@/lib/language/date-window";

/** What a follow-up keeps of the question before, and what it does not, as sentences: neither may happen unseen. */
export function takenOver(call: ShopCall, previous: ShopCall): readonly string[] {
  const { kept, left } = keptOf(call, previous);
  return [
    ...(kept.length > 0 ? [`Kept from the question before: ${kept.join("; ")}.`] : []),
    ...(left.length > 0 ? [`Not kept from the question before: ${left.join("; ")}.`] : []),
  ];
}

/** Says of a few words that were read as a question of their own what of the question before they do without. */
export function startedAnew(call: ShopCall, previous: ShopCall): readonly string[] {
  const { kept, left } = keptOf(call, previous);
  const isOpen = !("window" in call.args) || call.args.window === null;
  const [period, conditions] = [isOpen ? periodOf(previous) : null, left.filter((part) => part !== sayWindow(previous))];
  const without = [...conditions, ...(period === null ? [] : [windowPhrase(period)])];
  return kept.length > 0 || without.length === 0
    ? []
    : [`Read as a question of its own, without what the one before was about: ${without.join("; ")}.`];
}

function keptOf(call: ShopCall, previous: ShopCall): { readonly kept: readonly string[]; readonly left: readonly string[] } {
  const [now, before] = [conditionsOf(call), conditionsOf(previous)];
  const [old, window] = [periodOf(previous), periodOf(call)];
  const hasOld = old !== null && (window?.label === old.label || ("base" in call.args && call.args.base.label === old.label));
  const [groups, oldGroups] = [shownBy(call), shownBy(previous)];
  const same =
    "measure" in call.args && "measure" in previous.args && call.args.measure === previous.args.measure
      ? [measureOf(call.args.measure).label]
      : [];
  return {
    kept: [
      ...same,
      ...before.filter(({ text }) => now.some((other) => other.text === text)).map(({ text }) => text),
      ...groups.filter((group) => oldGroups.includes(group)).map(by),
      ...(hasOld && old ? [windowPhrase(old)] : []),
    ],
    left: [
      ...before.filter(({ about }) => !now.some((other) => other.about === about)).map(({ text }) => text),
      ...(groups.length === 0 && !now.some(({ about }) => oldGroups.some((group) => group === about)) ? oldGroups.map(by) : []),
      ...(old && !window ? [windowPhrase(old)] : []),
    ],
  };
}

type Condition = { readonly about: string; readonly text: string };

/** Everything that restricts a call's rows, beside its window. */
function conditionsOf({ tool, args }: ShopCall): readonly Condition[] {
  const filters: readonly Filter[] = [...args.filters, ...("part" in args ? args.part : []), ...("sides" in args ? args.sides : [])];
  const kind =
    tool === "find_customers" && args.kind !== "all" && args.kind !== "buyers"
      ? [{ about: "customer_kind", text: `${args.kind.replaceAll("_", " ")} customers` }]
      : [];
  const stock =
    tool === "get_stock_levels" && args.kind !== "all"
      ? [{ about: args.kind === "low" ? "stock_level" : "stock", text: `stock: ${args.kind}` }]
      : tool === "find_unsold_products"
        ? [{ about: "sold", text: "not sold" }]
        : [];
  const bounds = [
    ["orders", "orders"],
    ["spend", "spent"],
    ["having", "the figure of each"],
  ].flatMap(([name = "", words = ""]): Condition[] => {
    const bound = name in args ? Object.entries(args).find(([key]) => key === name)?.[1] : null;
    return isBound(bound) ? [{ about: name, text: `${words} ${boundText(bound)}` }] : [];
  });
  return [...filters.map(({ label, field }) => ({ about: field, text: label || field })), ...kind, ...stock, ...bounds];
}

function isBound(value: unknown): value is Parameters<typeof boundText>[0] {
  return typeof value === "object" && value !== null && "op" in value && "values" in value;
}

function periodOf({ args }: ShopCall): DateWindow | null {
  const window = "window" in args ? args.window : null;
  return window && (window.from !== null || window.to !== null || window.weekdays !== null) ? window : null;
}

function sayWindow(call: ShopCall): string | null {
  const window = periodOf(call);
  return window && windowPhrase(window);
}

/** What a call tells of each: its grouping, or what it ranks. */
export function shownBy(call: ShopCall): readonly DimensionName[] {
  return call.tool === "get_best_selling_products"
    ? ["product"]
    : call.tool === "get_top_customers_by_spending"
      ? ["customer"]
      : groupsOf(call);
}

function by(group: DimensionName): string {
  return `by ${dimensionWords(group)[0]}`;
}
