import { findWindow } from "@/lib/language/windows";
import { err, ok, type Result } from "@/lib/platform/result";
import type { DateWindow, WindowContext } from "@/lib/language/date-window";

const JOINING = /\b(?:in|on|of|for|during|over|within|the|whole|and)\b|[\s.,]/giu;

/**
 * A period said in words, read whole: a period of which a part is not understood is refused, since the rest of it
 * would be another period.
 */
export function readWindow(text: string, context: WindowContext): Result<DateWindow, string> {
  const found = findWindow(text, context);
  if (!found) return err(`“${text}” is no period. ${EXAMPLES}`);
  const left = found.spans
    .reduce((rest, { start, end }) => rest.slice(0, start) + " ".repeat(end - start) + rest.slice(end), text)
    .replace(JOINING, "");
  return left === "" ? ok(found.window) : err(`Only a part of the period “${text}” was understood: ${found.window.label}. ${EXAMPLES}`);
}

const EXAMPLES = "Say it as “last month”, “in the last 30 days”, “Q3 2026”, “from 2026-10-01 to 2026-10-15” or “since 2026-10-01”.";
