import { existsSync } from "node:fs";
import { delimiter, join } from "node:path";

/** The `mlflow` command: MLFLOW_BIN, else the project's own virtual environment, else the first on PATH; null where there is none. */
export function findMlflow(env: Readonly<Record<string, string | undefined>>): string | null {
  const names = process.platform === "win32" ? ["mlflow.exe", "mlflow"] : ["mlflow"];
  const folders = [join(".mlflow", "venv", process.platform === "win32" ? "Scripts" : "bin"), ...(env["PATH"] ?? "").split(delimiter)];
  const found = folders.flatMap((folder) => names.map((name) => join(folder, name))).find((path) => existsSync(path));
  return env["MLFLOW_BIN"] ?? found ?? null;
}
