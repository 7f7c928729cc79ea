import { spawn } from "node:child_process";
import { mkdirSync, readFileSync, rmSync } from "node:fs";
import { z } from "zod";
import { messageOf } from "@/lib/platform/message-of";

type Count = { readonly passed: number; readonly failed: number; readonly skipped: number };

const VITEST_REPORT = "test-results/unit.json";
const PLAYWRIGHT_REPORT = "test-results/e2e.json";
const VitestReport = z.object({
  numPassedTests: z.number(),
  numFailedTests: z.number(),
  numPendingTests: z.number(),
  numFailedTestSuites: z.number(),
  testResults: z.array(z.object({ assertionResults: z.array(z.object({ status: z.string(), fullName: z.string() })) })),
});
const PlaywrightReport = z.object({
  stats: z.object({ expected: z.number(), unexpected: z.number(), flaky: z.number(), skipped: z.number() }),
});

/** Format, lint and types side by side, for each has one thread; then unit, then e2e. The last line of output counts them all. */
async function check(): Promise<void> {
  rmSync("test-results", { recursive: true, force: true });
  mkdirSync("test-results");
  const counts = [
    ...(await Promise.all([
      whole("Format", ["node_modules/prettier/bin/prettier.cjs", "--check", "--cache", "--log-level", "warn", "**/*.{ts,tsx,mjs,css}"]),
      whole("Lint", ["node_modules/eslint/bin/eslint.js", ".", "--max-warnings", "0"]),
      whole("Types", ["node_modules/typescript/bin/tsc", "--noEmit"]),
    ])),
    await reported(
      "Unit",
      ["node_modules/vitest/vitest.mjs", "run", "--reporter=default", "--reporter=json", `--outputFile.json=${VITEST_REPORT}`],
      readVitest,
    ),
    await reported("End to end", ["node_modules/@playwright/test/cli.js", "test", "-c", "e2e/playwright.config.ts"], readPlaywright),
  ];
  const sum = (key: keyof Count) => counts.reduce((total, count) => total + count[key], 0);
  const skipped = sum("skipped");
  console.log(`\n${sum("passed")} passed, ${sum("failed")} failed${skipped > 0 ? `, ${skipped} skipped` : ""}`);
  process.exitCode = sum("failed") > 0 ? 1 : 0;
}

async function whole(name: string, args: readonly string[]): Promise<Count> {
  const ok = await run(name, args);
  return { passed: ok ? 1 : 0, failed: ok ? 0 : 1, skipped: 0 };
}

/** A runner that ends badly without a failed test (a broken import, say) still counts as one failure. */
async function reported(name: string, args: readonly string[], read: () => Count): Promise<Count> {
  const ok = await run(name, args);
  const count = read();
  return ok || count.failed > 0 ? count : { ...count, failed: 1 };
}

function run(name: string, args: readonly string[]): Promise<boolean> {
  const start = performance.now();
  console.log(`\n${name} …`);
  const child = spawn(process.execPath, args, { stdio: "inherit", env: { ...process.env, NEXT_TELEMETRY_DISABLED: "1" } });
  return new Promise((resolve, reject) => {
    child.once("error", reject);
    child.once("exit", (code) => {
      console.log(`${name}: ${code === 0 ? "passed" : "failed"} in ${((performance.now() - start) / 1000).toFixed(0)} s`);
      resolve(code === 0);
    });
  });
}

function readVitest(): Count {
  const report = VitestReport.safeParse(readReport(VITEST_REPORT));
  if (!report.success) return { passed: 0, failed: 1, skipped: 0 };
  const skipped = report.data.testResults.flatMap(({ assertionResults }) =>
    assertionResults.filter(({ status }) => status === "skipped" || status === "pending"),
  );
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
    console.error(`No report at ${path}: ${messageOf(cause)}`);
    return null;
  }
}

await check();
