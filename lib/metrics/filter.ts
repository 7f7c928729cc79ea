import { z } from "zod";
import { OUTCOMES } from "@/lib/answers/answer";
import { ENGINES } from "@/lib/engines/engine";
import { ShopId } from "@/lib/interactions/shop-id";
import { dayOf, isoOf, type Day } from "@/lib/language/calendar";
import { DayText, numberText } from "@/lib/language/text-values";
import { err, ok, type Result } from "@/lib/platform/result";

const PERIODS = { "7d": 7, "30d": 30, "90d": 90, "365d": 365, all: null } as const;
type Period = keyof typeof PERIODS;
const DEFAULT_PERIOD: Period = "30d";
const RATING_FILTERS = ["up", "down", "rated", "unrated"] as const;

const word = z.string().trim().min(1).max(200);

/** What the address of the Insights page and of its export can hold; every key is optional. */
export const FILTER_SCHEMA = z
  .object({
    period: z.enum(["7d", "30d", "90d", "365d", "all"], "must be 7d, 30d, 90d, 365d or all"),
    from: DayText,
    to: DayText,
    engine: z.enum(ENGINES, `must be ${ENGINES.join(", ")}`),
    approach: word,
    source: word,
    shop: numberText(ShopId),
    role: word,
    module: word,
    model: word,
    prompt: word,
    rating: z.enum(RATING_FILTERS, `must be ${RATING_FILTERS.join(", ")}`),
    comment: z.enum(["yes"], "must be yes"),
    outcome: z.enum([...OUTCOMES, "success", "unsuccessful", "unfinished"], "must be an outcome, success or unsuccessful"),
    error: word,
    plan: z.string().regex(/^[0-9a-f]{16}$/, "must be the key of a plan, 16 hexadecimal digits"),
    text: word,
  })
  .partial();
type FilterInput = z.infer<typeof FILTER_SCHEMA>;
export type FilterKey = keyof FilterInput;

/** A checked filter. Days are whole local days since 1970, both ends included. */
export type InsightFilter = Omit<FilterInput, "period" | "from" | "to"> & {
  readonly period: Period | "custom";
  readonly fromDay: Day;
  readonly toDay: Day;
};

/**
 * Reads a filter from the parameters of an address. Empty and unknown parameters are left out.
 * @param today the local day of the app  @returns the filter, or one sentence that names the parameter and what it must be
 */
export function parseFilter(
  params: Readonly<Record<string, string | readonly string[] | undefined>>,
  today: Day,
): Result<InsightFilter, string> {
  const given = Object.entries(params).flatMap(([key, value]) => {
    const text = typeof value === "string" ? value : value?.[0];
    return text === undefined || text.trim() === "" ? [] : [[key, text] as const];
  });
  const parsed = FILTER_SCHEMA.safeParse(Object.fromEntries(given));
  if (!parsed.success) {
    const issue = parsed.error.issues[0];
    return err(`${issue?.path.join(".") ?? "The filter"} ${issue?.message ?? "cannot be read"}.`);
  }
  const { period, from, to, ...rest } = parsed.data;
  const span = daysOf(period, from, to, today);
  return span.fromDay > span.toDay ? err("from must not be after to.") : ok({ ...rest, ...span });
}

function daysOf(
  period: Period | undefined,
  from: string | undefined,
  to: string | undefined,
  today: Day,
): Pick<InsightFilter, "period" | "fromDay" | "toDay"> {
  if (from !== undefined || to !== undefined)
    return { period: "custom", fromDay: from === undefined ? 0 : dayOf(from), toDay: to === undefined ? today : dayOf(to) };
  const chosen = period ?? DEFAULT_PERIOD;
  const days = PERIODS[chosen];
  return { period: chosen, fromDay: days === null ? 0 : today - days + 1, toDay: today };
}

/** A filter as the parameters of an address, with changes laid over it; null removes one. */
export function filterQuery(filter: InsightFilter, changes: Partial<Record<FilterKey, string | null>> = {}): string {
  const { period, fromDay, toDay, ...rest } = filter;
  const span = period === "custom" ? { from: isoOf(fromDay), to: isoOf(toDay) } : { period: period === DEFAULT_PERIOD ? null : period };
  const entries = Object.entries({ ...span, ...rest, ...changes }).filter(
    ([, value]) => value !== null && value !== undefined && value !== "",
  );
  return new URLSearchParams(entries.map(([key, value]) => [key, String(value)])).toString();
}

/** The span of the same length right before the filter's; null for all time, which has none. */
export function previousPeriod(filter: InsightFilter): InsightFilter | null {
  if (filter.period === "all" || filter.fromDay === 0) return null;
  const days = filter.toDay - filter.fromDay + 1;
  return { ...filter, period: "custom", fromDay: filter.fromDay - days, toDay: filter.fromDay - 1 };
}
