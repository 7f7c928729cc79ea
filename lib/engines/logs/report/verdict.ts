import { countOf, upperFirst } from "@/lib/answers/format";
import type { LogReport, TransactionOutcome } from "@/lib/answers/log-report";
import type { Analysis } from "@/lib/engines/logs/analysis";
import type { Finding } from "@/lib/engines/logs/failures/finding";
import { number } from "@/lib/engines/logs/told";
import { NO_WAY_LABEL } from "@/lib/engines/logs/failures/flow-steps";
import { flowText } from "@/lib/engines/logs/failures/flow-failures";
import { COUNTS_LABEL, STATE_LABEL, UNFINISHED_LABEL } from "@/lib/engines/logs/silent/silent";
import { maskSecrets } from "@/lib/engines/logs/mask";
import { isoOf } from "@/lib/engines/logs/records/timestamps";

/** The outcome of the whole log and one sentence that says it. */
export function verdictOf(analysis: Analysis): LogReport["verdict"] {
  const { counts, transactions, findings, encoding } = analysis;
  if (encoding === "binary") return { outcome: "unknown", sentence: "This file is not a text log, so nothing can be said about it." };
  if (counts.events === 0) return { outcome: "unknown", sentence: "This log has no lines." };
  const outcome = outcomeOf(analysis);
  const total = transactions.counts.failed + transactions.counts.ok + transactions.counts.ok_with_side_failure;
  const side = findings.filter((finding) => finding.role === "side").length;
  const where = analysis.root ? ` ${briefCause(analysis.root)}` : "";
  switch (outcome) {
    case "failed": {
      const { failed } = transactions.counts;
      const who =
        failed === 0
          ? countOf(failureCount(analysis), "failing line")
          : total === 1
            ? "The transaction failed"
            : `${number(failed)} of ${countOf(total, "transaction")} failed`;
      return { outcome, sentence: maskSecrets(`${who}.${where}`) };
    }
    case "ok_with_side_failure":
      return {
        outcome,
        sentence: maskSecrets(
          `The work reached its result, but ${countOf(side, "thing")} beside it went wrong.${where === "" ? sideCause(findings) : where}`,
        ),
      };
    case "ok":
      return {
        outcome,
        sentence: `No failure found in ${countOf(counts.lines, "line")}${total > 0 ? `; ${total === 1 ? "the transaction" : `all ${countOf(total, "transaction")}`} reached ${total === 1 ? "its" : "their"} result` : ""}.${counts.unparsed > 0 ? ` ${countOf(counts.unparsed, "line is", "lines are")} in no known format and could be judged by words only.` : ""}`,
      };
    case "unknown":
      return {
        outcome,
        sentence: `No failure was recognised, but ${counts.parsed === 0 ? `none of the ${countOf(counts.lines, "line")} is in a known format; they` : `only ${number(counts.parsed)} of ${countOf(counts.lines, "line")} ${counts.parsed === 1 ? "is" : "are"} in a known format; the others`} were judged by their words only.`,
      };
    default:
      return outcome satisfies never;
  }
}

const failureCount = (analysis: Analysis): number =>
  analysis.findings.filter((finding) => finding.role !== "recovered").length + analysis.uncounted;

function outcomeOf({ transactions, findings, counts }: Analysis): TransactionOutcome | "unknown" {
  if (transactions.counts.failed > 0 || findings.some((finding) => finding.role === "failure" || finding.role === "root")) return "failed";
  if (transactions.counts.ok_with_side_failure > 0 || findings.some((finding) => finding.role === "side")) return "ok_with_side_failure";
  return counts.unparsed > counts.lines * 0.5 ? "unknown" : "ok";
}

function briefCause(root: Finding): string {
  return `First cause, on line ${number(root.line)}: ${whatFailed(root)}.`;
}

function sideCause(findings: readonly Finding[]): string {
  const first = findings.find((finding) => finding.role === "side" && finding.kind === "failure");
  return first ? ` On line ${number(first.line)}: ${whatFailed(first)}.` : "";
}

