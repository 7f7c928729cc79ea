import type { LogRule } from "@/lib/answers/log-rule";
import type { TransactionOutcome } from "@/lib/answers/log-report";
import type { Finding } from "@/lib/engines/logs/failures/finding";
import type { Taught } from "@/lib/engines/logs/failures/taught";
import { causeAmong } from "@/lib/engines/logs/transactions/cause-among";
import { assignRoles, isNear, rootOf } from "@/lib/engines/logs/transactions/causes";
import type { Recurring } from "@/lib/engines/logs/transactions/recurring";
import type { Transaction } from "@/lib/engines/logs/transactions/transactions";

/** What is known of a log's failures once all lines are read. */
export type Judged = {
  readonly transactions: readonly Transaction[];
  readonly counts: Readonly<Record<TransactionOutcome, number>>;
  /** Findings of no transaction, with their roles. */ readonly free: readonly Finding[];
  readonly recurring: Recurring;
  /** The run says at its end that it reached its result. */ readonly concluded: boolean;
  /** The last line that says that some work went well; 0 where none does. */ readonly lastSuccess: number;
  readonly taught: Pick<Taught, "mayBeCause" | "passedOver"> & { readonly rulesOf: (finding: Finding) => readonly LogRule[] };
};

/** Failures that a log holds all along, which are not listed beside another one. */
export type Background = { readonly lines: number; readonly kinds: number; readonly first: Finding };

/** Gives the findings of transactions their roles, names the cause of the log and sets aside what comes back all along. */
export function judgeCauses(judged: Judged): { readonly root: Finding | null; readonly background: Background | null } {
  const roots = judged.transactions
    .map((transaction) => (transaction.findings ? assignRoles(transaction, (failed) => causeOf(failed, judged)) : null))
    .filter((root): root is Finding => root !== null);
  const failures = judged.free.filter((finding) => finding.role === "failure");
  const isWell = roots.length === 0 && wentOn(failures, judged);
  if (isWell) for (const finding of failures) finding.role = "side";
  const root = chooseRoot(
    roots,
    failures.filter((finding) => finding.role === "failure"),
    judged,
  );
  return { root, background: setAside(root, judged, isWell && isOfSeveral(failures, judged.recurring)) };
}

/**
 * Whether nothing failed but what comes back all along, while work reached its results beside it: the run or all transactions did, or, where
 * the failures are of no telling kind or of several programs, anything at all.
 */
function wentOn(failures: readonly Finding[], { recurring, concluded, counts, lastSuccess }: Judged): boolean {
  if (!failures.every((finding) => recurring.is(finding))) return false;
  if (concluded || (counts.ok > 0 && counts.failed === 0)) return true;
  const isNoise = failures.every(({ category }) => category === "other") || isOfSeveral(failures, recurring);
  return isNoise && failures.some(({ line }) => line < lastSuccess);
}

/** Several programs that fail from early on do so on their own: it is what the log is always like. */
const isOfSeveral = (failures: readonly Finding[], recurring: Recurring): boolean =>
  new Set(failures.map(({ component }) => component)).size > 1 && failures.every((finding) => recurring.isFromStart(finding));

/** The cause of a failed transaction; one that a person said is none only where there is no other. */
function causeOf(transaction: Transaction, { taught }: Judged): Finding | null {
  const cause = rootOf(transaction);
  if (cause === null || taught.mayBeCause(cause, taught.rulesOf(cause))) return cause;
  const findings = (transaction.findings ?? []).filter((finding) => taught.mayBeCause(finding, taught.rulesOf(finding)));
  const other = rootOf({ ...transaction, findings });
  if (other) taught.passedOver(cause, taught.rulesOf(cause));
  return other ?? cause;
}

/**
 * Of the causes of failed transactions and of failures without one, the earliest of the most severe; what a person said is no cause only
 * where there is no other.
 */
function chooseRoot(roots: readonly Finding[], failures: readonly Finding[], { taught, recurring, free }: Judged): Finding | null {
  const hints = free.filter(({ kind, role, level }) => kind === "weak" && role === "consequence" && level !== "info" && level !== "debug");
  const plain = causeAmong(roots, failures, hints, recurring.is);
  if (!plain) return null;
  const mayBe = (finding: Finding): boolean => taught.mayBeCause(finding, taught.rulesOf(finding));
  const { first, root } = causeAmong(roots.filter(mayBe), failures.filter(mayBe), hints.filter(mayBe), recurring.is) ?? plain;
  if (plain.root !== root) taught.passedOver(plain.root, taught.rulesOf(plain.root));
  if (first !== root) first.role = "consequence";
  root.role = "root";
  // What fails right after the cause, without a transaction of its own, most likely follows from it.
  for (const finding of failures) {
    if (finding === root) continue;
    if (recurring.is(finding) && !recurring.is(root)) finding.role = "side";
    else if (finding.line > root.line && isNear(finding, root)) finding.role = "consequence";
  }
  return root;
}

/**
 * Takes out of the failures what was there before the cause and came back all along: its people know it. Without a cause that is so where
 * the run reached its result. @param isNoise whether all that failed is what several programs say all along
 */
function setAside(root: Finding | null, { transactions, free, recurring, concluded }: Judged, isNoise: boolean): Background | null {
  if (root === null ? !concluded && !isNoise : recurring.is(root)) return null;
  const all = [...transactions.flatMap(({ findings, outcome }) => (outcome === "failed" ? [] : (findings ?? []))), ...free];
  const known = all.filter(
    (finding) =>
      finding.role !== null &&
      finding.role !== "recovered" &&
      recurring.is(finding) &&
      (root === null || recurring.firstLine(finding) < root.line),
  );
  for (const finding of known) finding.role = null;
  const first = known.sort((a, b) => a.line - b.line)[0];
  return first ? { lines: known.length, kinds: new Set(known.map(({ cluster }) => cluster)).size, first } : null;
}
