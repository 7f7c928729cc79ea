import { spawn } from "node:child_process";
import { watchFile } from "node:fs";
import { createServer } from "node:net";
import { requireEnv } from "@/lib/platform/env";
import { runCommand } from "@/lib/platform/run-command.fs";

/** How long Next may take to end once it was asked to, in milliseconds: it waits for every open answer, however long that stays open. */
const GRACE_MS = 5000;

/** Written when a build is done. */
const BUILT = ".next/tellback-build";

/**
 * Starts Next with checked settings, or says in one line what is wrong with them: `serve.ts start` for the build, `serve.ts dev` for
 * development. When another build is made meanwhile, that one is started.
 */
async function serve(mode: string): Promise<void> {
  const { HOST, PORT, LOG_LEVEL } = requireEnv();
  await requireFree(HOST, PORT);
  console.log(`Tellback: http://${HOST === "127.0.0.1" ? "localhost" : HOST}:${PORT} (Ctrl+C stops it)`);
  const start = () =>
    spawn(process.execPath, ["node_modules/next/dist/bin/next", mode, "-H", HOST, "-p", String(PORT)], {
      stdio: "inherit",
      env: { ...process.env, HOST, PORT: String(PORT), LOG_LEVEL, NEXT_TELEMETRY_DISABLED: "1" },
    });
  const next = { process: start(), again: false };
  const end = (signal: NodeJS.Signals) => {
    const ending = next.process;
    ending.kill(signal);
    setTimeout(() => ending.kill("SIGKILL"), GRACE_MS).unref();
  };
  const follow = () =>
    next.process.on("exit", (code, signal) => {
      if (!next.again) process.exit(code ?? (signal === null ? 0 : 1));
      Object.assign(next, { process: start(), again: false });
      follow();
    });
  follow();
  for (const signal of ["SIGINT", "SIGTERM"] as const)
    process.on(signal, () => {
      next.again = false;
      end(signal);
    });
  // A build made under a running server takes away the scripts that its pages ask for.
  if (mode === "start")
    watchFile(BUILT, { interval: 1000 }, (now, before) => {
      if (now.mtimeMs === 0 || now.mtimeMs === before.mtimeMs) return;
      console.log("A new build is there: starting it.");
      next.again = true;
      end("SIGTERM");
    });
}

const PROBLEMS: Readonly<Record<string, string>> = {
  EADDRINUSE: "another program listens there already; end it or choose another PORT",
  EACCES: "this user may not listen there; choose a PORT from 1024 up",
  EADDRNOTAVAIL: "this machine has no such address; correct HOST",
  ENOTFOUND: "there is no host of that name; correct HOST",
};

/** Listens for a moment where Next is going to. @throws Error that says why that cannot be */
function requireFree(host: string, port: number): Promise<void> {
  return new Promise((resolve, reject) => {
    const probe = createServer();
    probe.once("error", (cause: NodeJS.ErrnoException) =>
      reject(new Error(`HOST=${host} and PORT=${port} cannot be used: ${PROBLEMS[cause.code ?? ""] ?? cause.message}.`, { cause })),
    );
    probe.listen(port, host.replace(/^\[|\]$/g, ""), () => probe.close(() => resolve()));
  });
}

runCommand(async ([mode]) => serve(mode === "dev" ? "dev" : "start"));
