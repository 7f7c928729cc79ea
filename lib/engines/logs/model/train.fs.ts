import { readdir, readFile } from "node:fs/promises";
import { join } from "node:path";
import { z } from "zod";
import { createEventJoiner } from "@/lib/engines/logs/events";
import { assessEvent, withoutHarmless } from "@/lib/engines/logs/failures";
import { SURE_NO, SURE_YES, type Doubt } from "@/lib/engines/logs/doubt";
import { createLineReader } from "@/lib/engines/logs/lines";
import { opinionOf } from "@/lib/engines/logs/model/classify";
import { featuresOf } from "@/lib/engines/logs/model/features";
import type { LabelledLog } from "@/lib/engines/logs/model/labelled-log";
import { fitLogistic, type Labelled, type Weights } from "@/lib/engines/logs/model/logistic";
import { synthesizeLogs } from "@/lib/engines/logs/model/synthesize";

export type Example = Labelled & { readonly file: string; readonly doubt: Doubt | null; /** What the rules alone say. */ readonly ruled: boolean };
/** Doubtful events of files that were not trained on: `rules` right alone, `both` right with the classifier, which changed `changed`. */
export type Held = { readonly files: number; readonly events: number; readonly failing: number; readonly rules: number; readonly both: number; readonly changed: number };
export type FailureModel = {
  readonly seed: number;
  readonly trainedOn: { readonly made: number; readonly given: number; readonly examples: number };
  readonly heldOut: { readonly made: Held; readonly given: Held };
  readonly bias: number;
  readonly weights: Readonly<Record<string, number>>;
};

const SEED = 20_261;
const MADE_LOGS = 120;
const SAME_PER_FILE = 2;
const FOLDS = 10;
const MIN_WEIGHT = 0.05;

/**
 * Trains the failure classifier on made logs and, when a folder is given, on the labelled logs in it. The
 * figures come from logs that the weights in question were not trained on: made logs of held-out sentences, given logs one by one.
 * @throws when the folder holds nothing to learn from
 */
export async function trainFailureModel(dir: string | null): Promise<FailureModel> {
  const logs = { made: synthesizeLogs(MADE_LOGS, SEED), given: dir === null ? [] : await readLabelled(dir) };
  const [made, given] = [logs.made.flatMap(examplesOf), logs.given.flatMap(examplesOf)];
  const { bias, weights } = fitLogistic([...made, ...given]);
  return {
    seed: SEED,
    trainedOn: { made: logs.made.length, given: logs.given.length, examples: made.length + given.length },
    heldOut: { made: holdOutSentences(given), given: holdOutFiles(made, given) },
    bias: round(bias),
    weights: Object.fromEntries([...weights].filter(([, weight]) => Math.abs(weight) >= MIN_WEIGHT).sort(([a], [b]) => (a < b ? -1 : 1)).map(([name, weight]) => [name, round(weight)])),
  };
}

const round = (value: number): number => Math.round(value * 1000) / 1000;

/** Each tenth of the sentences judged by a model that saw logs of the other nine only: files with the same sentences would tell nothing. */
function holdOutSentences(given: readonly Example[]): Held {
  const held = { files: 0, events: 0, failing: 0, rules: 0, both: 0, changed: 0 };
  for (let fold = 0; fold < FOLDS; fold++) {
    const seen = synthesizeLogs(MADE_LOGS, SEED, (sentence) => sentence % FOLDS !== fold).flatMap(examplesOf);
    const unseen = synthesizeLogs(MADE_LOGS / FOLDS, SEED + 1, (sentence) => sentence % FOLDS === fold);
    const model = fitLogistic([...seen, ...given]);
    held.files += unseen.length;
    for (const example of unseen.flatMap(examplesOf)) if (example.doubt !== null) judge(example, model, held);
  }
  return held;
}

function holdOutFiles(made: readonly Example[], given: readonly Example[]): Held {
  const files = [...new Set(given.map(({ file }) => file))];
  const held = { files: files.length, events: 0, failing: 0, rules: 0, both: 0, changed: 0 };
  for (const file of files) {
    const model = fitLogistic([...made, ...given.filter((example) => example.file !== file)]);
    for (const example of given) if (example.file === file && example.doubt !== null) judge(example, model, held);
  }
  return held;
}

function judge(example: Example, model: Weights, held: { events: number; failing: number; rules: number; both: number; changed: number }): void {
  const probability = opinionOf(model, example.features);
  const said = probability >= SURE_YES ? true : probability <= SURE_NO ? false : example.ruled;
  held.events++;
  if (example.label) held.failing++;
  if (example.ruled === example.label) held.rules++;
  if (said === example.label) held.both++;
  if (said !== example.ruled) held.changed++;
}

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

const FileLabels = z.object({
  file: z.string(), root_line: z.number().nullish(), accept_lines: z.array(z.number()).default([]), consequence_lines: z.array(z.number()).default([]),
  side_failure_lines: z.array(z.number()).default([]), recovered_lines: z.array(z.number()).default([]),
});
const RatedLines = z.object({ training_data: z.array(z.object({ log_entry: z.string(), is_failure: z.boolean() })) });

/** Logs with `labels.jsonl`, and `*.json` exports of rated log chats (`training_data` with `log_entry` and `is_failure`). */
async function readLabelled(dir: string): Promise<LabelledLog[]> {
  const names = (await readdir(dir)).sort();
  const logs: LabelledLog[] = [];
  if (names.includes("labels.jsonl")) {
    const labels = (await readFile(join(dir, "labels.jsonl"), "utf8")).trim().split("\n").map((line) => FileLabels.parse(JSON.parse(line)));
    for (const label of labels) if (names.includes(label.file)) logs.push(toLabelled(await readFile(join(dir, label.file), "utf8"), label));
  }
  for (const name of names.filter((one) => one.endsWith(".json"))) {
    const { training_data: rated } = RatedLines.parse(JSON.parse(await readFile(join(dir, name), "utf8")));
    const lines = rated.map(({ log_entry: entry, is_failure: isFailure }) => ({ text: entry.replace(/\s*\n\s*/g, " "), isFailure }));
    logs.push({ name, text: lines.map(({ text }) => text).join("\n"), failing: new Set(lines.flatMap(({ isFailure }, index) => (isFailure ? [index + 1] : []))), either: new Set() });
  }
  if (logs.length === 0) throw new Error(`${dir} holds neither logs with labels.jsonl nor exports of rated log chats (*.json).`);
  return logs;
}

function toLabelled(text: string, label: z.infer<typeof FileLabels>): LabelledLog {
  const failing = new Set([...(label.root_line ? [label.root_line] : []), ...label.consequence_lines, ...label.side_failure_lines]);
  return { name: label.file, text, failing, either: new Set([...label.recovered_lines, ...label.accept_lines].filter((line) => !failing.has(line))) };
}
