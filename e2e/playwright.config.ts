import { existsSync } from "node:fs";
import { defineConfig } from "@playwright/test";

const installed = ["/usr/bin/chromium", "/usr/bin/chromium-browser", "/usr/bin/google-chrome"].find((path) => existsSync(path));

/** Whole journeys in a real browser against the production build: an installed Chromium, else Playwright's own. */
export default defineConfig({
  testDir: ".",
  outputDir: "../test-results/e2e",
  timeout: 60_000,
  // Each has a server of its own.
  workers: 2,
  expect: { timeout: 10_000 },
  // A machine that others load now and then costs a test its seconds; what passes only the second time is reported as flaky.
  retries: process.env["CI"] ? 1 : 0,
  reporter: [["list"], ["json", { outputFile: "../test-results/e2e.json" }]],
  use: {
    trace: "retain-on-failure",
    launchOptions: {
      ...(installed ? { executablePath: installed } : {}),
      args: ["--no-sandbox", "--disable-gpu", "--disable-background-networking"],
    },
  },
});
