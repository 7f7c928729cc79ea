import type { FailureCategory } from "@/lib/answers/failure-category";

export const LOG_RULE_KINDS = ["not_failure", "missed", "wrong_cause"] as const;
/** What a person said of the lines of a template: no failure, a failure that was not seen, or a failure and not the cause. */
export type LogRuleKind = (typeof LOG_RULE_KINDS)[number];

/**
 * A rule for every log: `template` with <*> where a line varies, `category` of the failures meant (null: lines that were none), `at` ISO
 * UTC.
 */
export type LogRule = {
  readonly id: string;
  readonly kind: LogRuleKind;
  readonly template: string;
  readonly category: FailureCategory | null;
  readonly at: string;
};

const SAID: Readonly<Record<LogRuleKind, string>> = {
  not_failure: "is no failure",
  missed: "is a failure",
  wrong_cause: "is not the cause",
};

/** A rule in words. */
export function sayRule({ kind, template }: Pick<LogRule, "kind" | "template">): string {
  return `“${template}” ${SAID[kind]}`;
}

/** A rule that changed a report, and on how many lines it acted. */
export type AppliedRule = LogRule & { readonly lines: number };
