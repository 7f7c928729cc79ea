import type { Answer, Option, Outcome } from "@/lib/answers/answer";

/** An answer that is only a sentence, with options to go on: a clarification, a refusal, a failure, a greeting. */
export function plainAnswer(outcome: Outcome, text: string, options: readonly Option[] = []): Answer {
  return {
    outcome,
    text,
    caveats: [],
    understood: [],
    window: null,
    dataAsOf: null,
    table: null,
    chart: { kind: "none", reason: "There are no rows to draw." },
    sql: null,
    params: [],
    options,
    followUps: [],
    report: null,
  };
}
