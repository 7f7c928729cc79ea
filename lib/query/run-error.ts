import type { RunError } from "@/lib/query/runner";

/** Why a query gave no rows, as one or two sentences to the person who asked; times in seconds. */
export function runErrorText(error: RunError): string {
  switch (error.code) {
    case "timeout":
      return `The query was stopped after ${error.limitMs / 1000} s. Ask for a shorter period or fewer groups.`;
    case "cancelled":
      return "The query was stopped.";
    case "unavailable":
    case "invalid-sql":
    case "refused":
      return error.message;
    default:
      return error satisfies never;
  }
}
