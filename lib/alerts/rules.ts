import { z } from "zod";
import { FILTER_SCHEMA } from "@/lib/metrics/filter";

const MUTED_HOURS = "must be more than 0 hours and at most 720";

/** For how many hours rules are muted. */
export const MuteHours = z.number(MUTED_HOURS).positive(MUTED_HOURS).max(720, MUTED_HOURS);

const FIGURES = ["success", "satisfaction", "failureRate", "confidence", "responseMs", "questions", "failures", "thumbsDown"] as const;
export type AlertFigure = (typeof FIGURES)[number];

const RULE_FILTER = FILTER_SCHEMA.pick({ engine: true, approach: true, source: true, shop: true, role: true, module: true }).strict();
const number = (sentence: string) => z.number(sentence).min(0, sentence);

/** One rule of an operator's file. Exactly one of `below`, `above` and `timesLastWeek` says when it is broken. */
const RuleInput = z.strictObject({
  name: z
    .string("must be a text")
    .trim()
    .min(1, "must not be empty")
    .max(60, "has at most 60 characters")
    .refine((name) => name !== "*", "must be a name"),
  figure: z.enum(FIGURES, `must be ${FIGURES.join(", ")}`),
  below: number("must be a number from 0").optional(),
  above: number("must be a number from 0").optional(),
  timesLastWeek: z.number("must be a number above 0").positive("must be a number above 0").optional(),
  hours: z.number("must be 1 to 720").int("must be a whole number").min(1, "must be 1 to 720").max(720, "must be 1 to 720").default(24),
  atLeast: z.number("must be a whole number").int("must be a whole number").min(0, "must be 0 or more").optional(),
  filter: RULE_FILTER.default({}),
});

export type AlertLimit = { readonly kind: "below" | "above" | "timesLastWeek"; readonly value: number };
/**
 * When somebody is to be told. `atLeast` is the least number that the figure is counted over, so that one bad answer at night wakes nobody.
 */
export type AlertRule = {
  readonly name: string;
  readonly figure: AlertFigure;
  readonly limit: AlertLimit;
  readonly hours: number;
  readonly atLeast: number;
  readonly filter: z.infer<typeof RULE_FILTER>;
};

const SHARES: readonly AlertFigure[] = ["success", "satisfaction", "failureRate", "confidence"];
const LEAST: Readonly<Record<AlertFigure, number>> = {
  success: 20,
  satisfaction: 10,
  failureRate: 20,
  confidence: 20,
  responseMs: 20,
  questions: 0,
  failures: 10,
  thumbsDown: 0,
};

/** A rule as an operator writes it, checked: a share is 0 to 1, and there is one limit. */
export const AlertRuleInput = RuleInput.transform((rule, context): AlertRule => {
  const { name, figure, hours, atLeast, filter } = rule;
  const limits = (["below", "above", "timesLastWeek"] as const).flatMap((kind): AlertLimit[] =>
    rule[kind] === undefined ? [] : [{ kind, value: rule[kind] }],
  );
  const [limit] = limits;
  if (limit === undefined || limits.length > 1)
    context.addIssue({ code: "custom", message: "needs exactly one of below, above and timesLastWeek" });
  else if (limit.kind !== "timesLastWeek" && SHARES.includes(figure) && limit.value > 1)
    context.addIssue({ code: "custom", message: `${limit.kind} is a share from 0 to 1 for ${figure}` });
  return { name, figure, limit: limit ?? { kind: "above", value: 0 }, hours, atLeast: atLeast ?? LEAST[figure], filter };
});

export type Thresholds = { readonly success: number; readonly satisfaction: number; readonly responseMs: number };

/** The rules that hold without any file, over the last 24 hours. */
export function defaultRules({ success, satisfaction, responseMs }: Thresholds): readonly AlertRule[] {
  const rule = (name: string, figure: AlertFigure, kind: AlertLimit["kind"], value: number): AlertRule => ({
    name,
    figure,
    limit: { kind, value },
    hours: 24,
    atLeast: LEAST[figure],
    filter: {},
  });
  return [
    rule("success", "success", "below", success),
    rule("response-time", "responseMs", "above", responseMs),
    rule("satisfaction", "satisfaction", "below", satisfaction),
    rule("failures-rising", "failures", "timesLastWeek", 2),
  ];
}

/** The default rules and an operator's own; an own rule with the name of a default one stands in its place. */
export function withOwnRules(defaults: readonly AlertRule[], own: readonly AlertRule[]): readonly AlertRule[] {
  return [...defaults.filter(({ name }) => !own.some((rule) => rule.name === name)), ...own];
}
