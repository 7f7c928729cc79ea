/** The module tag of questions that a program asked over MCP; their conversations stay out of the list of a person's own. */
export const PROGRAM = "mcp";
