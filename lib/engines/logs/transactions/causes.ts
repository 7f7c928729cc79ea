import { AFTERMATH, GAVE_UP, SIDE_WORK } from "@/lib/engines/logs/failures/phrases";
import type { Finding } from "@/lib/engines/logs/failures/finding";
import { gapOf } from "@/lib/engines/logs/records/timestamps";
import { isCovered, thingsOf, type Concluded } from "@/lib/engines/logs/transactions/conclusion";
import { isRefusal, missingWeight, openFailures, type Transaction } from "@/lib/engines/logs/transactions/transactions";

const LONG_WAIT_MS = 5_000;

/**
 * The cause of a failed transaction: its earliest open failure. Of waits that run into their limits one inside the other,
 * the one that began last is the cause, although it is logged after its consequences. Without any failure, a needed row
 * that was not found, then a hint, then the bad answer itself.
 */
export function rootOf(transaction: Transaction): Finding | null {
  const findings = transaction.findings ?? [];
  const all = openFailures(transaction).sort((a, b) => a.line - b.line);
  const needed = all.filter(({ optional }) => !optional);
  const open = needed.length > 0 ? needed : all;
  const first =
    open.find((finding) => finding.kind === "failure" && !AFTERMATH.test(finding.message)) ??
    open.find((finding) => finding.kind === "failure") ??
    open[0];
  const refusal = findings.find((finding) => isRefusal(finding) && !finding.recovered);
  if (refusal && first && refusal.line < first.line && first.durationMs === null) return refusal;
  if (first) return askedOf(first, open) ?? innermostWait(open.find((finding) => sameStep(finding, first)) ?? first, open);
  const missing = findings
    .filter((finding) => finding.kind === "missing" && !finding.recovered)
    .sort((a, b) => missingWeight(b) - missingWeight(a) || a.line - b.line)[0];
  // What was refused in so many words goes before a row that only may have been needed.
  if (missing && missingWeight(missing) > (refusal ? 1 : 0)) return missing;
  return (
    refusal ??
    findings.find((finding) => finding.kind === "weak" && !finding.recovered) ??
    missing ??
    findings.find((finding) => finding.kind === "reply") ??
    null
  );
}

const NO_ANSWER = /\bno (?:answer|reply|response)\b|\btimed? ?out\b|\bdid not (?:answer|reply|respond)\b|\bwithin \d/i;

/** The failure of the component that a step waited for in vain, which may be logged after it. */
function askedOf(waiting: Finding, open: readonly Finding[]): Finding | null {
  if (!NO_ANSWER.test(waiting.message)) return null;
  const words = new Set(waiting.message.toLowerCase().split(/[^\w-]+/));
  // A name of full width has no gap behind it and is the first word of the message.
  const nameOf = ({ component, message }: Finding): string => (component ?? /^[\w-]+/.exec(message)?.[0] ?? "").toLowerCase();
  const isNamed = (finding: Finding): boolean => nameOf(finding) !== nameOf(waiting) && words.has(nameOf(finding));
  return open.find((finding) => finding.kind === "failure" && isNamed(finding)) ?? null;
}

/** Earlier attempts of the step that failed in the end are where the failure began. */
const sameStep = (a: Finding, b: Finding): boolean =>
  a.component === b.component && a.operation === b.operation && a.operation !== null && a.severity >= 0.3;

function innermostWait(first: Finding, open: readonly Finding[]): Finding {
  const begun = beginOf(first);
  if (begun === null || first.ms === null) return first;
  let root = first;
  let latest = begun;
  for (const finding of open) {
    const start = beginOf(finding);
    if (start === null || start <= latest || start > first.ms) continue;
    root = finding;
    latest = start;
  }
  return root;
}

/** When a long wait began; null for failures that did not wait. */
function beginOf(finding: Finding): number | null {
  return finding.ms !== null && finding.durationMs !== null && finding.durationMs >= LONG_WAIT_MS ? finding.ms - finding.durationMs : null;
}

/**
 * Gives every finding of an ended transaction its role; findings that turned out harmless get none. @param choose the cause of a failed one
 */
