import type { LogProgress, LogReport } from "@/lib/answers/log-report";
import type { Analysis, AnalyzerOptions } from "@/lib/engines/logs/analysis";
import { assignLooseRoles } from "@/lib/engines/logs/transactions/causes";
import { createDeadEnds } from "@/lib/engines/logs/transactions/dead-ends";
import { createFinding } from "@/lib/engines/logs/transactions/create-finding";
import type { Opinion } from "@/lib/engines/logs/failures/doubt";
import { createEventJoiner, type LogEvent } from "@/lib/engines/logs/records/events";
import { assessEvent, CALM, describe, NUMBER_DECIDES, type Assessment } from "@/lib/engines/logs/failures/failures";
import type { Finding, Sign } from "@/lib/engines/logs/failures/finding";
import { NO_WAY_LABEL } from "@/lib/engines/logs/failures/flow-steps";
import { assessFlowRow } from "@/lib/engines/logs/failures/flow-failures";
import { maskSecrets } from "@/lib/engines/logs/mask";
import { classifierOf } from "@/lib/engines/logs/failures/model/classify";
import { createHistogram } from "@/lib/engines/logs/report/histogram";
import { findTransactionId } from "@/lib/engines/logs/records/identifiers";
import { createLineReader, type Encoding } from "@/lib/engines/logs/records/lines";
import { createMadeGood } from "@/lib/engines/logs/transactions/made-good";
import { createLoose } from "@/lib/engines/logs/transactions/loose";
import { TELLS_OUTCOME } from "@/lib/engines/logs/failures/payloads";
import type { LogRecord } from "@/lib/engines/logs/records/record";
import { buildReport } from "@/lib/engines/logs/report/report";
import { nameStep, shortName } from "@/lib/engines/logs/transactions/steps";
import { aboutOf } from "@/lib/engines/logs/transactions/about";
import { createSilentFailures, mayTell, untold } from "@/lib/engines/logs/silent/silent";
import { judgeCauses } from "@/lib/engines/logs/transactions/judge-causes";
import { createConclusion, isCovered, isForeign, isSideWork, mayConclude, succeeds } from "@/lib/engines/logs/transactions/conclusion";
import { createPlannedRestarts } from "@/lib/engines/logs/transactions/planned";
import { createSubjectTracker } from "@/lib/engines/logs/transactions/subject";
import { createTransactionResolver } from "@/lib/engines/logs/transactions/transaction-ids";
import { createTemplateMiner, type Cluster } from "@/lib/engines/logs/templates/templates";
import { addFinding, createTransactionTracker, type Transaction, type TransactionStep } from "@/lib/engines/logs/transactions/transactions";
import { createTaught } from "@/lib/engines/logs/failures/taught";
import { recurringIn } from "@/lib/engines/logs/transactions/recurring";
import type { LogRule } from "@/lib/answers/log-rule";

/** What can be told before the end: lines, failures and the first of them. */
export type AnalysisProgress = Omit<LogProgress, "bytes" | "totalBytes">;

export type Analyzer = {
  push(bytes: Uint8Array): void;
  /** @param elapsedMs measured by the caller; this module has no clock */
  finish(elapsedMs: number): { readonly report: LogReport; readonly analysis: Analysis };
  /** Lines read and failures found so far. */
  progress(): AnalysisProgress;
};

/** What holds for all messages of a cluster: judged once, unless a number in it may change the judgement. */
type ClusterFacts = {
  readonly calm: boolean;
  /** Its numbers decide whether it does. */ readonly mayConclude: boolean;
  /** It may tell a state, or that something starts or ends. */ readonly mayTell: boolean;
  readonly idRank: number;
  /** It says that some work went well. */ readonly succeeds: boolean;
  /** What people taught of it. */ readonly rules: readonly LogRule[];
  kept: number;
  /** The classifier's opinion by level: texts of a cluster differ in numbers only. */ readonly opinions: Map<string, number>;
};
const MAX_KEPT_PER_CLUSTER = 300;
const MAX_KEPT = 20_000;
const HISTOGRAM_BARS = 60;

/** Analyses a log in one pass with bounded memory: bytes in, a report out. */
export function createAnalyzer(options: AnalyzerOptions): Analyzer {
  const state = createState(classifierOf(options.classifier), options.taught ?? []);
  const joiner = createEventJoiner(Number(options.now.slice(0, 4)) || 1970, (event) => consume(state, event, options.onEvent));
  const reader = createLineReader((text, line) => joiner.push(text, line));
  let bytes = 0;
  return {
    push(chunk) {
      bytes += chunk.length;
      reader.push(chunk);
    },
    progress: () => progressOf(state, joiner.counts.lines),
    finish(elapsedMs) {
      reader.end();
      joiner.end();
      const counts = { ...joiner.counts, events: state.events, bytes, cutLines: reader.cutLines };
      const analysis = conclude(state, counts, reader.encoding);
      return { analysis, report: buildReport(analysis, options, elapsedMs) };
    },
  };
}

