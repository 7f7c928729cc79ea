import { spawn } from "node:child_process";
import { existsSync } from "node:fs";
import { parseEnv } from "@/lib/platform/env";

/** Starts Next with the checked settings: `serve.ts start` for the build, `serve.ts dev` for development. */
function serve(mode: string): void {
  if (existsSync(".env")) process.loadEnvFile(".env");
  const env = parseEnv(process.env);
  if (!env.ok) {
    console.error(env.error);
    process.exitCode = 1;
    return;
  }
  const { HOST, PORT } = env.value;
  const next = spawn(process.execPath, ["node_modules/next/dist/bin/next", mode, "-H", HOST, "-p", String(PORT)], { stdio: "inherit", env: { ...process.env, HOST, PORT: String(PORT), NEXT_TELEMETRY_DISABLED: "1" } });
  for (const signal of ["SIGINT", "SIGTERM"] as const) process.on(signal, () => next.kill(signal));
  next.on("exit", (code, signal) => process.exit(code ?? (signal === null ? 0 : 1)));
}

serve(process.argv[2] === "dev" ? "dev" : "start");