export function assignRoles(transaction: Transaction, choose: (transaction: Transaction) => Finding | null = rootOf): Finding | null {
  const findings = transaction.findings ?? [];
  const failed = transaction.outcome === "failed";
  const root = failed ? choose(transaction) : null;
  const side = transaction.outcome === "ok_with_side_failure";
  for (const finding of findings) {
    if (finding === root) finding.role = "root";
    else if (finding.recovered) finding.role = finding.kind === "failure" || finding.kind === "attempt" ? "recovered" : null;
    else if (finding.kind === "missing") finding.role = null;
    else if (failed) finding.role = finding.optional ? "side" : "consequence";
    else if (finding.kind === "failure") finding.role = "side";
    else finding.role = side && (finding.kind === "attempt" || finding.kind === "weak") ? "side" : null;
  }
  return root;
}

export type LooseContext = {
  readonly lastNormalLine: (component: string | null) => number;
  /** Where the run says that it reached its result. */ readonly concluded: Concluded | null;
};

/**
 * Gives roles to findings that belong to no transaction. Attempts count as made good when their component later worked on
 * without failing; hints count only near a real failure.
 */
export function assignLooseRoles(loose: readonly Finding[], context: LooseContext): void {
  const open = loose.filter((finding) => !finding.recovered);
  const own = open.filter((finding) => finding.kind === "failure" && !finding.retried);
  // What somebody else answered is the failure where no line of ours says more.
  const answers = open.filter((finding) => isErrorReply(finding) && !own.some((other) => isNear(other, finding)));
  const hard = [...own, ...answers];
  const lastTries = loose.filter(({ message }) => GAVE_UP.test(message) || LAST_OF_ALL.test(message));
  for (const finding of loose) {
    if (finding.recovered) finding.role = finding.kind === "failure" || finding.kind === "attempt" ? "recovered" : null;
    else if (finding.kind === "attempt" || finding.retried) finding.role = attemptRole(finding, { hard, lastTries }, context);
    else if (finding.kind === "failure" || answers.includes(finding)) finding.role = "failure";
    else finding.role = finding.kind !== "missing" && hard.some((other) => isNear(other, finding)) ? "consequence" : null;
  }
}

const isErrorReply = ({ kind, level }: Finding): boolean => kind === "reply" && (level === "error" || level === "fatal");

/** `try 3 of 3`: no other attempt follows. */
const LAST_OF_ALL = /\b(?:attempt|try|retry)\W{0,3}(\d+)(?: of |\/)\1\b/i;

type Others = { readonly hard: readonly Finding[]; readonly lastTries: readonly Finding[] };

function attemptRole(finding: Finding, { hard, lastTries }: Others, context: LooseContext): Finding["role"] {
  // Lines with neither a name nor a time may be of anybody.
  const isSame = (other: Finding): boolean =>
    finding.component === null && finding.ms === null ? other.cluster === finding.cluster : other.component === finding.component;
  const things = thingsOf(finding);
  const isOfOther = (other: Finding): boolean => {
    const others = thingsOf(other);
    return things.length > 0 && others.length > 0 && !others.some((id) => things.includes(id));
  };
  const failedLater = hard.some((other) => other.line > finding.line && isSame(other) && isNear(other, finding) && !isOfOther(other));
  if (failedLater) return "failure";
  const { concluded } = context;
  if (concluded !== null && finding.endLine < concluded.line && (concluded.ids.length === 0 || isCovered(finding, concluded))) {
    const isGivenUp = lastTries.some((other) => other.line >= finding.line && isSame(other) && !isOfOther(other));
    if (!isGivenUp) return "recovered";
    // What was given up may be what the run was there for, whatever somebody else finished.
    return isCovered(finding, concluded) || SIDE_WORK.test(finding.message) ? "side" : "failure";
  }
  return context.lastNormalLine(finding.component) > finding.endLine ? "recovered" : "failure";
}

/** Close in time (two minutes), or in lines where there is no time. */
export function isNear(a: Finding, b: Finding): boolean {
  if (a.ms === null || b.ms === null) return Math.abs(a.line - b.line) <= 100;
  return gapOf({ ms: a.ms, offset: a.offset }, { ms: b.ms, offset: b.offset }) <= 120_000;
}
