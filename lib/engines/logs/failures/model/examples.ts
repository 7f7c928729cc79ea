import { SURE_NO, SURE_YES, type Doubt } from "@/lib/engines/logs/failures/doubt";
import { createEventJoiner } from "@/lib/engines/logs/records/events";
import { assessEvent, withoutHarmless } from "@/lib/engines/logs/failures/failures";
import { createLineReader } from "@/lib/engines/logs/records/lines";
import { opinionOf } from "@/lib/engines/logs/failures/model/classify";
import { featuresOf } from "@/lib/engines/logs/failures/model/features";
import type { LabelledLog } from "@/lib/engines/logs/failures/model/labelled-log";
import type { Labelled, Weights } from "@/lib/engines/logs/failures/model/logistic";

export type Example = Labelled & {
  readonly file: string;
  readonly doubt: Doubt | null;
  /** What the rules alone say. */ readonly ruled: boolean;
};

const SAME_PER_FILE = 2;

/** The events of a log as examples; of events with the same features a file gives two. Rows of flow traces are judged by rules alone. */
export function examplesOf(log: LabelledLog): Example[] {
  const examples: Example[] = [];
  const seen = new Map<string, number>();
  const joiner = createEventJoiner(2026, ({ record, line, endLine, detail }) => {
    if (record.outcome !== null || log.either.has(line)) return;
    const features = featuresOf(record, withoutHarmless(record.message), detail);
    const key = features.join("|");
    const times = seen.get(key) ?? 0;
    seen.set(key, times + 1);
    if (times >= SAME_PER_FILE) return;
    const { doubt, finding } = assessEvent(record, detail);
    const label = Array.from({ length: endLine - line + 1 }, (_, index) => line + index).some((one) => log.failing.has(one));
    examples.push({ file: log.name, features, label, doubt, ruled: finding !== null });
  });
  const reader = createLineReader((text, line) => joiner.push(text, line));
  reader.push(new TextEncoder().encode(log.text));
  reader.end();
  joiner.end();
  return examples;
}

/** Whether an event is called a failure: by the rules, unless the classifier is sure otherwise. */
export function saidOf({ ruled, features }: Example, model: Weights): boolean {
  const probability = opinionOf(model, features);
  return probability >= SURE_YES ? true : probability <= SURE_NO ? false : ruled;
}

/** The lines of a rated report as a labelled log. */
export function ratedLog(name: string, rated: readonly { readonly log_entry: string; readonly is_failure: boolean }[]): LabelledLog {
  const text = rated.map(({ log_entry: entry }) => entry.replace(/\s*\n\s*/g, " ")).join("\n");
  return {
    name,
    text,
    failing: new Set(rated.flatMap(({ is_failure: isFailure }, index) => (isFailure ? [index + 1] : []))),
    either: new Set(),
  };
}
