import type { AppliedRule, LogRule } from "@/lib/answers/log-rule";
import { describe, type Assessment } from "@/lib/engines/logs/failures/failures";
import type { Finding } from "@/lib/engines/logs/failures/finding";
import { maskSecrets } from "@/lib/engines/logs/mask";
import type { LogRecord } from "@/lib/engines/logs/records/record";
import { spell, withoutUnits } from "@/lib/engines/logs/templates/templates";
import { tokenize, WILDCARD } from "@/lib/engines/logs/templates/tokens";

/** What people taught of the lines of some templates, applied while a log is read. */
export type Taught = {
  /** The rules for messages of these tokens. */
  rulesFor(tokens: readonly string[]): readonly LogRule[];
  /** What an event says by the rules for it: no failure any more, or one. */
  judge(assessment: Assessment, rules: readonly LogRule[], record: LogRecord, detail: string): Assessment;
  /** False for a failure that a person said is not the cause. */
  mayBeCause(finding: Finding, rules: readonly LogRule[]): boolean;
  /** Notes that a failure would have been named as the cause, but for a rule. */
  passedOver(finding: Finding, rules: readonly LogRule[]): void;
  /** The rules that changed something, newest first. */
  applied(): readonly AppliedRule[];
};

const SEVERITY = 0.85;

/** @param rules newest first: the newest that fits a line decides */
export function createTaught(rules: readonly LogRule[]): Taught {
  const patterns = rules.map((rule) => ({ rule, tokens: patternOf(rule.template) }));
  const lines = new Map<string, number>();
  const count = ({ id }: LogRule): void => void lines.set(id, (lines.get(id) ?? 0) + 1);
  const wrongCause = (finding: Finding, known: readonly LogRule[]) =>
    known.find(({ kind, category }) => kind === "wrong_cause" && category === finding.category);
  return {
    rulesFor(tokens) {
      if (patterns.length === 0) return [];
      const own = patternOf(maskSecrets(spell(tokens)));
      return patterns.flatMap((pattern) => (isLike(pattern.tokens, own) ? [pattern.rule] : []));
    },
    judge(assessment, known, record, detail) {
      const { finding } = assessment;
      const rule = known.find(({ kind, category }) =>
        kind === "missed" ? finding?.kind !== "failure" : kind === "not_failure" && finding !== null && category === finding.category,
      );
      if (!rule) return assessment;
      count(rule);
      if (rule.kind === "not_failure") return { ...assessment, finding: null, reply: assessment.reply?.bad ? null : assessment.reply };
      const whole = detail === "" ? record.message : `${record.message}\n${detail}`;
      return {
        ...assessment,
        success: false,
        finding: { kind: "failure", severity: SEVERITY, ...describe(record, whole), decidedBy: "person" },
      };
    },
    mayBeCause: (finding, known) => wrongCause(finding, known) === undefined,
    passedOver(finding, known) {
      const rule = wrongCause(finding, known);
      if (rule) lines.set(rule.id, 1);
    },
    applied: () => rules.flatMap((rule) => (lines.has(rule.id) ? [{ ...rule, lines: lines.get(rule.id) ?? 0 }] : [])),
  };
}

/** A template as tokens, whether it was mined or is shown: a wildcard is read as the number that it may stand for. */
function patternOf(template: string): readonly string[] {
  return withoutUnits(tokenize(template.replaceAll(WILDCARD, "0")));
}

/** Whether messages of some tokens are of a template; what varies in the template may be any one word. */
function isLike(pattern: readonly string[], tokens: readonly string[]): boolean {
  return pattern.length > 0 && pattern.length === tokens.length && pattern.every((token, at) => token === WILDCARD || token === tokens[at]);
}
