import { TEST_RUN } from "@/lib/interactions/test-run";

/** The module tags of questions that a program asked, over MCP and over `POST /api/ask` where it gives none of its own. */
export const MCP = "mcp";
export const API = "api";

/**
 * Whether a turn brings its conversation into the history: a person asked it on the page, where no module is given, or a test run did,
 * which has a title of its own.
 */
export function isListed(module: string | null | undefined): boolean {
  return module === null || module === undefined || module === TEST_RUN;
}

/** Rows that a program gets in one reply; the CSV export has all of them. */
export const REPLY_ROWS = 200;
