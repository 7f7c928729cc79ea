import { spawn } from "node:child_process";
import { join } from "node:path";
import { makeHome } from "@/e2e/start-app";
import { makeZoo } from "@/e2e/zoo";

/** The production server of the journeys: a fresh app database, the demo data and one SQLite file of the operator's own. */
const { dir, databaseUrl } = makeHome();
const zoo = join(dir, "zoo.sqlite");
makeZoo(zoo);
const server = spawn(process.execPath, ["--import", "tsx", "lib/platform/serve.ts", "start"], {
  stdio: "inherit",
  env: { ...process.env, DATABASE_URL: databaseUrl, TELLBACK_DATA_DIR: join(dir, "data"), TELLBACK_SQLITE: zoo, TELLBACK_MAX_UPLOAD_MB: "12", TELLBACK_QUERY_TIMEOUT_MS: "4000" },
});
for (const signal of ["SIGINT", "SIGTERM"] as const) process.on(signal, () => server.kill(signal));
server.on("exit", (code) => process.exit(code ?? 0));
