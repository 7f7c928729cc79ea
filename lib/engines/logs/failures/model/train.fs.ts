import { readdir, readFile } from "node:fs/promises";
import { join } from "node:path";
import { z } from "zod";
import { examplesOf, ratedLog, saidOf, type Example } from "@/lib/engines/logs/failures/model/examples";
import type { LabelledLog } from "@/lib/engines/logs/failures/model/labelled-log";
import { fitLogistic, roundWeight, storedWeights, type Weights } from "@/lib/engines/logs/failures/model/logistic";
import { MADE_LOGS, synthesizeLogs } from "@/lib/engines/logs/failures/model/synthesize";

/** Doubtful events of files that were not trained on: `rules` right alone, `both` right with the classifier, which changed `changed`. */
export type Held = {
  readonly files: number;
  readonly events: number;
  readonly failing: number;
  readonly rules: number;
  readonly both: number;
  readonly changed: number;
};
export type FailureModel = {
  readonly seed: number;
  readonly trainedOn: { readonly made: number; readonly given: number; readonly examples: number };
  readonly heldOut: { readonly made: Held; readonly given: Held };
  readonly bias: number;
  readonly weights: Readonly<Record<string, number>>;
};

const SEED = 20_261;
const FOLDS = 10;

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
    bias: roundWeight(bias),
    weights: Object.fromEntries(storedWeights(weights)),
  };
}

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

function judge(
  example: Example,
  model: Weights,
  held: { events: number; failing: number; rules: number; both: number; changed: number },
): void {
  const said = saidOf(example, model);
  held.events++;
  if (example.label) held.failing++;
  if (example.ruled === example.label) held.rules++;
  if (said === example.label) held.both++;
  if (said !== example.ruled) held.changed++;
}

const FileLabels = z.object({
  file: z.string(),
  root_line: z.number().nullish(),
  accept_lines: z.array(z.number()).default([]),
  consequence_lines: z.array(z.number()).default([]),
  side_failure_lines: z.array(z.number()).default([]),
  recovered_lines: z.array(z.number()).default([]),
});
const RatedLines = z.object({ training_data: z.array(z.object({ log_entry: z.string(), is_failure: z.boolean() })) });

/** Logs with `labels.jsonl`, and `*.json` exports of rated log chats (`training_data` with `log_entry` and `is_failure`). */
export async function readLabelled(dir: string): Promise<LabelledLog[]> {
  const names = (await readdir(dir)).sort();
  const logs: LabelledLog[] = [];
  if (names.includes("labels.jsonl")) {
    const labels = (await readFile(join(dir, "labels.jsonl"), "utf8"))
      .trim()
      .split("\n")
      .map((line) => FileLabels.parse(JSON.parse(line)));
    for (const label of labels) if (names.includes(label.file)) logs.push(toLabelled(await readFile(join(dir, label.file), "utf8"), label));
  }
  for (const name of names.filter((one) => one.endsWith(".json"))) {
    const { training_data: rated } = RatedLines.parse(JSON.parse(await readFile(join(dir, name), "utf8")));
    logs.push(ratedLog(name, rated));
  }
  if (logs.length === 0) throw new Error(`${dir} holds neither logs with labels.jsonl nor exports of rated log chats (*.json).`);
  return logs;
}

function toLabelled(text: string, label: z.infer<typeof FileLabels>): LabelledLog {
  const failing = new Set([...(label.root_line ? [label.root_line] : []), ...label.consequence_lines, ...label.side_failure_lines]);
  return {
    name: label.file,
    text,
    failing,
    either: new Set([...label.recovered_lines, ...label.accept_lines].filter((line) => !failing.has(line))),
  };
}
