import type { ToolName } from "@/lib/engines/shop/calls/calls";
import { isTimeDimension } from "@/lib/engines/shop/calls/dimensions";
import { draft, type Draft, type Problem } from "@/lib/engines/shop/draft";
import { OVERVIEW } from "@/lib/engines/shop/rules/figures";
import { fitToLines } from "@/lib/engines/shop/said/figures";
import type { Frame } from "@/lib/engines/shop/said/frame";
import { isMeasureName } from "@/lib/engines/shop/measures";
import { APART, spanOf } from "@/lib/engines/shop/said/joined-windows";

const JOINT = /^\s*(?:,|&|\+|,?\s*\b(?:and|plus|as well as)\b(?: also)?)\s*(?:(?:in|for|of|on|during|from|the|then)\s+)*$/i;
const AS_ONE = /\b(?:combined|together|altogether|in all|taken together|put together|added up|in sum)\b/i;
const FIGURES: ReadonlySet<ToolName> = new Set<ToolName>([
  "calculate_sum",
  "calculate_average",
  "group_and_count",
  "count_documents",
  "get_figures",
  "get_overview",
  "find_customers",
  "calculate_share",
]);

/**
 * "revenue in September and October": a figure of each of them, side by side; lists and rankings are over all of them
 * together. Periods that do not follow on one another are held against each other where they are two.
 * @param read the reading of a question with one period
 */
export function readSpans(frame: Frame, read: (frame: Frame) => Draft | Problem | null): Draft | Problem | null {
  const { windows, modes, groups, text } = frame;
  if (windows.length < 2 || windows.length > 6 || [...modes].some((mode) => APART.has(mode)) || modes.has("when") || !areJoined(frame))
    return null;
  const inOrder = [...windows].sort((a, b) => ((a.from ?? "") < (b.from ?? "") ? -1 : 1));
  const [first, second] = inOrder;
  const span = spanOf(inOrder);
  const plain = span === null ? null : { ...frame, windows: [span], modes: new Set([...modes].filter((mode) => mode !== "together")) };
  const whole = read(plain ?? { ...frame, windows: windows.slice(0, 1) });
  if (whole === null || "problem" in whole) return whole;
  const isFigure =
    FIGURES.has(whole.tool) &&
    !groups.some(isTimeDimension) &&
    !("result" in whole.args && whole.args.result === "list" && frame.customers !== "new");
  if (plain !== null && (!isFigure || AS_ONE.test(text))) return whole;
  if (plain !== null && first !== undefined) {
    if (whole.tool === "get_overview")
      return draft(
        "get_figures",
        { measures: OVERVIEW, filters: whole.args.filters, window: span, group_by: [first.unit] },
        "several_periods",
        0.85,
      );
    const each = read({ ...plain, groups: [...groups, first.unit] });
    return each !== null && "args" in each && Array.isArray(each.args.group_by) && each.args.group_by.includes(first.unit)
      ? { ...each, intent: "several_periods" }
      : null;
  }
  const said = whole.tool === "count_documents" && whole.args.collection === "orders" ? "order_count" : whole.args.measure;
  if (!isFigure || typeof said !== "string" || !isMeasureName(said) || first === undefined || second === undefined || windows.length > 2)
    return null;
  return draft(
    "compare_periods",
    {
      measure: fitToLines(said, groups, frame.filters),
      window: second,
      base: first,
      filters: whole.args.filters,
      group_by: groups.slice(0, 1),
    },
    "several_periods",
    0.85,
  );
}

/** Nothing stands between the periods but a comma or "and". */
function areJoined({ tags, tokens, text }: Frame): boolean {
  const at = tags.filter(({ meaning }) => meaning.kind === "window");
  return (
    at.length > 1 &&
    at.slice(1).every(({ start }, place) => JOINT.test(text.slice(tokens[(at[place]?.end ?? 1) - 1]?.end ?? 0, tokens[start]?.start ?? 0)))
  );
}
