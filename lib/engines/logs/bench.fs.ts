import { spawnSync } from "node:child_process";
import { once } from "node:events";
import { createWriteStream } from "node:fs";
import { mkdtemp, rm, stat } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createRandom, type Random } from "@/lib/engines/logs/failures/model/synthesize";

const LINES_PER_WRITE = 20_000;
const SEED = 42;
const CLI = join("lib", "engines", "logs", "cli.ts");
const DRAIN = `
import resource, sys, time
from drain3 import TemplateMiner
from drain3.template_miner_config import TemplateMinerConfig
config = TemplateMinerConfig()
config.profiling_enabled = False
miner = TemplateMiner(config=config)
lines = 0
began = time.process_time()
with open(sys.argv[1]) as log:
    for line in log:
        miner.add_log_message(line.rstrip("\\n"))
        lines += 1
        if lines == int(sys.argv[2]): break
spent = time.process_time() - began
print(f"{lines} lines, {len(miner.drain.clusters)} templates, {round(lines / spent)} lines/s of processor time, peak {resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024} MB")
`;
const DRAIN_LINES = 100_000;

/**
 * Measures template mining and analysis on a made file of HDFS-like lines, each in a process of its own, with peak memory.
 * @param python an interpreter with drain3, which then reads the first 100,000 of the same lines; null for none
 */
export async function benchLogs(lines: number, python: string | null): Promise<void> {
  const dir = await mkdtemp(join(tmpdir(), "tellback-bench-"));
  const file = join(dir, "hdfs-like.log");
  try {
    await writeLines(file, lines);
    console.log(`${lines.toLocaleString("en-GB")} lines, ${Math.round((await stat(file)).size / 1e6)} MB`);
    console.log(`templates: ${run(process.execPath, ["--import", "tsx", CLI, "templates", file, join(dir, "out.csv")])}`);
    console.log(`analysis: ${run(process.execPath, ["--import", "tsx", CLI, "analyze", file])}`);
    if (python) console.log(`drain3: ${run(python, ["-c", DRAIN, file, String(DRAIN_LINES)])}`);
  } finally {
    await rm(dir, { recursive: true, force: true });
  }
}

function run(command: string, args: readonly string[]): string {
  const { stdout, stderr, status } = spawnSync(command, args, { encoding: "utf8" });
  if (status !== 0) throw new Error(`${command} ended with ${status}: ${stderr.slice(-500)}`);
  return stdout.trim().split("\n").at(-1) ?? "";
}

async function writeLines(file: string, count: number): Promise<void> {
  const random = createRandom(SEED);
  const out = createWriteStream(file);
  let ms = Date.UTC(2008, 10, 9, 20, 36, 15);
  for (let from = 0; from < count; from += LINES_PER_WRITE) {
    const part: string[] = [];
    for (let line = from; line < Math.min(count, from + LINES_PER_WRITE); line++) {
      if (random.below(40) === 0) ms += 1000;
      part.push(`${stampOf(ms)} ${random.below(2_000)} ${random.below(3_000) === 0 ? "WARN" : "INFO"} dfs.${messageOf(random)}\n`);
    }
    if (!out.write(part.join(""))) await once(out, "drain");
  }
  out.end();
  await once(out, "finish");
}

const stampOf = (ms: number): string => new Date(ms).toISOString().slice(2, 19).replace(/[-:]/g, "").replace("T", " ");

function messageOf(random: Random): string {
  const block = `blk_${random.below(2) ? "-" : ""}${random.below(1e9)}${random.below(1e9)}`;
  const host = (): string => `10.25${random.below(2)}.${random.below(200)}.${random.below(255)}`;
  return random.pick([
    `DataNode$DataXceiver: Receiving block ${block} src: /${host()}:${40_000 + random.below(9_999)} dest: /${host()}:50010`,
    `FSNamesystem: BLOCK* NameSystem.addStoredBlock: blockMap updated: ${host()}:50010 is added to ${block} size ${random.below(67_108_864)}`,
    `DataNode$PacketResponder: PacketResponder ${random.below(3)} for block ${block} terminating`,
    `DataNode$PacketResponder: Received block ${block} of size ${random.below(67_108_864)} from /${host()}`,
    `FSNamesystem: BLOCK* NameSystem.allocateBlock: /user/root/part-0${random.below(9_999)}. ${block}`,
    `DataBlockScanner: Verification succeeded for ${block}`,
    `FSDataset: Deleting block ${block} file /mnt/dfs/current/subdir${random.below(63)}/${block}`,
  ]);
}
