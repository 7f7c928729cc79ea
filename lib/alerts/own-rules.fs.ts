import { readFileSync } from "node:fs";
import { z } from "zod";
import { AlertRuleInput, type AlertRule } from "@/lib/alerts/rules";
import { lineOf } from "@/lib/platform/message-of";

/**
 * An operator's own alert rules from a JSON file, a list of objects; none without a file.
 * @throws Error with one line that names the file, the rule and what it must be
 */
export function loadAlertRules(path: string | undefined): readonly AlertRule[] {
  if (path === undefined) return [];
  const file = `TELLBACK_ALERT_RULES=${path}`;
  const list = z.array(z.unknown(), "must hold a list of rules").safeParse(readJson(path));
  if (!list.success) throw new Error(`${file} ${list.error.issues[0]?.message ?? "cannot be read"}.`);
  const rules = list.data.map((entry, index) => readRule(entry, `${file}, rule ${index + 1}`));
  const twice = rules.find(({ name }, index) => rules.findIndex((rule) => rule.name === name) !== index);
  if (twice) throw new Error(`${file} has two rules named “${twice.name}”.`);
  return rules;
}

function readJson(path: string): unknown {
  try {
    return JSON.parse(readFileSync(path, "utf8"));
  } catch (cause) {
    throw new Error(`TELLBACK_ALERT_RULES=${path} cannot be read: ${lineOf(cause)}`, { cause });
  }
}

function readRule(entry: unknown, where: string): AlertRule {
  const rule = AlertRuleInput.safeParse(entry);
  if (rule.success) return rule.data;
  const [issue] = rule.error.issues;
  throw new Error(`${where}: ${[issue?.path.join("."), issue?.message ?? "cannot be read"].filter(Boolean).join(" ")}.`);
}
