import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, describe, expect, it } from "vitest";
import { checkRule, type Watched } from "@/lib/alerts/check-rule";
import { loadAlertRules } from "@/lib/alerts/own-rules.fs";
import { AlertRuleInput, MuteHours, defaultRules, withOwnRules } from "@/lib/alerts/rules";

const dir = mkdtempSync(join(tmpdir(), "tellback-rules-"));
const path = join(dir, "rules.json");
afterAll(() => rmSync(dir, { recursive: true, force: true }));

const NOTHING: Watched = {
  questions: 0,
  finished: 0,
  success: 0,
  failed: 0,
  timed: 0,
  meanMs: null,
  confident: 0,
  meanConfidence: null,
  up: 0,
  down: 0,
};
const check = (rule: object, now: Partial<Watched>, lastWeek: Partial<Watched> = {}) =>
  checkRule(AlertRuleInput.parse({ name: "own", ...rule }), { ...NOTHING, ...now }, { ...NOTHING, ...lastWeek });

describe("checkRule", () => {
  it.each([
    [
      "a share under its limit",
      { figure: "success", below: 0.8, filter: { engine: "text2sql", source: "bank" } },
      { finished: 40, success: 30 },
      {},
      "broken",
      "Success is 75 % in the last 24 hours for engine text2sql, source bank (30 of 40), under 80 %.",
    ],
    [
      "a share on its limit",
      { figure: "success", below: 0.75 },
      { finished: 40, success: 30 },
      {},
      "within",
      "Success is 75 % in the last 24 hours (30 of 40), not under 75 %.",
    ],
    [
      "a share beside a limit close to all",
      { figure: "success", below: 0.995 },
      { finished: 1000, success: 996 },
      {},
      "within",
      "Success is 99.6 % in the last 24 hours (996 of 1000), not under 99.5 %.",
    ],
    [
      "a share over too few",
      { figure: "success", below: 0.8 },
      { finished: 19, success: 0 },
      {},
      "few",
      "Success is 0 % in the last 24 hours (0 of 19); at least 20 are needed to say.",
    ],
    [
      "as few as the rule allows",
      { figure: "satisfaction", below: 0.5, atLeast: 1, hours: 1 },
      { up: 0, down: 1 },
      {},
      "broken",
      "Satisfaction is 0 % in the last hour (0 good of 1), under 50 %.",
    ],
    ["nothing to take a share of", { figure: "satisfaction", below: 0.5 }, {}, {}, "few", "Nothing was counted in the last 24 hours."],
    [
      "slow answers",
      { figure: "responseMs", above: 2000, hours: 6 },
      { timed: 25, meanMs: 2500 },
      {},
      "broken",
      "Answers take 2.5 s on average in the last 6 hours, over 2 s.",
    ],
    [
      "unsure answers",
      { figure: "confidence", below: 0.6 },
      { confident: 30, meanConfidence: 0.55 },
      {},
      "broken",
      "Mean confidence is 55 % in the last 24 hours (30 answers), under 60 %.",
    ],
    ["silence", { figure: "questions", below: 1, hours: 48 }, {}, {}, "broken", "0 questions were asked in the last 48 hours, under 1."],
    [
      "a count over its limit",
      { figure: "thumbsDown", above: 3 },
      { down: 4 },
      {},
      "broken",
      "4 answers were rated down in the last 24 hours, over 3.",
    ],
    [
      "a count that is too small to matter",
      { figure: "failures", above: 3 },
      { failed: 9 },
      {},
      "within",
      "9 answers failed in the last 24 hours, not over 3.",
    ],
    [
      "more than twice as many as last week",
      { figure: "failures", timesLastWeek: 2 },
      { failed: 25 },
      { failed: 12 },
      "broken",
      "25 answers failed in the last 24 hours, 12 at the same time last week.",
    ],
    [
      "exactly twice as many",
      { figure: "failures", timesLastWeek: 2 },
      { failed: 24 },
      { failed: 12 },
      "within",
      "24 answers failed in the last 24 hours, 12 at the same time last week.",
    ],
    [
      "a rise of a few",
      { figure: "failures", timesLastWeek: 2 },
      { failed: 11 },
      { failed: 2 },
      "within",
      "11 answers failed in the last 24 hours, 2 at the same time last week.",
    ],
    [
      "slower than last week",
      { figure: "responseMs", timesLastWeek: 1.5 },
      { timed: 30, meanMs: 1000 },
      { timed: 30, meanMs: 400 },
      "broken",
      "Answers take 1 s on average in the last 24 hours, 0.4 s at the same time last week.",
    ],
  ] as const)("tells %s", (_name, rule, now, lastWeek, state, finding) => {
    expect(check(rule, now, lastWeek)).toMatchObject({ state, finding });
  });

  it("leads to the rows behind it", () => {
    expect(check({ figure: "failures", above: 3, filter: { shop: 13 } }, {}).query).toBe("period=7d&shop=13&outcome=failed");
    expect(check({ figure: "success", below: 0.9 }, {}).query).toBe("period=7d&outcome=unsuccessful");
    expect(check({ figure: "responseMs", above: 3, hours: 200 }, {}).query).toBe("period=30d");
  });
});