/** The root cause in one sentence: who, what, when, and for which transaction. @param about its id, null for none */
export function causeSentence(root: Finding, offset: number | null, about: string | null): string {
  const time = root.ms === null ? "" : ` at ${isoOf(root.ms, root.offset ?? offset).slice(11, 19)}`;
  const whose = about === null ? "" : ` for transaction ${about}`;
  return `${whatFailed(root, true)}${time} (line ${number(root.line)})${whose}.`;
}

/** What failed in words: step, then the kind of failure, then what the other side said. */
function whatFailed(finding: Finding, capital = false): string {
  const step =
    finding.operation !== null && finding.component !== null && finding.operation !== finding.component
      ? `"${finding.operation}" (${finding.component})`
      : `"${finding.operation ?? finding.component ?? "a step"}"`;
  const named = finding.operation === null && finding.component === null ? "a step" : step;
  const text = `${named} ${predicate(finding)}`;
  return capital ? upperFirst(text) : text;
}

function predicate(finding: Finding): string {
  const said = saidBy(finding);
  const quote = said === null ? "" : `: ${said}`;
  const told = toldSilently(finding.patterns);
  if (told !== null) return `${told}${quote}`;
  const status = finding.patterns.map((pattern) => /^HTTP (\d{3})$/.exec(pattern)?.[1]).find(Boolean);
  switch (finding.category) {
    case "connection":
      return `could not connect${quote}`;
    case "timeout":
      return finding.durationMs !== null && finding.durationMs >= 1000
        ? `got no answer within ${Math.round(finding.durationMs / 1000)} s`
        : `ran into a time-out${quote}`;
    case "http":
      return status ? `was answered ${status}${quote}` : `was declined by the called service${quote}`;
    case "authentication":
      return `was turned away${status ? ` with ${status}` : ""}${quote}`;
    case "database":
      return finding.kind === "missing" ? "found no row, and the work could not go on without it" : `failed in the database${quote}`;
    case "validation":
      return `met input that is not acceptable${quote}`;
    case "script":
      return `stopped with a code error${quote}`;
    case "messaging":
      return `could not deliver${quote}`;
    case "resource":
      return `ran out of a resource${quote}`;
    case "other":
      return finding.patterns.includes(NO_WAY_LABEL) ? "had no way for an item, and nothing came after it" : `failed${quote}`;
    default:
      return finding.category satisfies never;
  }
}

/** What a failure without a complaint is known by; null for others. */
function toldSilently([label, what]: readonly string[]): string | null {
  switch (label) {
    case STATE_LABEL:
      return `said "${what}" and nothing better after it`;
    case COUNTS_LABEL:
      return `counted ${what}, and nothing says where the rest is`;
    case UNFINISHED_LABEL:
      return "started and never finished, as all others of its kind did";
    default:
      return null;
  }
}

/** The words of the failing line that say most: the innermost exception, the fault text of a body, else the message. */
function saidBy(finding: Finding): string | null {
  const cause =
    /Caused by: ([^\n|]{3,200})(?![\s\S]*Caused by:)/.exec(finding.detail)?.[1] ??
    /^([\w.$]+(?:Exception|Error): [^\n]{2,200})/m.exec(finding.detail)?.[1];
  const inline = /\b((?:[\w$]+\.)*[A-Z]\w*(?:Exception|Error)\b[^;|{]{0,160})/.exec(finding.message)?.[1];
  const fault = /["']?\b(?:text|detail|title|reason|faultstring|error_description)["']?\s*[:=]\s*["']([^"']{4,140})["']/i.exec(
    finding.message,
  )?.[1];
  const words = cause ?? inline ?? fault ?? plainWords(finding.message);
  return words === null
    ? null
    : words
        .trim()
        .replace(/[.;,\s]+$/, "")
        .slice(0, 160);
}

function plainWords(message: string): string | null {
  const text = flowText(message).replace(/\s+/g, " ").trim();
  return text === "" ? null : (text.split(/ \|>> /)[0]?.slice(0, 140) ?? null);
}
