import type { ShopCall, ToolArguments } from "@/lib/engines/shop/calls/calls";
import { isTimeDimension, type DimensionName, type TimeDimension } from "@/lib/engines/shop/calls/dimensions";
import type { Filter } from "@/lib/engines/shop/calls/filters";
import { measureOf, type MeasureName } from "@/lib/engines/shop/measures";
import type { Bound } from "@/lib/engines/shop/queries/aggregate";
import { bestRowOf, extremeRow } from "@/lib/engines/shop/wording/figures";
import { cellText, numberIn, type Shown } from "@/lib/engines/shop/wording/shown";
import type { DateWindow } from "@/lib/language/date-window";

/** One row of a result by its first name and its figure, as text. */
export type Named = { readonly cell: unknown; readonly column: string; readonly figure: string };
/** Orders of a kind, in a period where one is named, that a group has or lacks. */
export type Part = ToolArguments<"find_groups">["some"][number];
/** What rows are of: a collection, a kind of customers or of stock. */
export type RowNoun =
  | "orders"
  | "customers"
  | "products"
  | "categories"
  | "refunds"
  | "coupons"
  | "buyers"
  | "repeat"
  | "one_time"
  | "new"
  | "lapsed"
  | "never_ordered"
  | "low"
  | "out"
  | "in"
  | "over"
  | "cover"
  | "all"
  | "unsold"
  | "pairs";

/** What a result says, apart from the language it is said in; figures are text already. */
export type Facts =
  | { readonly kind: "nothing" }
  | { readonly kind: "figure"; readonly measure: MeasureName; readonly figure: string; readonly per: DimensionName | null }
  | { readonly kind: "figures"; readonly items: readonly { readonly measure: MeasureName; readonly figure: string }[] }
  | {
      readonly kind: "rows";
      readonly noun: RowNoun;
      readonly count: number;
      readonly figure: string;
      readonly shown: number | null;
      /** Only so many were asked for: there may be more. */ readonly isCut: boolean;
      readonly first: Named | null;
    }
  | {
      readonly kind: "groups";
      readonly measure: MeasureName;
      readonly by: readonly DimensionName[];
      readonly count: string;
      readonly best: Named;
      readonly least: Named | null;
    }
  | {
      readonly kind: "ranking";
      readonly measure: MeasureName;
      readonly by: DimensionName;
      readonly order: "asc" | "desc";
      readonly rows: readonly Named[];
    }
  | {
      readonly kind: "groupCount";
      readonly measure: MeasureName;
      readonly by: DimensionName;
      readonly figure: string;
      readonly having: Bound | null;
    }
  | {
      readonly kind: "conditions";
      readonly by: DimensionName;
      readonly figure: string;
      readonly some: readonly Part[];
      readonly none: readonly Part[];
      readonly only: readonly Filter[];
      readonly every: TimeDimension | null;
    }
  | {
      readonly kind: "sides";
      readonly measure: MeasureName;
      readonly by: DimensionName | null;
      /** With a grouping, the group where a side is highest. */ readonly items: readonly {
        readonly of: Filter;
        readonly figure: string;
        readonly best: Named | null;
      }[];
    }
  | {
      readonly kind: "leaders";
      readonly measure: MeasureName;
      readonly by: DimensionName;
      readonly within: DimensionName;
      readonly order: "asc" | "desc";
      readonly rows: readonly (Named & { readonly group: Named["cell"]; readonly groupColumn: string })[];
    }
  | {
      readonly kind: "change";
      readonly measure: MeasureName;
      readonly now: string;
      readonly then: string;
      readonly by: string;
      readonly percent: string | null;
      readonly sign: number;
      readonly base: DateWindow;
      readonly segments: readonly Named[];
    }
  | {
      readonly kind: "share";
      readonly measure: MeasureName;
      readonly percent: string;
      readonly part: string;
      readonly whole: string;
      readonly of: readonly Filter[];
    }
  | { readonly kind: "overview"; readonly orders: string; readonly revenue: string; readonly average: string; readonly buyers: string }
  | { readonly kind: "dates"; readonly noun: RowNoun; readonly first: string; readonly last: string };

