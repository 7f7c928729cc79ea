import { spawnSync } from "node:child_process";
import { mkdirSync, readFileSync, rmSync } from "node:fs";
import { z } from "zod";

type Count = { readonly passed: number; readonly failed: number; readonly skipped: number };

const VITEST_REPORT = "test-results/unit.json";
const PLAYWRIGHT_REPORT = "test-results/e2e.json";
const VitestReport = z.object({ numPassedTests: z.number(), numFailedTests: z.number(), numPendingTests: z.number(), numFailedTestSuites: z.number(), testResults: z.array(z.object({ assertionResults: z.array(z.object({ status: z.string(), fullName: z.string() })) })) });
const PlaywrightReport = z.object({ stats: z.object({ expected: z.number(), unexpected: z.number(), flaky: z.number(), skipped: z.number() }) });

/** Lint, types, unit and e2e, one after another; the last line of output counts them all. */
function check(): void {
  rmSync("test-results", { recursive: true, force: true });
  mkdirSync("test-results");
  const counts = [
    whole("Lint", ["node_modules/eslint/bin/eslint.js", ".", "--max-warnings", "0"]),
    whole("Types", ["node_modules/typescript/bin/tsc", "--noEmit"]),
    reported("Unit", ["node_modules/vitest/vitest.mjs", "run", "--reporter=default", "--reporter=json", `--outputFile.json=${VITEST_REPORT}`], readVitest),
    reported("End to end", ["node_modules/@playwright/test/cli.js", "test", "-c", "e2e/playwright.config.ts"], readPlaywright),
  ];
  const sum = (key: keyof Count) => counts.reduce((total, count) => total + count[key], 0);
  const skipped = sum("skipped");
  console.log(`\n${sum("passed")} passed, ${sum("failed")} failed${skipped > 0 ? `, ${skipped} skipped` : ""}`);
  process.exitCode = sum("failed") > 0 ? 1 : 0;
}

function whole(name: string, args: readonly string[]): Count {
  const ok = run(name, args);
  return { passed: ok ? 1 : 0, failed: ok ? 0 : 1, skipped: 0 };
}

/** A runner that ends badly without a failed test (a broken import, say) still counts as one failure. */
function reported(name: string, args: readonly string[], read: () => Count): Count {
  const ok = run(name, args);
  const count = read();
  return ok || count.failed > 0 ? count : { ...count, failed: 1 };
}

function run(name: string, args: readonly string[]): boolean {
  console.log(`\n${name}`);
  return spawnSync(process.execPath, args, { stdio: "inherit", env: { ...process.env, NEXT_TELEMETRY_DISABLED: "1" } }).status === 0;
}

function readVitest(): Count {
  const report = VitestReport.safeParse(readReport(VITEST_REPORT));
  if (!report.success) return { passed: 0, failed: 1, skipped: 0 };
  const skipped = report.data.testResults.flatMap(({ assertionResults }) => assertionResults.filter(({ status }) => status === "skipped" || status === "pending"));
  for (const { fullName } of skipped) console.log(`Skipped: ${fullName}`);
  return { passed: report.data.numPassedTests, failed: report.data.numFailedTests, skipped: report.data.numPendingTests };
}

function readPlaywright(): Count {
  const report = PlaywrightReport.safeParse(readReport(PLAYWRIGHT_REPORT));
  if (!report.success) return { passed: 0, failed: 1, skipped: 0 };
  const { expected, flaky, unexpected, skipped } = report.data.stats;
  return { passed: expected + flaky, failed: unexpected, skipped };
}

function readReport(path: string): unknown {
  try {
    return JSON.parse(readFileSync(path, "utf8"));
  } catch (cause) {
    console.error(`No report at ${path}: ${cause instanceof Error ? cause.message : String(cause)}`);
    return null;
  }
}

check();
