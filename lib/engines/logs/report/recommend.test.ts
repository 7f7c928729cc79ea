import { describe, expect, it } from "vitest";
import { createAnalyzer } from "@/lib/engines/logs/analyze";
import { readRules, SHIPPED_RULES, type RecommendationRule } from "@/lib/engines/logs/report/recommendation-rules";

function advise(line: string, rules?: readonly RecommendationRule[]) {
  const analyzer = createAnalyzer({ fileName: "x.log", uploadId: null, now: "2026-11-21T12:00:00", rules });
  analyzer.push(new TextEncoder().encode(`2026-06-02 09:14:21 ERROR [w] app.Till : ${line}`));
  return analyzer.finish(0).report.recommendations;
}

describe("recommendations", () => {
  it.each([
    ["Connection refused (till.example/10.0.0.1:8443)", /till\.example:8443.*refused/],
    ["insert into basket_row failed: duplicate key value", /basket_row/],
    ["no space left on device", /disk space/i],
    ["Status Code: 503 from https://ship.example/v2/book", /ship\.example.*503/],
    ["TypeError: Cannot read properties of undefined", /TypeError/],
  ])("names the evidence of %s", (line, advice) => {
    const [first] = advise(line);
    expect(first?.text).toMatch(advice);
    expect(first?.lines).toEqual([1]);
  });

  it("tries an operator's rules first, with the facts of the lines", () => {
    const rules = readRules(
      '[{"category":"connection","words":"till\\\\.example","text":"Call the till people on 12, {target} is theirs.","fallback":"Call the till people."}]',
    );
    if (!rules.ok) throw new Error(rules.error);
    expect(advise("Connection refused (till.example/10.0.0.1:8443)", rules.value)[0]?.text).toBe(
      "Call the till people on 12, till.example:8443 is theirs.",
    );
    expect(advise("no space left on device", rules.value)[0]?.text).toMatch(/disk space/i);
  });

  it.each([
    ["{", /not JSON/],
    ["no\nlist", /^is not JSON: [^\n]*$/],
    ["{}", /^must hold a list of rules$/],
    ['[{"category":"weather","text":"x","fallback":"y"}]', /rule 1: category/],
    [
      '[{"category":"http","text":"x","fallback":"y"},{"category":"http","words":"(","text":"x","fallback":"y"}]',
      /rule 2: words is no regular expression/,
    ],
    ['[{"category":"http","text":"x","fallback":"y","when":"now"}]', /rule 1/],
  ])("says what is wrong in the rule file %s", (text, problem) => {
    expect(readRules(text)).toMatchObject({ ok: false, error: expect.stringMatching(problem) });
  });

  it("has advice for every category", () => {
    expect(new Set(SHIPPED_RULES.map(({ category }) => category)).size).toBe(10);
  });
});
