import { fork, type ChildProcess } from "node:child_process";
import { existsSync } from "node:fs";
import { createRequire } from "node:module";
import path from "node:path";
import { pathToFileURL } from "node:url";
import { workerEnvironment } from "@/lib/platform/worker-environment";

/** A new database process; it says `ready` when it can be asked. */
export function forkWorker(): ChildProcess {
  const root = projectRoot();
  const loader = createRequire(path.join(/* turbopackIgnore: true */ root, "package.json")).resolve("tsx");
  return fork(path.join(/* turbopackIgnore: true */ root, "lib/query/worker.ts"), [], {
    cwd: root,
    execArgv: ["--import", pathToFileURL(loader).href, "--max-old-space-size=512"],
    env: workerEnvironment(),
    serialization: "advanced",
    stdio: ["ignore", "ignore", "pipe", "ipc"],
  });
}

/** The folder that holds the sources: the working directory, or where this file lies when it is not bundled. */
function projectRoot(): string {
  // A bundler may leave no folder here.
  const here: string | undefined = import.meta.dirname;
  const folders = [process.cwd(), ...(here === undefined ? [] : [path.resolve(/* turbopackIgnore: true */ here, "../..")])];
  const found = folders.find((folder) => existsSync(path.join(/* turbopackIgnore: true */ folder, "lib/query/worker.ts")));
  if (found === undefined) throw new Error(`lib/query/worker.ts is in none of ${folders.join(", ")}; start from the project's folder.`);
  return found;
}