function progressOf(state: State, lines: number): AnalysisProgress {
  const sure = state.findings.filter((finding) => finding.kind === "failure" && !finding.recovered);
  const [first] = sure;
  return {
    lines,
    failures: sure.length + state.uncounted,
    first: first ? { line: first.line, text: maskSecrets(first.message.slice(0, 200)) } : null,
  };
}

type State = ReturnType<typeof createState>;

function createState(classify: Opinion, taught: readonly LogRule[]) {
  return {
    classify,
    taught: createTaught(taught),
    miner: createTemplateMiner(),
    facts: new Array<ClusterFacts | undefined>(),
    tracker: createTransactionTracker(),
    loose: createLoose(),
    madeGood: createMadeGood(),
    silent: createSilentFailures(),
    deadEnds: createDeadEnds(),
    histogram: createHistogram(),
    conclusion: createConclusion(),
    subject: createSubjectTracker(),
    planned: createPlannedRestarts(),
    findings: new Array<Finding>(),
    resolver: createTransactionResolver(),
    events: 0,
    uncounted: 0,
    lastSuccess: 0,
    from: Number.POSITIVE_INFINITY,
    to: Number.NEGATIVE_INFINITY,
    offset: null as number | null,
  };
}

function consume(state: State, event: LogEvent, onEvent: AnalyzerOptions["onEvent"]): void {
  const { record, line } = event;
  state.events++;
  if (record.time !== null && record.time.ms > 86_400_000) {
    const { ms, offset } = record.time;
    if (ms < state.from) state.from = ms;
    if (ms > state.to) state.to = ms;
    state.offset ??= offset;
    state.histogram.add(ms, event.endLine - line + 1);
  }
  const cluster = state.miner.add(templateText(record), 0, line);
  const facts = (state.facts[cluster.index] ??= factsOf(record, state.taught.rulesFor(cluster.tokens)));
  const assessment = state.taught.judge(assess(record, event.detail, facts, state.classify), facts.rules, record, event.detail);
  onEvent?.(event, assessment);
  const id = state.resolver.resolve(record, facts.idRank);
  state.subject.note(record, assessment.finding !== null);
  if (assessment.reply && record.outcome !== null && record.transaction === null) state.conclusion.answer(line, assessment.reply.bad);
  state.conclusion.note(record, line, facts.mayConclude, id);
  const named = assessment.finding
    ? nameStep(record, event.detail)
    : { component: record.component === null ? null : shortName(record.component), operation: record.operation };
  const step: TransactionStep = {
    line,
    cluster: cluster.index,
    component: named.component,
    operation: named.operation,
    scope: record.scope,
    outcome: record.outcome,
    message: record.message,
    status: record.status,
    assessment,
  };
  const transaction = id === null ? null : state.tracker.touch(id, step);
  if (transaction && record.outcome !== null)
    state.deadEnds.note(transaction, step, () => createFinding(event, named, NO_WAY_FOUND, cluster, transaction));
  const isQuiet = record.outcome === null || record.level !== null;
  if (isQuiet && (assessment.finding === null || assessment.finding.kind === "weak"))
    noteQuiet(state, event, named, cluster, assessment, transaction, facts.mayTell);
  if (!assessment.finding) {
    state.planned.note(record.message, line);
    if (facts.succeeds) state.lastSuccess = line;
    if (transaction === null) state.loose.note(record, named.component, line, assessment);
    else state.loose.works(named.component, line);
    return;
  }
  state.silent.ends(event);
  keep(state, event, named, assessment.finding, cluster, facts, transaction);
}

/** What an event says that is no failure by itself: of what failed before, and of what fails without a complaint. */
function noteQuiet(
  state: State,
  event: LogEvent,
  named: Pick<LogRecord, "component" | "operation">,
  cluster: Cluster,
  { doubt, recovered, finding }: Assessment,
  transaction: Transaction | null,
  mayTell: boolean,
): void {
  if (finding === null) state.madeGood.note(event.record.message, named.component, transaction?.id ?? null);
  state.silent.note({
    event,
    cluster,
    mayTell: mayTell || event.record.outcome !== null,
    isDoubtful: doubt !== null && !recovered,
    make: (sign) => {
      const { category } = describe(event.record, event.record.message);
      return createFinding(event, named, { ...sign, category }, cluster, transaction);
    },
  });
}

/** A flow row is known by its step and outcome; its text is often empty. */
const templateText = (record: LogRecord): string =>
  record.outcome === null ? record.message : `${record.component ?? ""} ${record.operation ?? ""} ${record.outcome} ${record.message}`;

