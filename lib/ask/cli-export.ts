import { chatInteractions, logTrainingLog, logTrainingText, queryLog, trainingData } from "@/lib/ask/exports.prisma";
import { env } from "@/lib/ask/wiring-parts";
import { LOG_PARTS } from "@/lib/interactions/query-log";
import { DEFAULT_TRAINING_FILTER, type TrainingFilter } from "@/lib/interactions/training-line";
import { writeJsonLines, writePieces } from "@/lib/interactions/write-lines.fs";
import { migrate } from "@/lib/platform/migrate.sqlite";
import { runCommand } from "@/lib/platform/run-command.fs";

const USAGE = `usage: npm run export -- query-log ${LOG_PARTS.join("|")} OUT.jsonl | training OUT.jsonl [--grounded] [--with-test-runs] | chat-interactions OUT.jsonl | log-training OUT.json|OUT.log`;
const WITH_TESTS = "--with-test-runs";
const GROUNDED = "--grounded";

/** Writes what is stored as files for others to read. */
async function exportFile(argv: readonly string[]): Promise<number> {
  const [what, ...rest] = argv.filter((word) => word !== WITH_TESTS && word !== GROUNDED);
  const out = rest.at(-1);
  const part = LOG_PARTS.find((name) => name === rest[0]);
  if (out === undefined || rest.length !== (what === "query-log" ? 2 : 1) || (what === "query-log" && part === undefined)) return usage();
  migrate(env().DATABASE_URL, "prisma/migrations");
  const count = await write(what ?? "", part, out, {
    withTestRuns: argv.includes(WITH_TESTS),
    form: argv.includes(GROUNDED) ? "grounded" : "sentence",
  });
  if (count === null) return usage();
  console.log(`${count} ${count === 1 ? "line" : "lines"} written to ${out}.`);
  return 0;
}

async function write(
  what: string,
  part: (typeof LOG_PARTS)[number] | undefined,
  out: string,
  { withTestRuns, form }: { readonly withTestRuns: boolean; readonly form: TrainingFilter["form"] },
): Promise<number | null> {
  if (what === "query-log" && part) return writeJsonLines(out, queryLog(part));
  if (what === "training")
    return writeJsonLines(out, trainingData({ ...DEFAULT_TRAINING_FILTER, form }, { withoutTestRuns: !withTestRuns }));
  if (what === "chat-interactions") return writeJsonLines(out, chatInteractions());
  if (what !== "log-training") return null;
  const { total, text } = await logTrainingText(new Date());
  await writePieces(out, out.endsWith(".log") ? logTrainingLog() : text);
  return total;
}

function usage(): number {
  console.error(USAGE);
  return 2;
}

runCommand(exportFile);
