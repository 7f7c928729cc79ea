import { existsSync } from "node:fs";

/**
 * Runs a command of the terminal under the settings of `.env`. What it throws is told in one line.
 * @param main gets the arguments; it may give the exit status, which ends the process at once
 */
export function runCommand(main: (args: readonly string[]) => Promise<number | void>): void {
  if (existsSync(".env")) process.loadEnvFile(".env");
  main(process.argv.slice(2)).then(
    (status) => {
      if (status !== undefined) process.exit(status);
    },
    (cause: unknown) => {
      console.error(cause instanceof Error ? cause.message : cause);
      process.exit(1);
    },
  );
}
