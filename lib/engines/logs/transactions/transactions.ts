import type { LogTransaction, TransactionOutcome } from "@/lib/answers/log-report";
import { REFUSED_BODY, type Assessment } from "@/lib/engines/logs/failures/failures";
import type { Concluded } from "@/lib/engines/logs/transactions/conclusion";
import { stepKey, type Finding } from "@/lib/engines/logs/failures/finding";
import { findSubject } from "@/lib/engines/logs/records/identifiers";
import { detach } from "@/lib/engines/logs/templates/templates";
import { createsMissing, isSameFlowFile, isSecondary, marksDone, takesInstead } from "@/lib/engines/logs/failures/flow-steps";
import { isGrantedElsewhere, isTurnedDown } from "@/lib/engines/logs/failures/refusals";
import { flowText } from "@/lib/engines/logs/failures/flow-failures";
import { NEEDED_LOOKUP, OPTIONAL_LOOKUP, SUBSTITUTE_STEP, TROUBLE_STEP } from "@/lib/engines/logs/failures/phrases";

/** What is known of one transaction while the log is read. */
export type Transaction = {
  readonly id: string;
  readonly firstLine: number;
  /** The firm's number of what it is about, where its id is one that nobody outside knows. */
  subject: string | null;
  lastLine: number;
  events: number;
  lastCluster: number;
  /** The last answer by channel: true bad, false good, null none. */
  status: boolean | null;
  body: boolean | null;
  /** The last answer turned the caller away (4xx). */
  declined: boolean;
  /** Where the last answer stands; 0 without one. */
  answeredLine: number;
  /** Where a step of a flow last marked the work as done; 0 without one. */
  doneLine: number;
  findings: Finding[] | null;
  outcome: TransactionOutcome | null;
};

export type TransactionStep = {
  readonly line: number;
  readonly cluster: number;
  readonly component: string | null;
  readonly operation: string | null;
  readonly scope: string | null;
  readonly outcome: string | null;
  readonly message: string;
  /** The HTTP status that a field of it gives. */ readonly status: number | null;
  readonly assessment: Assessment;
};

export type TransactionTracker = {
  touch(id: string, step: TransactionStep): Transaction;
  /**
   * Ends all transactions. @param concluded where the run says that it reached its result, null where none does
   * @returns counts by outcome and the transactions worth showing, failed first
   */
  finish(concluded?: Concluded | null): { readonly counts: Record<TransactionOutcome, number>; readonly listed: readonly Transaction[] };
  /** The transaction of this id; null where it is not followed any more. */
  of(id: string): Transaction | null;
  /** The only transaction of the log, or the one nearly all events belong to; null when there are several. */
  sole(): Transaction | null;
};

/** How many transactions are followed at once; one that comes back after it was closed counts again. */
export const MAX_ACTIVE = 50_000;
const MAX_LISTED = 2_000;
const MAX_FINDINGS = 400;
/** In how many of its first events a transaction says what it is about. */
const SUBJECT_EVENTS = 20;
/** A hash or a UUID. */
const REQUEST_ID = /^(?=.*\d)[0-9a-f]{12,32}$|^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;

/** Follows transactions by id with bounded memory: beyond 50,000 open ones the oldest is judged and closed. */
export function createTransactionTracker(): TransactionTracker {
  const active = new Map<string, Transaction>();
  const ended: Transaction[] = [];
  const closings = new Map<number, number>();
  const counts: Record<TransactionOutcome, number> = { failed: 0, ok: 0, ok_with_side_failure: 0 };
  let seen = 0;

  const end = (transaction: Transaction, concluded: Concluded | null = null): void => {
    transaction.outcome = judge(transaction, closings, concluded);
    counts[transaction.outcome]++;
    if (transaction.findings === null) closings.set(transaction.lastCluster, (closings.get(transaction.lastCluster) ?? 0) + 1);
    if (ended.length < MAX_LISTED || transaction.outcome === "failed") ended.push(transaction);
    if (ended.length > MAX_LISTED * 2) ended.splice(0, ended.length, ...order(ended).slice(0, MAX_LISTED));
  };

  // In batches: a map walks over all its deleted entries to find its first one.
  const endOldest = (): void => {
    let left = MAX_ACTIVE / 5;
    for (const transaction of active.values()) {
      if (left-- <= 0) break;
      active.delete(transaction.id);
      end(transaction);
    }
  };

  return {
    touch(id, step) {
      let transaction = active.get(id);
      if (!transaction) {
        seen++;
        if (active.size >= MAX_ACTIVE) endOldest();
        transaction = {
          id,
          firstLine: step.line,
          subject: null,
          lastLine: step.line,
          events: 0,
          lastCluster: step.cluster,
          status: null,
          body: null,
          declined: false,
          answeredLine: 0,
          doneLine: 0,
          findings: null,
          outcome: null,
        };
        active.set(id, transaction);
      }
      advance(transaction, step);
      if (transaction.subject === null && transaction.events <= SUBJECT_EVENTS && REQUEST_ID.test(id)) {
        const subject = findSubject(step.message);
        transaction.subject = subject === null ? null : detach(subject);
      }
      return transaction;
    },
    of: (id) => active.get(id) ?? null,
    sole() {
      if (seen === 0 || seen > 50) return null;
      const all = [...active.values()];
      const total = all.reduce((sum, transaction) => sum + transaction.events, 0);
      return seen === 1 ? (all[0] ?? null) : (all.find((transaction) => transaction.events > total * 0.8) ?? null);
    },
    finish(concluded = null) {
      const clean = [...active.values()].filter((transaction) => transaction.findings === null);
      for (const transaction of clean) end(transaction);
      for (const transaction of active.values()) if (transaction.findings !== null) end(transaction, concluded);
      return { counts, listed: order(ended).slice(0, MAX_LISTED) };
    },
  };
}

