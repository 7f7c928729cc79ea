import { readdir, writeFile } from "node:fs/promises";
import { join } from "node:path";
import type { Analysis } from "@/lib/engines/logs/analysis";
import { analyzeFile } from "@/lib/engines/logs/upload.fs";
import { verdictOf } from "@/lib/engines/logs/report/verdict";

/** What the analyser says of one log file, as one JSON line. */
export type LogPrediction = {
  readonly file: string;
  readonly failed: boolean;
  readonly first_error_line: number | null;
  readonly component: string | null;
  readonly operation: string | null;
  readonly transaction_id: string | null;
  readonly flagged_lines: readonly number[];
};

/** Analyses every `*.log` of a folder, in the order of names, and writes one prediction a line. @returns the number of files */
export async function evaluateLogs(dir: string, out: string): Promise<number> {
  const files = (await readdir(dir)).filter((name) => name.endsWith(".log")).sort();
  const lines: string[] = [];
  for (const file of files) {
    const { analysis } = await analyzeFile({ path: join(dir, file), fileName: file, uploadId: null }, { now: new Date().toISOString() });
    lines.push(JSON.stringify(predict(file, analysis)));
  }
  await writeFile(out, `${lines.join("\n")}\n`);
  return files.length;
}

/** The answer for one file: failed or not, the root with its place, its transaction, and every line shown as a failure. */
function predict(file: string, analysis: Analysis): LogPrediction {
  const failed = verdictOf(analysis).outcome === "failed";
  const root = failed ? analysis.root : null;
  const flagged = analysis.findings
    .filter((finding) => finding.role !== null && finding.role !== "recovered")
    .map((finding) => finding.line);
  return {
    file,
    failed,
    first_error_line: root?.line ?? null,
    component: root?.component ?? null,
    operation: root?.operation ?? null,
    transaction_id: analysis.about,
    flagged_lines: [...new Set(flagged)].sort((a, b) => a - b),
  };
}
