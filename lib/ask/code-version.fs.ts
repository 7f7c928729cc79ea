import { execFileSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { z } from "zod";

/** Which code runs: the commit of a checkout, with a plus where files were changed since, else the version of the package. */
export function codeVersion(): string {
  const git = (...args: readonly string[]) => execFileSync("git", args, { encoding: "utf8", stdio: ["ignore", "pipe", "ignore"] }).trim();
  try {
    return `${git("rev-parse", "--short=12", "HEAD")}${git("status", "--porcelain", "--untracked-files=no") === "" ? "" : "+"}`;
  } catch (cause) {
    // An unpacked archive has no history, and a small machine no git.
    if (!(cause instanceof Error)) throw cause;
    return z.object({ version: z.string() }).parse(JSON.parse(readFileSync("package.json", "utf8"))).version;
  }
}
