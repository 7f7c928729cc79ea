import { clarified } from "@/lib/engines/shop/checks/clarify";
import { isAnswerable } from "@/lib/engines/shop/checks/nearest";
import { topicsNear } from "@/lib/engines/shop/checks/topics-near";
import { asOptions, type ComposeContext } from "@/lib/engines/shop/draft";
import type { PlanError } from "@/lib/engines/engine";
import type { Frame } from "@/lib/engines/shop/said/frame";
import { findWindows } from "@/lib/language/windows";

/**
 * Asks for one thing at a time, where a call would leave a part of the question out; what is offered are the parts of the question that
 * can be asked by themselves, each with its period.
 * @param asked the question as it was written
 * @param missing the parts that were left out
 */
export function askOneAtATime(asked: string, missing: readonly string[], intent: string, frame: Frame, context: ComposeContext): PlanError {
  const parts = context.language === "en" ? partsOf(asked, context) : [];
  return clarified({
    code: "ambiguous",
    message: `I cannot put ${missing.map((part) => `“${part}”`).join(", ")} together with the rest of the question. Ask for one thing at a time.`,
    options: parts.length > 1 ? asOptions(parts) : topicsNear(frame),
    intent,
    because: frame.because,
  });
}

const MOST = 4;
const SEAM = /\s*[,;?.!]+\s+(?:and |plus |also )?|\s+(?:and|plus|&|also)\s+/iu;
const OPENING = /^(?:ok(?:ay)?|so|and|then|now|well|please|hey|hi|hmm+|also|plus)[\s,]+/iu;

/** The clauses of a question that can be answered alone; a period that only one of them names belongs to all. */
function partsOf(asked: string, context: ComposeContext): readonly string[] {
  const windows = findWindows(asked, context);
  const [only, ...others] = windows;
  const [span] = only?.spans ?? [];
  const period = span === undefined || others.length > 0 ? "" : asked.slice(span.start, span.end).trim();
  const clauses = asked
    .split(SEAM)
    .map((clause) => opened(clause.trim()))
    .filter((clause) => clause !== "");
  const dated = clauses.map((clause) => (period === "" || findWindows(clause, context).length > 0 ? clause : `${clause} ${period}`));
  return [...new Set(dated)].filter((clause) => isAnswerable(clause, context)).slice(0, MOST);
}

function opened(clause: string): string {
  const rest = clause.replace(OPENING, "");
  return rest === clause ? clause : opened(rest);
}
