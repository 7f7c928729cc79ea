import { spawn, type ChildProcess } from "node:child_process";
import { cpSync, mkdirSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { migrate } from "@/lib/platform/migrate.sqlite";

export type RunningApp = {
  readonly url: string;
  readonly databaseUrl: string;
  readonly dir: string;
  readonly process: ChildProcess;
  stop(): Promise<void>;
};

/** A folder of its own with the demo data and an empty, migrated app database. */
export function makeHome(): { readonly dir: string; readonly databaseUrl: string } {
  const dir = mkdtempSync(join(tmpdir(), "tellback-"));
  mkdirSync(join(dir, "data"));
  for (const name of ["shop.sqlite", "bank.sqlite", "bank.glossary.json"]) cpSync(join("data", name), join(dir, "data", name));
  const databaseUrl = `file:${join(dir, "data", "tellback.sqlite")}`;
  migrate(databaseUrl, "prisma/migrations");
  return { dir, databaseUrl };
}

/** Starts the production build on a loopback port and waits until it can be asked. */
export async function startApp(port: number, env: Readonly<Record<string, string>> = {}): Promise<RunningApp> {
  const { dir, databaseUrl } = makeHome();
  const child = spawn(process.execPath, ["--import", "tsx", "lib/platform/serve.ts", "start"], {
    stdio: ["ignore", "ignore", "inherit"],
    env: { ...process.env, PORT: String(port), DATABASE_URL: databaseUrl, TELLBACK_DATA_DIR: join(dir, "data"), ...env },
  });
  const url = `http://localhost:${port}`;
  await waitForHealth(url, child);
  return { url, databaseUrl, dir, process: child, stop: () => stopApp(child, dir) };
}

async function waitForHealth(url: string, child: ChildProcess): Promise<void> {
  for (let attempt = 0; attempt < 300; attempt += 1) {
    if (child.exitCode !== null) throw new Error(`The app ended with ${child.exitCode} before it could be asked.`);
    const healthy = await fetch(`${url}/api/health`).then(
      (response) => response.ok,
      () => false,
    );
    if (healthy) return;
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
  throw new Error(`The app did not answer at ${url} within 30 s.`);
}

async function stopApp(child: ChildProcess, dir: string): Promise<void> {
  const ended = new Promise((resolve) => child.once("exit", resolve));
  child.kill("SIGTERM");
  await ended;
  rmSync(dir, { recursive: true, force: true });
}