const RANK: Record<TransactionOutcome, number> = { failed: 0, ok_with_side_failure: 1, ok: 2 };
const order = (transactions: readonly Transaction[]): Transaction[] =>
  [...transactions].sort((a, b) => RANK[a.outcome ?? "ok"] - RANK[b.outcome ?? "ok"] || a.firstLine - b.firstLine);

function advance(transaction: Transaction, step: TransactionStep): void {
  transaction.lastLine = Math.max(transaction.lastLine, step.line);
  transaction.events++;
  transaction.lastCluster = step.cluster;
  const { reply, success, recovered } = step.assessment;
  if (reply) transaction.answeredLine = step.line;
  if (reply?.channel === "status") {
    transaction.status = reply.bad;
    transaction.declined = reply.declined === true;
  }
  if (reply?.channel === "body") transaction.body = reply.bad;
  // A quiet line with a good status, after something failed: it was answered all the same.
  if (reply === null && step.outcome === null && step.status !== null && step.status < 400 && transaction.findings !== null) {
    transaction.status = false;
    transaction.declined = false;
    transaction.answeredLine = step.line;
  }
  if (success && step.outcome !== null && marksDone(step.operation ?? "", step.scope)) transaction.doneLine = step.line;
  if (transaction.findings === null) return;
  const key = stepKey(step.component, step.operation);
  for (const finding of transaction.findings) {
    if (finding.scope === step.scope && finding.kind === "failure" && step.outcome !== null) doWithout(finding, step, key);
    if (finding.kind === "failure" && step.outcome !== null && isWordless(finding)) goOn(finding, step, key);
    if (
      isTurnedDown(finding) &&
      finding.line < step.line &&
      isGrantedElsewhere(finding.operation ?? "", step.operation ?? "", step.message)
    )
      finding.optional = true;
    if (finding.kind === "missing" && finding.followedBy === null && finding.line < step.line && finding.scope === step.scope) {
      finding.followedBy = TROUBLE_STEP.test(step.operation ?? "") ? "trouble" : "normal";
    }
    // A page that is not there, where the next step does without it.
    if (isNotFound(finding) && finding.line < step.line && finding.scope === step.scope && SUBSTITUTE_STEP.test(step.operation ?? ""))
      finding.recovered = true;
    if (step.assessment.started && stepKey(finding.component, finding.operation) === key) finding.restarted = true;
    if (finding.recovered || finding.line >= step.line || !(success || recovered)) continue;
    if (recovered || (stepKey(finding.component, finding.operation) === key && (step.outcome === null || finding.restarted)))
      finding.recovered = true;
  }
}

/** What the next steps of a flow say of a failure: that something else was taken, or that what was not there was put in place. */
function doWithout(finding: Finding, step: TransactionStep, key: string): void {
  if (finding.line >= step.line || stepKey(finding.component, finding.operation) === key || !isSameFlowFile(finding.message, step.message))
    return;
  const operation = step.operation ?? "";
  if (isNotFound(finding) && createsMissing(operation, step.message, finding.message)) finding.recovered = true;
  if (finding.followedBy !== null) return;
  finding.followedBy = TROUBLE_STEP.test(operation) ? "trouble" : "normal";
  if (takesInstead(operation)) finding.optional = true;
}

