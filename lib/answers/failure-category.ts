export const FAILURE_CATEGORIES = [
  "connection",
  "http",
  "timeout",
  "database",
  "authentication",
  "validation",
  "script",
  "messaging",
  "resource",
  "other",
] as const;
/** What kind of trouble a failing log line tells of. */
export type FailureCategory = (typeof FAILURE_CATEGORIES)[number];
