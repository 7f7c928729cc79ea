import { createHash } from "node:crypto";
import { existsSync, mkdirSync, readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { z } from "zod";
import { READ_WEIGHTS, WEIGHTS_FILE, type ModelName, type ModelOf } from "@/lib/learning/models/model";
import { err, ok, type Result } from "@/lib/platform/result";

/** The sha256 of each file of a version, by name. */
export const Manifest = z.object({ files: z.record(z.string(), z.string()) });
export type Manifest = z.infer<typeof Manifest>;

const TEMPORARY = ".new-";

/** Writes the files of a version where nobody reads them yet. @param dir the folder of all models */
export function stageFiles(dir: string, runId: string, files: Readonly<Record<string, string>>): Manifest {
  const staged = join(dir, `${TEMPORARY}${runId}`);
  rmSync(staged, { recursive: true, force: true });
  mkdirSync(staged, { recursive: true });
  const manifest: Manifest = { files: Object.fromEntries(Object.entries(files).map(([name, text]) => [name, sha256(text)])) };
  for (const [name, text] of Object.entries(files)) writeFileSync(join(staged, name), text, { flush: true });
  writeFileSync(join(staged, "manifest.json"), `${JSON.stringify(manifest, null, 1)}\n`, { flush: true });
  return manifest;
}

/** Puts staged files in their place. What lies there belongs to no version: a process ended between this and its row. */
export function placeFiles(dir: string, runId: string, path: string): void {
  const target = join(dir, path);
  mkdirSync(dirname(target), { recursive: true });
  rmSync(target, { recursive: true, force: true });
  renameSync(join(dir, `${TEMPORARY}${runId}`), target);
}

/** Deletes what runs that are over left behind. */
export function clearStaged(dir: string, isRunning: (runId: string) => boolean): void {
  if (!existsSync(dir)) return;
  for (const name of readdirSync(dir)) {
    if (name.startsWith(TEMPORARY) && !isRunning(name.slice(TEMPORARY.length))) rmSync(join(dir, name), { recursive: true, force: true });
  }
}

/** The weights of a version, or one sentence why they cannot be used. Every file must be there and have the hash that was kept. */
export function readVersion<M extends ModelName>(dir: string, model: M, path: string, kept: unknown): Result<ModelOf[M], string> {
  const manifest = Manifest.safeParse(kept);
  if (!manifest.success || !Object.hasOwn(manifest.data.files, WEIGHTS_FILE)) return err("its list of files cannot be read");
  let weights = "";
  for (const [name, hash] of Object.entries(manifest.data.files)) {
    const file = join(dir, path, name);
    if (!existsSync(file)) return err(`${join(path, name)} is missing`);
    const text = readFileSync(file, "utf8");
    if (sha256(text) !== hash) return err(`${join(path, name)} was changed or is damaged`);
    if (name === WEIGHTS_FILE) weights = text;
  }
  try {
    return ok(READ_WEIGHTS[model](JSON.parse(weights)));
  } catch (cause) {
    return err(`${join(path, WEIGHTS_FILE)} is of another form: ${cause instanceof Error ? cause.name : String(cause)}`);
  }
}

function sha256(text: string): string {
  return createHash("sha256").update(text).digest("hex");
}
