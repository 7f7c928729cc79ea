import type { CalendarUnit } from "@/lib/language/calendar";

/**
 * A span of local time: `from` inclusive, `to` exclusive, null where that side is open.
 * Bounds are `YYYY-MM-DD` at midnight and `YYYY-MM-DD HH:MM:SS` otherwise; both compare rightly, as text, with date and with date-time
 * columns.
 * A running period ends one second after now and is `partial`. `unit` and `count` are its calendar size, for the period before it.
 */
export type DateWindow = {
  readonly label: string;
  readonly from: string | null;
  readonly to: string | null;
  readonly partial: boolean;
  readonly unit: CalendarUnit;
  readonly count: number;
  /** ISO weekdays (1 Monday to 7 Sunday) that count, or null for all. */
  readonly weekdays: readonly number[] | null;
};

/** `weekendDays`: ISO weekdays, [5, 6] for Friday and Saturday. `ahead` reads "this month" as the whole month. */
export type WindowContext = { readonly now: string; readonly weekendDays: readonly number[]; readonly ahead?: boolean };

export type TextSpan = { readonly start: number; readonly end: number };
