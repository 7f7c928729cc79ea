import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import { trainFailureModel, type Held } from "@/lib/engines/logs/model/train.fs";

/** `npm run train -- logs [FOLDER]`: learns the failure classifier anew and stores it with its figures. */
async function main([engine, dir = null]: readonly (string | null)[]): Promise<void> {
  if (engine !== "logs") throw new Error("usage: npm run train -- logs [FOLDER]; FOLDER holds *.log files and labels.jsonl");
  const started = performance.now();
  const model = await trainFailureModel(dir);
  const path = join(import.meta.dirname, "model", "failure-model.json");
  await writeFile(path, `${JSON.stringify(model, null, 1)}\n`);
  const { made, given, examples } = model.trainedOn;
  console.log(`${examples} events of ${made} made and ${given} given logs, ${Object.keys(model.weights).length} weights, ${((performance.now() - started) / 1000).toFixed(1)} s; written to ${path}`);
  tell("made logs of other sentences", model.heldOut.made);
  tell("given logs", model.heldOut.given);
}

function tell(name: string, held: Held): void {
  if (held.events === 0) return;
  const percent = (right: number): string => `${((100 * right) / held.events).toFixed(1)} %`;
  console.log(`${name}, held out: ${held.events} doubtful events in ${held.files} files, ${held.failing} of them failing; rules alone right in ${percent(held.rules)}, with the classifier in ${percent(held.both)}; it changed ${held.changed}`);
}

await main(process.argv.slice(2));
