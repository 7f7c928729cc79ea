import { parseCall, type ShopCall, type ToolName } from "@/lib/engines/shop/calls/calls";
import { filtersOf, grainOf, groupsOf } from "@/lib/engines/shop/calls/call-contents";
import { canGroup, DIMENSIONS } from "@/lib/engines/shop/calls/dimensions";
import { canFilter, FIELDS, type Filter } from "@/lib/engines/shop/calls/filters";
import { measureOf } from "@/lib/engines/shop/measures";
import { SaidParts } from "@/lib/mcp/call-input";
import { readFilters, type FindNames } from "@/lib/mcp/read-filters";
import { readWindow } from "@/lib/mcp/read-window";
import { err, ok, type Result } from "@/lib/platform/result";
import type { DateWindow, WindowContext } from "@/lib/language/date-window";

/**
 * A program's call as the engine runs it: periods and names resolved, and every part checked to have an effect.
 * A filter or a grouping that the measure's rows do not have is refused, since leaving it out would answer another question.
 * @param args what `callInput` of the tool let through
 * @returns the call, or one sentence that says what to pass instead
 */
export async function readCall(
  tool: ToolName,
  args: Readonly<Record<string, unknown>>,
  context: WindowContext,
  find: FindNames,
): Promise<Result<ShopCall, string>> {
  const said = SaidParts.parse(args);
  const resolved: Record<string, unknown> = { ...args };
  for (const name of ["window", "base", "registered"] as const) {
    const window = readOptionalWindow(said[name], context);
    if (!window.ok) return window;
    if (window.value) resolved[name] = window.value;
  }
  for (const name of ["filters", "part", "sides", "only"] as const) {
    const filters = await readFilters(said[name] ?? [], find);
    if (!filters.ok) return filters;
    if (said[name]) resolved[name] = filters.value;
  }
  for (const name of ["some", "none"] as const) {
    const parts: { readonly filters: readonly Filter[]; readonly window: DateWindow | null }[] = [];
    for (const part of said[name] ?? []) {
      const [window, filters] = [readOptionalWindow(part.window, context), await readFilters(part.filters, find)];
      if (!window.ok) return window;
      if (!filters.ok) return filters;
      parts.push({ filters: filters.value, window: window.value });
    }
    if (said[name]) resolved[name] = parts;
  }
  const { call, problem } = parseCall(tool, resolved);
  if (call === null) return err(`The arguments of ${tool} are not right: ${problem}.`);
  const unfit = unfitParts(call);
  return unfit === null ? ok(call) : err(unfit);
}

function readOptionalWindow(text: string | null | undefined, context: WindowContext): Result<DateWindow | null, string> {
  return text === null || text === undefined ? ok(null) : readWindow(text, context);
}

function unfitParts(call: ShopCall): string | null {
  const misused = misusedMeasure(call);
  if (misused !== null) return misused;
  const grain = grainOf(call);
  const what = "measure" in call.args ? `The measure ${call.args.measure}` : `The tool ${call.tool}`;
  const filters = filtersOf(call);
  const filter = filters.find(({ field }) => !canFilter(grain, field));
  if (filter)
    return `${what} cannot be filtered by ${filter.field}. It can be by ${FIELDS.filter((field) => canFilter(grain, field)).join(", ") || "nothing"}.`;
  const groups = groupsOf(call);
  const group = groups.find((name) => !canGroup(grain, name));
  if (group)
    return `${what} cannot be grouped by ${group}. It can be by ${DIMENSIONS.filter((name) => canGroup(grain, name)).join(", ") || "nothing"}.`;
  if (new Set(groups).size < groups.length) return "The same grouping is named twice; name it once.";
  if ("window" in call.args && call.args.window !== null && grain === "categories") return "Categories have no date; leave the window out.";
  return null;
}

/** A sum of averages, or an average that is a sum, would be a figure that nobody asked for. */
function misusedMeasure(call: ShopCall): string | null {
  if (call.tool === "calculate_sum" && !measureOf(call.args.measure).additive)
    return `The measure ${call.args.measure} cannot be added up; call calculate_average with it.`;
  if (call.tool === "group_and_count" && measureOf(call.args.measure).unit !== "count")
    return `The measure ${call.args.measure} is not a count; call calculate_sum or calculate_average with the same group_by.`;
  if (call.tool !== "calculate_average" || call.args.per !== null || !measureOf(call.args.measure).additive) return null;
  return `The measure ${call.args.measure} is a total. Pass “per” (day, week, month, quarter or year) for its average over periods, or call calculate_sum.`;
}
