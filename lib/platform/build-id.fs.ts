import { existsSync, readFileSync } from "node:fs";
import { remember } from "@/lib/platform/remember";

const BUILD_ID = ".next/BUILD_ID";

/** Which build this process serves; it stays the same when another one is made beside it. "none" in development. */
export function buildId(): string {
  return remember("build-id", () => (existsSync(BUILD_ID) ? readFileSync(BUILD_ID, "utf8").trim() : "none"));
}
