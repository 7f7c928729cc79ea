import { readFileSync } from "node:fs";
import { lineOf } from "@/lib/platform/message-of";
import { readRules, SHIPPED_RULES, type RecommendationRule } from "@/lib/engines/logs/report/recommendation-rules";

/**
 * The rules for advice: an operator's file first, then the shipped ones. @throws Error with one line that says what is wrong with the file
 */
export function loadRules(path: string | undefined): readonly RecommendationRule[] {
  if (path === undefined) return SHIPPED_RULES;
  const rules = readRules(textOf(path));
  if (!rules.ok) throw new Error(`TELLBACK_LOG_RULES=${path} ${rules.error}; correct the file.`);
  return rules.value;
}

function textOf(path: string): string {
  try {
    return readFileSync(path, "utf8");
  } catch (cause) {
    throw new Error(`TELLBACK_LOG_RULES=${path} cannot be read: ${lineOf(cause)}`, { cause });
  }
}
