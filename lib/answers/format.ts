import type { Cell, Unit } from "@/lib/answers/answer";
import { SHORT_MONTHS } from "@/lib/answers/months";

/** How values of one source are written. `currency` is an ISO 4217 code, or null where money has none. */
export type FormatOptions = { readonly locale: string; readonly currency: string | null };

export const DEFAULT_FORMAT: FormatOptions = { locale: "en-GB", currency: null };

/** One cell as a person reads it; null stays null so that the screen can mark it. Percent values are 0..100, ratios are plain. */
export function formatCell(value: Cell, unit: Unit, options: FormatOptions = DEFAULT_FORMAT): string | null {
  if (value === null) return null;
  if (typeof value === "boolean") return value ? "yes" : "no";
  switch (unit) {
    case "money":
      return typeof value === "number" ? formatMoney(value, options) : value;
    case "percent":
      return typeof value === "number" ? `${formatNumber(value, 1, options)} %` : value;
    case "count":
    case "days":
      return typeof value === "number" ? formatNumber(value, 0, options) : value;
    case "ratio":
    case "number":
      return typeof value === "number" ? formatNumber(value, 2, options) : value;
    case "date":
      return formatDate(String(value));
    case "datetime":
      return formatDateTime(String(value));
    case "id":
    case "text":
      return String(value);
    default:
      return unit satisfies never;
  }
}

/** An amount with its currency code and two decimals: "BDT 1,234.50", "-USD 3.00". */
function formatMoney(amount: number, { locale, currency }: FormatOptions): string {
  const text = numberFormat(locale, { minimumFractionDigits: 2, maximumFractionDigits: 2 }).format(Math.abs(amount));
  const sign = amount < 0 && Number(text.replace(/[^\d]/g, "")) !== 0 ? "-" : "";
  return `${sign}${currency === null ? "" : `${currency} `}${text}`;
}

/** A number with grouping and at most `maxDecimals` decimals. */
export function formatNumber(value: number, maxDecimals: number, { locale }: FormatOptions = DEFAULT_FORMAT): string {
  return numberFormat(locale, { maximumFractionDigits: maxDecimals }).format(value);
}

/**
 * A ratio in [0, 1] as percent with at most `decimals` decimals, "–" where there is none. Only everything is "100 %" and only nothing
 * "0 %": 99.6 % without decimals is "99 %".
 */
export function formatRate(rate: number | null, decimals = 0): string {
  if (rate === null) return "–";
  const step = 10 ** -decimals;
  const percent = Number((rate * 100).toFixed(decimals));
  const shown = percent === 100 && rate < 1 ? 100 - step : percent === 0 && rate > 0 ? step : percent;
  return `${formatNumber(shown, decimals)} %`;
}

const formats = new Map<string, Intl.NumberFormat>();

/** A way to write numbers, made once: making one takes a hundred times as long as writing with it. */
export function numberFormat(locale: string, options: Intl.NumberFormatOptions): Intl.NumberFormat {
  const key = `${locale} ${JSON.stringify(options)}`;
  const format = formats.get(key) ?? new Intl.NumberFormat(locale, options);
  formats.set(key, format);
  return format;
}

/** An ISO date or month as "18 Nov 2026" or "Nov 2026", a quarter "2026-Q4" as "Q4 2026"; anything else unchanged. */
export function formatDate(iso: string): string {
  const quarter = /^(\d{4})-(Q[1-4])$/.exec(iso);
  if (quarter) return `${quarter[2] ?? ""} ${quarter[1] ?? ""}`;
  const match = /^(\d{4})-(\d{2})(?:-(\d{2}))?/.exec(iso);
  const month = SHORT_MONTHS[Number(match?.[2]) - 1];
  if (!match || !month) return iso;
  return match[3] ? `${Number(match[3])} ${month} ${match[1]}` : `${month} ${match[1]}`;
}

/** An ISO local time as "18 Nov 2026, 15:30"; anything else unchanged. */
export function formatDateTime(iso: string): string {
  const time = /[T ](\d{2}:\d{2})/.exec(iso)?.[1];
  return time ? `${formatDate(iso)}, ${time}` : formatDate(iso);
}

/** "1 order", "2 orders", "0 orders"; the plural is given where it is not the singular plus s. */
export function countOf(count: number, singular: string, plural = `${singular}s`, options: FormatOptions = DEFAULT_FORMAT): string {
  return `${formatNumber(count, 0, options)} ${count === 1 ? singular : plural}`;
}

/** Joins words as a person does: "a", "a and b", "a, b and c". */
export function joinWords(items: readonly string[], word = "and"): string {
  if (items.length <= 1) return items.join("");
  return `${items.slice(0, -1).join(", ")} ${word} ${items[items.length - 1] ?? ""}`;
}

/** A sentence as the rest of another one. */
export function lowerFirst(sentence: string): string {
  return sentence.charAt(0).toLowerCase() + sentence.slice(1);
}

/** A phrase as the start of a sentence or as a heading. */
export function upperFirst(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}
