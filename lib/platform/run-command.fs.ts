import { existsSync } from "node:fs";

const FILE_PROBLEMS: Readonly<Record<string, string>> = {
  ENOENT: "There is no such file or folder",
  ENOTDIR: "A file stands where a folder should",
  EISDIR: "This is a folder, not a file",
  EACCES: "This user may not read or write here",
  EROFS: "Nothing can be written here",
  ENOSPC: "The disk is full",
};

/** What was thrown, in a line; of a file what is wrong with it and where it lies. */
function problemOf(cause: unknown): unknown {
  if (!(cause instanceof Error)) return cause;
  const { code = "", path }: NodeJS.ErrnoException = cause;
  const problem = Object.hasOwn(FILE_PROBLEMS, code) ? FILE_PROBLEMS[code] : undefined;
  return problem === undefined ? cause.message : `${problem}${path === undefined ? "" : `: ${path}`}.`;
}

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
      console.error(problemOf(cause));
      process.exit(1);
    },
  );
}
