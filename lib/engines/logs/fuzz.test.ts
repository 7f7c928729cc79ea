import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { checkInput, FUZZ_SEEDS, fuzzLogs } from "@/lib/engines/logs/fuzz";

const cut = fc.record({
  seed: fc.constantFrom(...FUZZ_SEEDS),
  at: fc.nat(300),
  length: fc.nat(40),
  insert: fc.oneof(
    fc.string({ maxLength: 30 }),
    fc.string({ unit: "binary", maxLength: 10 }),
    fc.constantFrom('"', "{", "[[[[", "|", "\u0000", "\u001b[", "\r", "\n\n", "%5B", "\\"),
  ),
  times: fc.integer({ min: 1, max: 4 }),
});

function check(bytes: Uint8Array): void {
  expect(checkInput(bytes)).toBeNull();
}

// `npm run logs -- fuzz 10000` makes more of them and measures their time and memory.
describe("any input", () => {
  it("ends with a sound report for mutated logs", () => {
    fc.assert(
      fc.property(cut, ({ seed, at, length, insert, times }) => {
        const text = seed.repeat(times);
        const from = at % text.length;
        check(new TextEncoder().encode(text.slice(0, from) + insert + text.slice(from + length)));
      }),
      { numRuns: 300, seed: 7 },
    );
  }, 60_000);

  it("ends with a sound report for random bytes", () => {
    fc.assert(fc.property(fc.uint8Array({ maxLength: 600 }), check), { numRuns: 150, seed: 11 });
  }, 60_000);

  it("ends with sound reports for the inputs of the command", () => {
    let tick = 0;
    expect(fuzzLogs(60, 3, () => (tick += 1))).toMatchObject({ inputs: 60 });
  }, 60_000);

  it.each([
    ["one long word", "x".repeat(300_000)],
    ["open brackets", "[".repeat(100_000)],
    ["quotes", '"'.repeat(100_000)],
    ["pipes", "|".repeat(100_000)],
    ["equal signs", "a=".repeat(60_000)],
    ["digits and blanks", "1 ".repeat(100_000)],
    ["colons", "a:".repeat(60_000)],
    ["dots", "a.".repeat(60_000)],
    ["slashes", "/a".repeat(60_000)],
    ["at signs", "a@".repeat(60_000)],
    ["blanks", " ".repeat(150_000)],
    ["a header and blanks", `2026-06-02 09:14:21 ERROR [w] a.B : x failed ${" ".repeat(150_000)}y`],
    ["a failing line of brackets", `2026-06-02 09:14:21 ERROR [w] a.B : failed ${"(normal".repeat(20_000)}`],
    ["nested JSON", `${'{"a":'.repeat(3_000)}1${"}".repeat(3_000)}`],
    ["dashes", "- ".repeat(80_000)],
    ["error words", "error ".repeat(30_000)],
    ["client words", `2026-06-02 09:14:21 ERROR [w] a.B : ${"client ".repeat(20_000)}`],
  ])("comes to an end with %s", (_name, line) => check(new TextEncoder().encode(`${line}\n${line}\n`)), 30_000);
});
