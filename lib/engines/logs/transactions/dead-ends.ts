import { NO_WAY } from "@/lib/engines/logs/failures/flow-steps";
import { stepKey, type Finding } from "@/lib/engines/logs/failures/finding";
import type { Transaction, TransactionStep } from "@/lib/engines/logs/transactions/transactions";

/** Follows where items of a flow leave it without a word. */
export type DeadEnds = {
  /** Notes a row of a transaction. @param failure what it is, should nothing of the transaction come after it */
  note(transaction: Transaction, step: TransactionStep, failure: () => Finding): void;
  /** Items that left by no way of a step that sends others on by several: a gap in the choice. */
  found(): readonly { readonly transaction: Transaction; readonly finding: Finding }[];
};

const MAX_OPEN = 50_000;
const MAX_STEPS = 2_000;
const MAX_WAYS = 50;
/** A question has one way for yes, and leaves by no way for no. */
const A_CHOICE = 2;
/** Where many leave so, it is meant. */
const MEANT = 0.2;

/** Follows the last row of each item, and the ways that a step has, with bounded memory. */
export function createDeadEnds(): DeadEnds {
  const left = new Map<Transaction, Finding>();
  const ways = new Map<string, Map<string, number>>();
  return {
    note(transaction, step, failure) {
      const key = stepKey(step.component, step.operation);
      const outcome = step.outcome ?? "";
      left.delete(transaction);
      const known = ways.get(key) ?? new Map<string, number>();
      if (known.size < MAX_WAYS || known.has(outcome)) known.set(outcome, (known.get(outcome) ?? 0) + 1);
      if (ways.size < MAX_STEPS) ways.set(key, known);
      if (NO_WAY.test(outcome) && left.size < MAX_OPEN) left.set(transaction, failure());
    },
    found() {
      const all = [...left].map(([transaction, finding]) => ({ transaction, finding }));
      const leaving = new Map<string, number>();
      for (const { finding } of all) {
        const key = stepKey(finding.component, finding.operation);
        leaving.set(key, (leaving.get(key) ?? 0) + 1);
      }
      return all.filter(({ finding }) => {
        const key = stepKey(finding.component, finding.operation);
        const named = [...(ways.get(key) ?? [])].filter(([way]) => !NO_WAY.test(way));
        const wentOn = named.reduce((sum, [, rows]) => sum + rows, 0);
        return named.length >= A_CHOICE && (leaving.get(key) ?? 0) <= wentOn * MEANT;
      });
    },
  };
}
