import { z } from "zod";
import type { Failure, LogReport } from "@/lib/answers/log-report";
import { LOG_RULE_KINDS, sayRule, type LogRule } from "@/lib/answers/log-rule";
import type { Interaction, Use } from "@/lib/interactions/event";
import type { ChangeLine } from "@/lib/learning/memory/store";
import { err, ok, type Result } from "@/lib/platform/result";

/** What a person says of a template of a report: its id, and the category of the failures meant. */
export const LogRuleInput = z.object({ interactionId: z.uuid(), kind: z.enum(LOG_RULE_KINDS), templateId: z.string().min(1).max(100) });
export type LogRuleInput = z.infer<typeof LogRuleInput>;

/** One log line as an example for the failure classifier; secrets masked. */
type LogTrainingLine = {
  readonly id: string;
  readonly entry: string;
  readonly component: string | null;
  readonly operation: string | null;
  readonly level: string | null;
  readonly isFailure: boolean;
  readonly fileName: string;
};
/** What one rule saves together: all of it, or nothing. A rule about the cause teaches nothing about failing. */
type LogLesson = {
  readonly rule: LogRule;
  readonly interactionId: string;
  readonly userId: string;
  readonly training: LogTrainingLine | null;
  readonly line: ChangeLine;
};

/** Where rules about log lines live. Each write is one transaction; reads see every process's writes. */
export interface LogRuleStore {
  /** Newest first. */
  all(): Promise<readonly LogRule[]>;
  /** Saves a rule, unless there is one of the same kind, template and category. @returns the rule that acts */
  teach(lesson: LogLesson): Promise<LogRule>;
  /** Takes a rule back with all that was saved along. @returns false where there is none */
  undo(id: string, line: ChangeLine): Promise<boolean>;
  /** How many analyses each rule changed, and when last; none for those that changed none. */
  uses(ids: readonly string[]): Promise<ReadonlyMap<string, Use>>;
  training(): Promise<readonly (LogTrainingLine & { readonly rule: LogRule })[]>;
}

export type LogRuleDeps = {
  readonly store: LogRuleStore;
  readonly interactions: { readonly get: (id: string) => Promise<Interaction | null> };
  readonly now: () => Date;
  readonly newId: () => string;
};

/** Makes what a person said of a template a rule for every log. @returns the rule; the one there is where it was said before */
export async function teachLogRule(
  { interactionId, kind, templateId }: LogRuleInput,
  userId: string,
  deps: LogRuleDeps,
): Promise<Result<LogRule, string>> {
  const row = await deps.interactions.get(interactionId);
  const report = row?.answer?.report ?? null;
  if (report === null) return err("That report is not here any more. Analyse the log again.");
  const subject = subjectOf(report, kind, templateId);
  if (!subject) return err("Those lines are not in the report as it is now. Analyse the log again.");
  const { template, failure } = subject;
  const at = deps.now().toISOString();
  const rule: LogRule = { id: deps.newId(), kind, template: template.template, category: failure?.category ?? null, at };
  const training =
    kind === "wrong_cause"
      ? null
      : {
          id: deps.newId(),
          entry: failure?.message ?? template.sample,
          component: failure?.component ?? null,
          operation: failure?.operation ?? null,
          level: failure?.level ?? null,
          isFailure: kind === "missed",
          fileName: report.fileName,
        };
  const line = { at, userId, what: "ruled", verifiedId: rule.id, text: sayRule(rule) } as const;
  return ok(await deps.store.teach({ rule, interactionId, userId, training, line }));
}

/** Takes a rule back. @returns false where it is gone already */
export async function undoLogRule(id: string, userId: string, { store, now }: Pick<LogRuleDeps, "store" | "now">): Promise<boolean> {
  const rule = (await store.all()).find((one) => one.id === id);
  return (
    rule !== undefined && store.undo(id, { at: now().toISOString(), userId, what: "undone", verifiedId: id, text: `“${rule.template}”` })
  );
}

type Subject = { readonly template: LogReport["templates"][number]; readonly failure: Failure | null };

function subjectOf(report: LogReport, kind: LogRule["kind"], templateId: string): Subject | null {
  const template = report.templates.find(({ id }) => id === templateId);
  const cause = report.rootCause?.failure ?? null;
  const failure =
    kind === "wrong_cause"
      ? cause?.templateId === templateId
        ? cause
        : null
      : (report.failures.find((one) => one.templateId === templateId) ?? null);
  if (!template || (kind === "missed") !== (failure === null)) return null;
  return { template, failure };
}
