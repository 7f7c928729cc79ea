import { isSuccess } from "@/lib/answers/success";
import type { ErrorCode } from "@/lib/interactions/event";
import type { BarRow } from "@/lib/metrics/counted";
import type { FailureKind } from "@/lib/metrics/rows";

/** What each kind is called, and what helps against it. */
const KINDS: Readonly<Record<ErrorCode, { readonly label: string; readonly advice: string }>> = {
  "unknown-words": {
    label: "Words that the source does not know",
    advice: "Teach these words as synonyms of columns and values, or correct the answers so that they are learned.",
  },
  ambiguous: {
    label: "Words with several meanings",
    advice: "Make the names in the source tell them apart, or correct the most frequent questions to the reading that was meant.",
  },
  "too-vague": { label: "Too little said", advice: "Show examples of what can be asked near the question box." },
  "not-recorded": {
    label: "Not in the data",
    advice: "People ask for what the data does not hold. Record it, or say on the page that it is not there.",
  },
  "out-of-scope": {
    label: "Not what this source covers",
    advice: "Connect the source that covers it; where programs ask, check the shop of their connection.",
  },
  unsafe: { label: "Would change data", advice: "What would change data is always refused. See who asks for it." },
  "no-log": { label: "No log to look at", advice: "People ask about logs without one. Point them to the drop zone." },
  "too-long": { label: "Question too long", advice: "Tell people to drop a long text in as a log file." },
  "id-taken": { label: "Id taken", advice: "Let programs choose a new interactionId for each question, or none." },
  "unknown-approach": { label: "Approach not set up", advice: "Leave the approach out of these requests, or name the one that is set up." },
  "bad-input": { label: "Could not be used", advice: "The answers say what was wrong with what was sent; ask again with that put right." },
  timeout: {
    label: "Took too long",
    advice: "Add an index on what these questions filter by, or raise TELLBACK_QUERY_TIMEOUT_MS.",
  },
  unavailable: {
    label: "Source could not be read",
    advice: "Check that the file or server is there, that its disk is not full and that this process may read it.",
  },
  "invalid-sql": {
    label: "Query did not run",
    advice:
      "Look at the SQL of these answers. A correction teaches the next one; SQL that no person wrote is a fault of the program to report.",
  },
  refused: { label: "Query not allowed", advice: "Only queries that read may run. Correct the SQL of these answers." },
  internal: { label: "Something broke", advice: "The server's error log has a line for each of these interactions." },
  cancelled: { label: "Stopped", advice: "See in the stage times where the time goes." },
  stopped: { label: "Stopped by the person", advice: "See in the stage times where the time goes." },
  interrupted: { label: "Broken off", advice: "Tellback was ended before these were answered. Ask them again." },
};

function isKnown(code: string): code is ErrorCode {
  return Object.hasOwn(KINDS, code);
}

/** A kind of failure in words; one that is not known is shown as it is. */
export function failureLabel(code: string): string {
  return isKnown(code) ? KINDS[code].label : code;
}

/** What helps against a kind of failure, in sentences; against one that is not known, where to look. */
export function failureAdvice(code: string): string {
  return isKnown(code) ? KINDS[code].advice : "Open these answers and see what they have in common.";
}

/** What was not answered, by how it ended and why, the heaviest first. @param bars of kind "error", by outcome */
export function failureKinds(bars: readonly BarRow[]): readonly Omit<FailureKind, "examples">[] {
  const kinds = new Map<string, { readonly outcome: string; readonly code: string; readonly count: number }>();
  for (const { bar: code, outcome, count } of bars) {
    if (isSuccess(outcome)) continue;
    const key = JSON.stringify([outcome, code]);
    kinds.set(key, { outcome, code, count: count + (kinds.get(key)?.count ?? 0) });
  }
  const total = [...kinds.values()].reduce((sum, { count }) => sum + count, 0);
  return [...kinds.values()]
    .sort((a, b) => b.count - a.count || a.code.localeCompare(b.code))
    .map((kind) => ({ ...kind, share: kind.count / total }));
}
