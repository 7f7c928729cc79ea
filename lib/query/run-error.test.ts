import { expect, it } from "vitest";
import { runErrorText } from "@/lib/query/run-error";
import type { RunError } from "@/lib/query/runner";

it.each<[RunError, string]>([
  [{ code: "timeout", limitMs: 10_000 }, "The query was stopped after 10 s. Ask for a shorter period or fewer groups."],
  [{ code: "timeout", limitMs: 700 }, "The query was stopped after 0.7 s. Ask for a shorter period or fewer groups."],
  [{ code: "cancelled" }, "The query was stopped."],
  [{ code: "unavailable", message: "The database file does not exist." }, "The database file does not exist."],
])("says of %j in words of people: %s", (error, text) => {
  expect(runErrorText(error)).toBe(text);
});
