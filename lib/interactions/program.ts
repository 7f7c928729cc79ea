/** The module tag of questions that a program asked over MCP; their conversations stay out of the list of a person's own. */
export const PROGRAM = "mcp";

/** Rows that a program gets in one reply; the CSV export has all of them. */
export const REPLY_ROWS = 200;