/** So many steps that go well after a failure without a word say that the flow does without what failed. */
const WENT_ON = 4;

/** "Recall earlier copy" left by `failure` without a word, and everything after it went its way. */
function goOn(finding: Finding, { line, operation, assessment }: TransactionStep, key: string): void {
  if (finding.line >= line || finding.optional || stepKey(finding.component, finding.operation) === key) return;
  const said = operation ?? "";
  const isTrouble = TROUBLE_STEP.test(said) && !OPTIONAL_LOOKUP.test(said);
  if (isTrouble || (assessment.finding?.severity ?? 0) >= 0.5) finding.wentOn = -Infinity;
  else if (assessment.success && ++finding.wentOn >= WENT_ON) finding.optional = true;
}

const isWordless = ({ message, patterns }: Finding): boolean => patterns[0] === "step failed" && flowText(message).trim() === "";

const isNotFound = ({ patterns }: Finding): boolean => patterns.includes("HTTP 404");

/** Files a finding with its transaction. */
export function addFinding(transaction: Transaction, finding: Finding): void {
  transaction.findings ??= [];
  if (transaction.findings.length < MAX_FINDINGS) transaction.findings.push(finding);
}

/** The failures of a transaction that nothing made good, earliest first; replies and mere hints are not among them. */
export function openFailures(transaction: Transaction): Finding[] {
  return (transaction.findings ?? []).filter((finding) => !finding.recovered && (finding.kind === "failure" || finding.kind === "attempt"));
}

/**
 * The outcome of a transaction: its last answer decides; without one, an open failure decides, unless the transaction
 * went on to end as the good ones do, or the run says so at its end.
 */
function judge(transaction: Transaction, closings: ReadonlyMap<number, number>, concluded: Concluded | null): TransactionOutcome {
  if (transaction.status === true || transaction.body === true) return "failed";
  const open = openFailures(transaction);
  const hard = open.filter((finding) => finding.kind === "failure" && !finding.optional);
  if (hard.length === 0) {
    const serious = open.filter((finding) => finding.severity >= 0.5);
    // What was accepted at first may be refused later.
    const refused = (transaction.findings ?? []).some(
      (finding) => isRefusal(finding) && !finding.recovered && finding.line > transaction.answeredLine,
    );
    if (refused) return "failed";
    if (serious.length === 0) return "ok";
    return transaction.status === null &&
      transaction.body === null &&
      endsOpen(
        transaction,
        serious.filter(({ optional }) => !optional),
      )
      ? "failed"
      : "ok_with_side_failure";
  }
  // Whoever asked may well be answered 200 that it could not be done.
  if (transaction.declined || hard.some(isTurnedDown)) return "failed";
  if (transaction.status === false || transaction.body === false) return "ok_with_side_failure";
  const last = (transaction.findings ?? []).filter((finding) => !finding.recovered).at(-1);
  const wentOn = last !== undefined && transaction.lastLine > last.endLine && (closings.get(transaction.lastCluster) ?? 0) > 0;
  const reached = last !== undefined && (concluded?.whole || concluded?.transaction === transaction.id) && last.endLine < concluded.line;
  const done = hard.every(({ operation, scope, endLine }) => isSecondary(operation, scope) && endLine < transaction.doneLine);
  return wentOn || reached || done ? "ok_with_side_failure" : "failed";
}

/** An answer that says no, in a line that does not complain: what a later complaint is about, or how it all ended. */
export const isRefusal = (finding: Finding): boolean => finding.kind === "weak" && finding.severity === REFUSED_BODY;

/** Attempts that were announced to go on, and nothing followed them. */
const endsOpen = (transaction: Transaction, open: readonly Finding[]): boolean => (open.at(-1)?.endLine ?? 0) >= transaction.lastLine;

/** How likely a look-up without a row is the cause: its verb, and what the flow did next. */
export function missingWeight(finding: Finding): number {
  const step = finding.operation ?? "";
  const verb = NEEDED_LOOKUP.test(step) ? 1 : OPTIONAL_LOOKUP.test(step) ? -1 : 0;
  return verb + (finding.followedBy === "trouble" ? 2 : finding.followedBy === "normal" ? -0.5 : 0);
}

/** The transaction as the report lists it. */
export function listTransaction(transaction: Transaction): LogTransaction {
  const failures = (transaction.findings ?? []).filter((finding) => finding.role !== null && finding.role !== "recovered").length;
  return {
    id: transaction.id,
    outcome: transaction.outcome ?? "ok",
    firstLine: transaction.firstLine,
    lastLine: transaction.lastLine,
    failures,
  };
}
