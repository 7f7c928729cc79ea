import { describe, expect, it } from "vitest";
import { queryOfKey } from "@/lib/learning/memory/reading-key";

describe("queryOfKey", () => {
  it.each([
    [
      "is the query without its values",
      JSON.stringify(["SELECT \"a\" FROM t\nWHERE b = 'x' AND c > 5", [], "more"]),
      'select "a" from t where b = ? and c > ?',
    ],
    [
      "is the same for other values",
      JSON.stringify(["SELECT \"a\" FROM t\nWHERE b = 'yy' AND c > 17"]),
      'select "a" from t where b = ? and c > ?',
    ],
    ["is nothing for a text that is no key, so that one stored otherwise breaks no question", "customers of [x]", null],
    ["is nothing for a list of something else", "[1]", null],
  ])("%s", (_what, key, query) => {
    expect(queryOfKey(key)).toBe(query);
  });
});