/** The facts of a result. A share by group, and a comparison by group, are groups led by their first row. */
export function factsOf(call: ShopCall, shown: Shown): Facts {
  const { rows, rowCount } = shown.table;
  if (rows.length === 0) return { kind: "nothing" };
  switch (call.tool) {
    case "count_documents":
      return rowsOf(call.args.collection, numberIn(shown, 0, 0) ?? 0, cellText(shown, 0, 0));
    case "find_documents":
      return rowsOf(call.args.collection, rowCount, String(rowCount), shown, call.args.limit !== null);
    case "calculate_sum":
      if (call.args.count_groups) return groupCount(call.args.measure, call.args.group_by[0] ?? "month", call.args.having, shown);
      if (call.args.group_by.length > 0) return groups(call.args.measure, call.args.group_by, shown);
      return figureOf(call.args.measure, null, shown);
    case "calculate_average":
      if (call.args.group_by.length > 0) return groups(call.args.measure, call.args.group_by, shown);
      return figureOf(call.args.measure, call.args.per, shown);
    case "group_and_count":
      return groups(call.args.measure, call.args.group_by, shown);
    case "get_figures":
      return call.args.group_by.length > 0
        ? groups(call.args.measures[0] ?? "revenue", call.args.group_by, shown)
        : { kind: "figures", items: call.args.measures.map((measure, column) => ({ measure, figure: cellText(shown, 0, column) })) };
    case "find_groups":
      return conditions(call.args, shown);
    case "get_top_n":
      if (call.args.over !== null)
        return { kind: "figure", measure: call.args.measure, figure: cellText(shown, 0, call.args.over === "share" ? 1 : 0), per: null };
      if (call.args.within !== null) return leaders(call.args, call.args.within, shown);
      return ranking(call.args.measure, call.args.group_by[0] ?? "product", call.args.order, shown);
    case "get_best_selling_products":
      return ranking(call.args.measure, "product", call.args.order, shown);
    case "get_top_customers_by_spending":
      return ranking("revenue", "customer", call.args.order, shown);
    case "compare_periods":
      if (call.args.group_by.length > 0) return groups(call.args.measure, call.args.group_by, shown, 3);
      return change(call.args.measure, call.args.base, shown, 0);
    case "compare_groups":
      return sides(call.args, shown);
    case "explain_change":
      return change(call.args.measure, call.args.base, shown, 2);
    case "calculate_share":
      if (call.args.group_by.length > 0) return groups(call.args.measure, call.args.group_by, shown, call.args.part.length > 0 ? 1 : 2);
      return numberIn(shown, 0, 0) === null ? { kind: "nothing" } : share(call.args.measure, call.args.part, shown);
    case "get_stock_levels":
      return countOrRows(call.args.kind, call.args.result, shown, call.args.limit !== null);
    case "find_customers":
      if (call.args.result === "share") return share("buyer_count", [], shown);
      return countOrRows(call.args.kind === "all" ? "customers" : call.args.kind, call.args.result, shown, call.args.limit !== null);
    case "find_unsold_products":
      return countOrRows("unsold", call.args.result, shown);
    case "bought_together":
      return rowsOf("pairs", rowCount, String(rowCount), shown, true);
    case "get_overview":
      return overview(shown);
    case "get_date_range":
      return rows[0]?.[0] == null
        ? { kind: "nothing" }
        : { kind: "dates", noun: call.args.collection, first: String(rows[0][0]), last: String(rows[0][1]) };
    default:
      return call satisfies never;
  }
}

function named(shown: Shown, row: number, figure: number): Named {
  return { cell: shown.table.rows[row]?.[0], column: shown.table.columns[0]?.name ?? "", figure: cellText(shown, row, figure) };
}

function figureOf(measure: MeasureName, per: DimensionName | null, shown: Shown): Facts {
  return numberIn(shown, 0, 0) === null ? { kind: "nothing" } : { kind: "figure", measure, figure: cellText(shown, 0, 0), per };
}

function conditions(args: ToolArguments<"find_groups">, shown: Shown): Facts {
  const { dimension: by, some, none, only, every } = args;
  const count = args.result === "count" ? numberIn(shown, 0, 0) : shown.table.rowCount;
  const figure = args.result === "count" ? cellText(shown, 0, 0) : String(shown.table.rowCount);
  return (count ?? 0) === 0 ? { kind: "nothing" } : { kind: "conditions", by, figure, some, none, only, every };
}

function groupCount(measure: MeasureName, by: DimensionName, having: Bound | null, shown: Shown): Facts {
  return { kind: "groupCount", measure, by, figure: cellText(shown, 0, 0), having };
}

function countOrRows(noun: RowNoun, result: "count" | "list" | "share", shown: Shown, isCut = false): Facts {
  return result === "count"
    ? rowsOf(noun, numberIn(shown, 0, 0) ?? 0, cellText(shown, 0, 0))
    : rowsOf(noun, shown.table.rowCount, String(shown.table.rowCount), shown, isCut);
}

