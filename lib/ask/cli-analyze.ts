import { parseArgs } from "node:util";
import { LISTED, LISTED_BELOW, readQueryReport } from "@/lib/ask/report.prisma";
import { env } from "@/lib/ask/wiring-parts";
import { printReport } from "@/lib/metrics/query-report-text";
import { migrate } from "@/lib/platform/migrate.sqlite";
import { runCommand } from "@/lib/platform/run-command.fs";

const USAGE = "usage: npm run analyze -- [--threshold 0.7] [--limit 20] [--without-test-runs] [--json]";

/** Prints what the stored questions say about how well they are answered. */
async function analyze(argv: readonly string[]): Promise<number> {
  const options = readOptions(argv);
  if (options === null) {
    console.error(USAGE);
    return 2;
  }
  migrate(env().DATABASE_URL, "prisma/migrations");
  const report = await readQueryReport({ withoutTestRuns: options.withoutTestRuns }, options);
  console.log(options.asJson ? JSON.stringify(report, null, 2) : printReport(report));
  return 0;
}

function readOptions(
  argv: readonly string[],
): { readonly threshold: number; readonly limit: number; readonly withoutTestRuns: boolean; readonly asJson: boolean } | null {
  try {
    const { values } = parseArgs({
      args: [...argv],
      options: {
        threshold: { type: "string" },
        limit: { type: "string" },
        "without-test-runs": { type: "boolean" },
        json: { type: "boolean" },
      },
    });
    const threshold = Number(values.threshold ?? LISTED_BELOW);
    const limit = Number(values.limit ?? LISTED);
    const isUsable = threshold >= 0 && threshold <= 1 && Number.isInteger(limit) && limit >= 0;
    return isUsable ? { threshold, limit, withoutTestRuns: values["without-test-runs"] === true, asJson: values.json === true } : null;
  } catch (cause) {
    if (cause instanceof TypeError) console.error(cause.message);
    else throw cause;
    return null;
  }
}

runCommand(analyze);