it("are muted for a month at most", () => {
  expect([0.5, 720].every((hours) => MuteHours.safeParse(hours).success)).toBe(true);
  expect([0, -1, 721, 1e9, 1e13, Number.NaN].some((hours) => MuteHours.safeParse(hours).success)).toBe(false);
});

describe("an operator's own rules", () => {
  const load = (value: unknown) => {
    writeFileSync(path, typeof value === "string" ? value : JSON.stringify(value));
    return loadAlertRules(path);
  };

  it("are read with sensible defaults, and stand in place of a default rule of the same name", () => {
    const own = load([
      { name: "success", figure: "success", below: 0.5 },
      { name: "quiet", figure: "questions", below: 1, hours: 72 },
    ]);
    expect(own).toEqual([
      { name: "success", figure: "success", limit: { kind: "below", value: 0.5 }, hours: 24, atLeast: 20, filter: {} },
      { name: "quiet", figure: "questions", limit: { kind: "below", value: 1 }, hours: 72, atLeast: 0, filter: {} },
    ]);
    expect(withOwnRules(defaultRules({ success: 0.9, satisfaction: 0.7, responseMs: 1 }), own).map(({ name }) => name)).toEqual([
      "response-time",
      "satisfaction",
      "failures-rising",
      "success",
      "quiet",
    ]);
    expect(loadAlertRules(undefined)).toEqual([]);
  });

  it.each([
    ["{", /cannot be read: /],
    ["no\nlist", /^[^\n]*cannot be read: [^\n]*$/],
    [{}, /TELLBACK_ALERT_RULES=.*rules\.json must hold a list of rules/],
    [[{ figure: "success", below: 0.5 }], /^TELLBACK_ALERT_RULES=.*rule 1: name must be a text/],
    [[{ name: "a", figure: "speed", above: 1 }], /rule 1: figure must be success, satisfaction/],
    [[{ name: "a", figure: "success" }], /rule 1: needs exactly one of below, above and timesLastWeek/],
    [[{ name: "a", figure: "success", below: 0.5, above: 0.4 }], /needs exactly one/],
    [[{ name: "a", figure: "success", below: 80 }], /below is a share from 0 to 1 for success/],
    [[{ name: "a", figure: "success", below: 0.5, hours: 0 }], /hours must be 1 to 720/],
    [[{ name: "a", figure: "success", below: 0.5, filter: { engine: "oracle" } }], /filter\.engine must be shop, text2sql, logs/],
    [[{ name: "a", figure: "success", below: 0.5, filter: { city: "x" } }], /rule 1: filter .*city/],
    [
      [
        { name: "a", figure: "success", below: 0.5 },
        { name: "a", figure: "questions", below: 1 },
      ],
      /two rules named “a”/,
    ],
  ])("say of %j in one line what is wrong", (value, message) => {
    expect(() => load(value)).toThrow(message);
  });

  it("name a file that is not there", () => {
    expect(() => loadAlertRules(join(dir, "none.json"))).toThrow(/TELLBACK_ALERT_RULES=.*none\.json cannot be read/);
  });
});