function rowsOf(noun: RowNoun, count: number, figure: string, listed?: Shown, isCut = false): Facts {
  if (count === 0) return { kind: "nothing" };
  const money = listed?.table.columns.findIndex(({ unit }) => unit === "money") ?? -1;
  const last = money === -1 ? (listed?.table.columns.length ?? 1) - 1 : money;
  return {
    kind: "rows",
    noun,
    count,
    figure,
    shown: listed && listed.table.rows.length < count ? listed.table.rows.length : null,
    isCut,
    first: listed ? named(listed, 0, last) : null,
  };
}

function groups(measure: MeasureName, by: readonly DimensionName[], shown: Shown, figure = by.length): Facts {
  const [best, least] = [extremeRow(shown, figure, "max"), extremeRow(shown, figure, "min")];
  const isSeries = by.length === 1 && isTimeDimension(by[0] ?? "");
  return {
    kind: "groups",
    measure,
    by,
    count: String(shown.table.rowCount),
    best: named(shown, best, figure),
    least: isSeries && shown.table.rowCount > 2 ? named(shown, least, figure) : null,
  };
}

function ranking(measure: MeasureName, by: DimensionName, order: "asc" | "desc" | null, shown: Shown): Facts {
  return {
    kind: "ranking",
    measure,
    by,
    order: order ?? "desc",
    rows: [0, 1, 2].filter((row) => row < shown.table.rows.length).map((row) => named(shown, row, 1)),
  };
}

function sides({ measure, sides: kinds, group_by }: ToolArguments<"compare_groups">, shown: Shown): Facts {
  const [by] = group_by;
  const items = kinds.map((of, at) => {
    const row = by === undefined ? at : bestRowOf(of, shown);
    return {
      of,
      figure: row === null ? "0" : cellText(shown, row, by === undefined ? 1 : 2),
      best: by === undefined || row === null ? null : named(shown, row, 2),
    };
  });
  return { kind: "sides", measure, by: by ?? null, items };
}

function leaders({ measure, group_by, order }: ToolArguments<"get_top_n">, within: DimensionName, shown: Shown): Facts {
  const rows = shown.table.rows
    .slice(0, 3)
    .map(([group, cell], row) => ({ group, groupColumn: within, cell, column: group_by[0] ?? "", figure: cellText(shown, row, 2) }));
  return { kind: "leaders", measure, by: group_by[0] ?? "product", within, order, rows };
}

function change(measure: MeasureName, base: DateWindow, shown: Shown, from: number): Facts {
  const by = numberIn(shown, 0, from + 2);
  if (by === null) return { kind: "nothing" };
  const bare = (column: number): string => cellText(shown, 0, column).replace("-", "");
  const same = shown.table.rows
    .map((_, row) => row)
    .filter((row) => from > 0 && row > 0 && Math.sign(numberIn(shown, row, 4) ?? 0) === Math.sign(by))
    .slice(0, 3);
  const percent = from === 0 && numberIn(shown, 0, 3) !== null ? bare(3) : null;
  return {
    kind: "change",
    measure,
    now: cellText(shown, 0, from),
    then: cellText(shown, 0, from + 1),
    by: bare(from + 2),
    percent,
    sign: Math.sign(by),
    base,
    segments: same.map((row) => ({ cell: shown.table.rows[row]?.[1], column: "segment", figure: cellText(shown, row, 4) })),
  };
}

function share(measure: MeasureName, of: readonly Filter[], shown: Shown): Facts {
  return { kind: "share", measure, percent: cellText(shown, 0, 0), part: cellText(shown, 0, 1), whole: cellText(shown, 0, 2), of };
}

function overview(shown: Shown): Facts {
  if ((numberIn(shown, 0, 0) ?? 0) === 0) return { kind: "nothing" };
  return {
    kind: "overview",
    orders: cellText(shown, 0, 0),
    revenue: cellText(shown, 0, 1),
    average: cellText(shown, 0, 2),
    buyers: cellText(shown, 0, 3),
  };
}

/** Whether a figure is zero, and so said as nothing recorded. */
export function isZero(call: ShopCall, shown: Shown): boolean {
  return (
    (call.tool === "calculate_sum" || call.tool === "count_documents") &&
    shown.table.rows.length === 1 &&
    numberIn(shown, 0, 0) === 0 &&
    (call.tool === "count_documents" || (call.args.group_by.length === 0 && measureOf(call.args.measure).additive))
  );
}
