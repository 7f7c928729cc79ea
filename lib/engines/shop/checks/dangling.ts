import type { PlanError } from "@/lib/engines/engine";
import { clarified } from "@/lib/engines/shop/checks/clarify";
import type { Frame } from "@/lib/engines/shop/said/frame";

/** Why a question with nothing before it cannot be read: "what did she buy", "how many of those", "split it by city"; null where it can. */
export function pointsAtNothing(frame: Frame, plain: string): PlanError | null {
  if (
    /\b(?:he|she|him|his|her|hers)\b/i.test(plain) &&
    frame.persons.length === 0 &&
    !frame.filters.some(({ field }) => field === "customer")
  )
    return clarified({
      code: "ambiguous",
      message: "Who is meant? Ask with the customer's name.",
      intent: "customer_lookup",
      because: frame.because,
    });
  if (/^(?:and |so )*who (?:is|was|are) (?:the|that|this) (?:customer|buyer|client)\s*[?.!]*$/i.test(plain))
    return clarified({
      code: "ambiguous",
      message: "Which customer is meant? Ask with the order's number, or with what that customer did.",
      intent: "customer_lookup",
      because: frame.because,
    });
  if (
    /\b(?:how many|how much|which|who|any|some|all|most|none) of (?:them|those|these)\b(?! \p{L}+s\b)/iu.test(plain) &&
    !/[.?!;].*\bof (?:them|those|these)\b/i.test(plain)
  )
    return clarified({ code: "ambiguous", message: "Which ones are meant? Ask with what they are.", because: frame.because });
  if (SPLITS_NOTHING.test(plain))
    return clarified({
      code: "too-vague",
      message: "What should be split? Name the figure and the period, such as “revenue this month by channel”.",
      because: frame.because,
    });
  return null;
}

/** "break it down by city" with nothing before it. */
const SPLITS_NOTHING =
  /^(?:and |now |ok |then |please |can you |could you )*(?:break|split|divide|group|show|give me|sort) (?:it|that|this|them|those)\b(?: down| up)?(?: into)? (?:by|per)\b/i;
