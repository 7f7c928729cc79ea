import { momentText } from "@/components/feedback/describe-mark";
import type { ChangeLine } from "@/lib/learning/memory/store";

const DONE: Readonly<Record<ChangeLine["what"], string>> = {
  verified: "confirmed",
  corrected: "corrected",
  undone: "undone",
  stale: "put to rest",
  renewed: "in use again",
  ruled: "made a rule for logs",
};

/** What was done and when, as "corrected 14:02". @param now decides whether the day is said too */
export function describeChange({ what, at }: Pick<ChangeLine, "what" | "at">, now: Date): string {
  return `${DONE[what]} ${momentText(at, now)}`;
}
