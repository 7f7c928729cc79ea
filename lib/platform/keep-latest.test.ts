import { expect, it } from "vitest";
import { keepLatest } from "@/lib/platform/keep-latest";

it("keeps what was asked for last", () => {
  const latest = new Map<string, number>();
  for (const [key, value] of Object.entries({ a: 1, b: 2 })) expect(keepLatest(latest, key, value, 2)).toBe(value);
  keepLatest(latest, "a", 1, 2);
  keepLatest(latest, "c", 3, 2);
  expect([...latest]).toEqual([
    ["a", 1],
    ["c", 3],
  ]);
});
