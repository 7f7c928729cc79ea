import { createWriteStream } from "node:fs";
import { writeFile } from "node:fs/promises";
import { basename } from "node:path";
import { stringify } from "csv-stringify/sync";
import { benchLogs } from "@/lib/engines/logs/bench.fs";
import { fuzzLogs } from "@/lib/engines/logs/fuzz";
import { createLineParser } from "@/lib/engines/logs/records/formats";
import { cleanLine, createLineReader } from "@/lib/engines/logs/records/lines";
import { loadRules } from "@/lib/engines/logs/report/rules.fs";
import { createTemplateMiner } from "@/lib/engines/logs/templates/templates";
import { migrate } from "@/lib/platform/migrate.sqlite";
import { analyzeFile, openLog } from "@/lib/engines/logs/upload.fs";
import { runCommand } from "@/lib/platform/run-command.fs";

const USAGE = `Usage:
  templates FILE OUT.csv [--content-only]   write LineId,ClusterId,Template for every line
  analyze FILE [--json OUT]                 say what failed, where and why
  bench [LINES] [--python PATH]             lines a second and peak memory; PATH of a Python with drain3 to compare
  fuzz [INPUTS] [--seed N]                  analyse mutated and random inputs; fails over 1 s for one of them
  cleanup DAYS                              delete stored logs that are older, rows and files`;

const ROWS_PER_WRITE = 20_000;
const MAX_INPUT_MS = 1_000;

runCommand(main);

async function main(args: readonly string[]): Promise<void> {
  const options = new Set(["--json", "--python", "--seed"]);
  const [command, first, second] = args.filter((arg, index) => !arg.startsWith("--") && !options.has(args[index - 1] ?? ""));
  if (command === "templates" && first && second) return writeTemplates(first, second, args.includes("--content-only"));
  if (command === "analyze" && first) return analyze(first, valueOf(args, "--json"));
  if (command === "cleanup" && /^\d+$/.test(first ?? "")) return cleanUp(Number(first));
  if (command === "fuzz") return fuzz(Number(first ?? 10_000), Number(valueOf(args, "--seed") ?? 1));
  if (command === "bench") return benchLogs(Number(first ?? 1_000_000), valueOf(args, "--python"));
  console.error(USAGE);
  process.exitCode = 2;
}

/** The most memory that this process ever held. */
function peakMegabytes(): number {
  return Math.round(process.resourceUsage().maxRSS / 1024);
}

function fuzz(inputs: number, seed: number): void {
  const { slowestMs, slowest } = fuzzLogs(inputs, seed, () => process.cpuUsage().user / 1000);
  console.log(
    `${inputs} inputs of seed ${seed}, no crash; the slowest took ${slowestMs} ms of processor time (${slowest}); peak ${peakMegabytes()} MB`,
  );
  if (slowestMs > MAX_INPUT_MS) process.exitCode = 1;
}

async function cleanUp(days: number): Promise<void> {
  // Only this command needs the app's database; the others run without one.
  const [{ clearOldUploads }, { env }] = [await import("@/lib/ask/files.fs"), await import("@/lib/ask/wiring-parts")];
  migrate(env().DATABASE_URL, "prisma/migrations");
  const { files, bytes } = await clearOldUploads(days);
  console.log(`${files} stored ${files === 1 ? "log" : "logs"} older than ${days} days deleted, ${(bytes / 1e6).toFixed(1)} MB freed`);
  process.exit(0);
}

function valueOf(args: readonly string[], name: string): string | null {
  const at = args.indexOf(name);
  return at < 0 ? null : (args[at + 1] ?? null);
}

/** One row a line; with `contentOnly` the lines are messages whose header is already gone. */
async function writeTemplates(file: string, out: string, contentOnly: boolean): Promise<void> {
  const started = performance.now();
  const cpu = process.cpuUsage();
  const miner = createTemplateMiner();
  const clusterOf: number[] = [];
  const head: string[] = [];
  let parser: ReturnType<typeof createLineParser> | null = null;
  const add = (line: string): void => {
    const parsed = contentOnly ? null : parser?.parse(line);
    const message = parsed?.kind === "record" ? parsed.record.message : line;
    clusterOf.push(miner.add(message, 0, clusterOf.length + 1).index);
  };
  const start = (): void => {
    parser = createLineParser(new Date().getUTCFullYear(), head);
    head.forEach(add);
    head.length = 0;
  };
  const reader = createLineReader((text) => {
    const line = cleanLine(text);
    if (parser) return add(line);
    head.push(line);
    if (head.length >= 40) start();
  });
  for await (const chunk of await openLog({ path: file })) reader.push(chunk);
  reader.end();
  if (!parser) start();
  const templates = miner.finish();
  const elapsed = performance.now() - started;
  const cpuMs = process.cpuUsage(cpu).user / 1000;
  const byCluster = new Map(
    templates.flatMap(({ id, template, members }) => {
      const cells = stringify([[id, template]], { eof: false, escape_formulas: true });
      return members.map((member) => [member, cells] as const);
    }),
  );
  const stream = createWriteStream(out);
  stream.write("LineId,ClusterId,Template\n");
  for (let from = 0; from < clusterOf.length; from += ROWS_PER_WRITE) {
    const rows = clusterOf
      .slice(from, from + ROWS_PER_WRITE)
      .map((cluster, index) => `${from + index + 1},${byCluster.get(cluster) ?? ","}\n`);
    if (!stream.write(rows.join(""))) await new Promise<void>((resolve) => stream.once("drain", () => resolve()));
  }
  await new Promise<void>((resolve) => stream.end(resolve));
  console.log(
    `${clusterOf.length} lines, ${templates.length} templates, ${Math.round(elapsed)} ms, ${Math.round((clusterOf.length / elapsed) * 1000)} lines/s (${Math.round(cpuMs)} ms of processor time, ${Math.round((clusterOf.length / cpuMs) * 1000)} lines/s), peak ${peakMegabytes()} MB`,
  );
}

async function analyze(file: string, jsonOut: string | null): Promise<void> {
  const cpu = process.cpuUsage();
  const { report } = await analyzeFile(
    { path: file, fileName: basename(file), uploadId: null },
    { now: new Date().toISOString(), rules: loadRules(process.env.TELLBACK_LOG_RULES) },
  );
  if (jsonOut) await writeFile(jsonOut, JSON.stringify(report, null, 1));
  const cpuMs = process.cpuUsage(cpu).user / 1000;
  const { stats } = report;
  console.log(report.verdict.sentence);
  if (report.rootCause) console.log(`Root cause: ${report.rootCause.sentence}`);
  for (const step of report.chain) console.log(`  ${String(step.line).padStart(7)}  ${step.role.padEnd(11)}  ${step.text.slice(0, 140)}`);
  for (const advice of report.recommendations) console.log(`- ${advice.text} (lines ${advice.lines.join(", ")})`);
  for (const note of report.notes) console.log(`  ${note}`);
  console.log(
    `${stats.lines} lines, ${stats.events} events, ${stats.failures} failures, ${report.templateCount} templates, ${stats.elapsedMs} ms, ${Math.round((stats.lines / Math.max(1, stats.elapsedMs)) * 1000)} lines/s (${Math.round(cpuMs)} ms of processor time, ${Math.round((stats.lines / Math.max(1, cpuMs)) * 1000)} lines/s), peak ${peakMegabytes()} MB`,
  );
}