function factsOf(record: LogRecord, rules: readonly LogRule[]): ClusterFacts {
  const quiet: LogRecord = { ...record, level: record.level === null ? null : "info", detail: null, status: null };
  const judged = assessEvent(quiet, "");
  const calm =
    judged.finding === null &&
    judged.reply === null &&
    !judged.recovered &&
    judged.doubt === null &&
    !NUMBER_DECIDES.test(record.message) &&
    !TELLS_OUTCOME.test(record.message);
  return {
    calm,
    mayConclude: mayConclude(record.message),
    mayTell: mayTell(record.message),
    succeeds: judged.finding === null && succeeds(record.message),
    idRank: findTransactionId(record.message)?.rank ?? -1,
    rules,
    kept: 0,
    opinions: new Map(),
  };
}

function assess(record: LogRecord, detail: string, facts: ClusterFacts, classify: Opinion): Assessment {
  if (record.outcome !== null && record.level === null) return assessFlowRow(record);
  const loud = record.level === "error" || record.level === "fatal" || record.level === "warn";
  if (!loud && facts.calm && detail === "" && record.detail === null && (record.status === null || record.status < 400)) return CALM;
  return assessEvent(record, detail, (...event) => {
    const level = record.level ?? "none";
    const known = facts.opinions.get(level) ?? classify(...event);
    facts.opinions.set(level, known);
    return known;
  });
}

function keep(
  state: State,
  event: LogEvent,
  named: Pick<LogRecord, "component" | "operation">,
  sign: Sign,
  cluster: Cluster,
  facts: ClusterFacts,
  transaction: Transaction | null,
): void {
  const { record } = event;
  if (record.time !== null && sign.kind === "failure") state.histogram.addFailure(record.time.ms);
  if (facts.kept >= MAX_KEPT_PER_CLUSTER || state.findings.length >= MAX_KEPT) {
    if (sign.kind === "failure") state.uncounted++;
    return;
  }
  facts.kept++;
  const finding = createFinding(event, named, sign, cluster, transaction);
  state.findings.push(finding);
  if (finding.kind === "attempt" && finding.component !== null) state.loose.retries(finding.component, finding.line);
  if (record.outcome === null) state.madeGood.add(finding);
  if (transaction) addFinding(transaction, finding);
  else state.loose.add(finding);
}

/** What became of an item that no way of a choice was for. */
const NO_WAY_FOUND: Sign = { kind: "failure", severity: 0.7, category: "other", patterns: [NO_WAY_LABEL] };

function conclude(state: State, counts: Analysis["counts"], encoding: Encoding | null): Analysis {
  const sole = state.tracker.sole();
  const loose = state.loose.findings();
  const adopted = sole ? loose.filter((finding) => finding.scope !== null && finding.level === null) : [];
  if (sole) for (const finding of adopted) addFinding(sole, finding);
  for (const { transaction, finding } of state.deadEnds.found()) {
    addFinding(transaction, finding);
    state.findings.push(finding);
  }
  for (const finding of untold(state.silent.found(), state.findings, counts.lines)) {
    for (const weak of state.findings) weak.recovered ||= weak.line === finding.line;
    state.findings.push(finding);
    const transaction = finding.transaction === null ? null : state.tracker.of(finding.transaction);
    if (transaction) addFinding(transaction, finding);
    else state.loose.add(finding);
  }
  const concluded = state.conclusion.found();
  const transactions = state.tracker.finish(concluded);
  const free = loose.filter((finding) => !adopted.includes(finding));
  for (const finding of free) finding.recovered ||= state.planned.covers(finding, free);
  assignLooseRoles(free, { lastNormalLine: (component) => state.loose.lastNormalLine(component), concluded });
  for (const finding of free)
    if (
      concluded !== null &&
      finding.role === "failure" &&
      (isCovered(finding, concluded) || isSideWork(finding, concluded) || isForeign(finding, concluded))
    )
      finding.role = "side";
  const { root, background } = judgeCauses({
    transactions: transactions.listed,
    counts: transactions.counts,
    free,
    recurring: recurringIn(state.findings, counts.lines),
    concluded: concluded !== null,
    lastSuccess: state.lastSuccess,
    taught: { ...state.taught, rulesOf: (finding) => state.facts[finding.cluster]?.rules ?? [] },
  });
  const templates = state.miner.finish();
  const templateOf = new Map(templates.flatMap((template) => template.members.map((member) => [member, template.id] as const)));
  return {
    counts,
    encoding,
    templates,
    templateOf,
    transactions,
    root,
    background,
    about: aboutOf(transactions, state.findings, root, state.subject.found()),
    span: Number.isFinite(state.from) ? { from: state.from, to: state.to, offset: state.offset } : null,
    findings: state.findings.filter((finding) => finding.role !== null),
    uncounted: state.uncounted,
    histogram: state.histogram.finish(HISTOGRAM_BARS, state.offset),
    taught: state.taught.applied(),
  };
}
