import { z } from "zod";
import { FAILURE_CATEGORIES } from "@/lib/answers/failure-category";
import { lineOf } from "@/lib/platform/message-of";
import { err, ok, type Result } from "@/lib/platform/result";
import shipped from "@/lib/engines/logs/report/recommendation-rules.json";

const words = z
  .string()
  .max(500)
  .refine((text) => isPattern(text), "is no regular expression");

const Rules = z.array(
  z.strictObject({
    category: z.enum([...FAILURE_CATEGORIES, "any"]),
    words: words.optional(),
    text: z.string().min(1).max(500),
    otherwise: z.array(z.string().min(1).max(500)).max(5).optional(),
    fallback: z.string().min(1).max(500),
  }),
  "must hold a list of rules",
);

/**
 * One piece of advice. The first rule whose category and words (a regular expression over the failing lines, their patterns
 * and the step; upper and lower case alike) fit a failure speaks for it, so special rules stand first. `text` may hold facts
 * of the failing lines: {target} host and port, {code} HTTP status, {wait} time waited, {table}, {queue}, {exception},
 * {fault} what the other side said, {step}, {component}. When a fact is not in the lines, the next of `otherwise` is tried,
 * and `fallback`, which holds none, last. `any` speaks for root causes of every category.
 */
export type RecommendationRule = z.infer<typeof Rules>[number];

/** The rules that come with Tellback. */
export const SHIPPED_RULES: readonly RecommendationRule[] = Rules.parse(shipped);

/**
 * Reads an operator's rule file: JSON in the shape of `recommendation-rules.json`. Its rules are tried before the shipped ones.
 * @returns all rules in the order in which they are tried, or one line that says what is wrong where
 */
export function readRules(text: string): Result<readonly RecommendationRule[], string> {
  let json: unknown;
  try {
    json = JSON.parse(text);
  } catch (cause) {
    return err(`is not JSON: ${lineOf(cause)}`);
  }
  const parsed = Rules.safeParse(json);
  if (parsed.success) return ok([...parsed.data, ...SHIPPED_RULES]);
  const issue = parsed.error.issues[0];
  const said = issue?.message ?? "is not usable";
  return err(issue?.path.length === 0 ? said : `rule ${Number(issue?.path[0] ?? 0) + 1}: ${issue?.path.slice(1).join(".") ?? ""} ${said}`);
}

function isPattern(text: string): boolean {
  try {
    new RegExp(text);
    return true;
  } catch (cause) {
    if (cause instanceof SyntaxError) return false;
    throw cause;
  }
}
