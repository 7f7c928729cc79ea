import { z } from "zod";
import { countOf, formatNumber, formatRate } from "@/lib/answers/format";
import type { AlertFigure, AlertRule } from "@/lib/alerts/rules";

const count = z.coerce.number();
/** Counts of one span of time, as the database gives them; times in ms, confidence 0..1. */
export const Watched = z.object({
  questions: count,
  finished: count,
  success: count,
  failed: count,
  timed: count,
  meanMs: count.nullable(),
  confident: count,
  meanConfidence: count.nullable(),
  up: count,
  down: count,
});
export type Watched = z.infer<typeof Watched>;

/**
 * How a rule stands: `few` means that too little was counted to say. `finding` is a sentence, `query` the filter of the Insights page that
 * shows the rows.
 */
export type RuleCheck = { readonly state: "broken" | "within" | "few"; readonly finding: string; readonly query: string };

type Measured = {
  readonly value: number | null;
  /** what the figure is counted over; null where it is a count itself */ readonly over: number | null;
  readonly says: string;
  readonly detail: string;
};

/** How a rule stands now. @param lastWeek the same span a week ago */
export function checkRule(rule: AlertRule, now: Watched, lastWeek: Watched): RuleCheck {
  const { figure, limit, hours, atLeast } = rule;
  const { value, over, says, detail } = measure(figure, now);
  const before = measure(figure, lastWeek).value ?? 0;
  const span = ` in the last ${hours === 1 ? "hour" : `${hours} hours`}${filterText(rule)}`;
  const sentence = (end: string) => `${says}${span}${detail}${end}.`;
  const query = queryOf(rule);
  if (value === null) return { state: "few", finding: `Nothing was counted${span}.`, query };
  switch (limit.kind) {
    case "timesLastWeek": {
      const enough = (over ?? value) >= atLeast && (over !== null || value - before >= atLeast);
      return {
        state: enough && value > limit.value * before ? "broken" : "within",
        finding: sentence(`, ${shown(figure, before)} at the same time last week`),
        query,
      };
    }
    case "below":
    case "above": {
      if (over !== null && over < atLeast) return { state: "few", finding: sentence(`; at least ${atLeast} are needed to say`), query };
      const isBroken = limit.kind === "below" ? value < limit.value : value > limit.value && value >= (over === null ? atLeast : 0);
      const against = limit.kind === "below" ? (isBroken ? "under" : "not under") : isBroken ? "over" : "not over";
      return { state: isBroken ? "broken" : "within", finding: sentence(`, ${against} ${shown(figure, limit.value)}`), query };
    }
    default:
      return limit.kind satisfies never;
  }
}

function measure(
  figure: AlertFigure,
  { questions, finished, success, failed, timed, meanMs, confident, meanConfidence, up, down }: Watched,
): Measured {
  const share = (name: string, part: number, whole: number, what = ""): Measured => ({
    value: whole === 0 ? null : part / whole,
    over: whole,
    says: `${name} is ${shown(figure, whole === 0 ? 0 : part / whole)}`,
    detail: ` (${part}${what} of ${whole})`,
  });
  const count = (value: number, says: string): Measured => ({ value, over: null, says, detail: "" });
  switch (figure) {
    case "success":
      return share("Success", success, finished);
    case "satisfaction":
      return share("Satisfaction", up, up + down, " good");
    case "failureRate":
      return share("The share of failures", failed, finished);
    case "confidence":
      return {
        value: meanConfidence,
        over: confident,
        says: `Mean confidence is ${shown(figure, meanConfidence ?? 0)}`,
        detail: ` (${countOf(confident, "answer")})`,
      };
    case "responseMs":
      return { value: meanMs, over: timed, says: `Answers take ${shown(figure, meanMs ?? 0)} on average`, detail: "" };
    case "questions":
      return count(questions, `${countOf(questions, "question")} ${questions === 1 ? "was" : "were"} asked`);
    case "failures":
      return count(failed, `${countOf(failed, "answer")} failed`);
    case "thumbsDown":
      return count(down, `${countOf(down, "answer")} ${down === 1 ? "was" : "were"} rated down`);
    default:
      return figure satisfies never;
  }
}

function shown(figure: AlertFigure, value: number): string {
  switch (figure) {
    case "success":
    case "satisfaction":
    case "failureRate":
    case "confidence":
      return formatRate(value, 1);
    case "responseMs":
      return `${formatNumber(value / 1000, 1)} s`;
    case "questions":
    case "failures":
    case "thumbsDown":
      return formatNumber(value, 0);
    default:
      return figure satisfies never;
  }
}

function filterText({ filter }: AlertRule): string {
  const parts = Object.entries(filter).map(([key, value]) => `${key} ${value}`);
  return parts.length === 0 ? "" : ` for ${parts.join(", ")}`;
}

const ROWS: Readonly<Partial<Record<AlertFigure, readonly [string, string]>>> = {
  success: ["outcome", "unsuccessful"],
  failureRate: ["outcome", "failed"],
  failures: ["outcome", "failed"],
  satisfaction: ["rating", "down"],
  thumbsDown: ["rating", "down"],
};
const WEEK_HOURS = 168;

function queryOf({ figure, hours, filter }: AlertRule): string {
  const rows = ROWS[figure];
  const entries = [
    ["period", hours <= WEEK_HOURS ? "7d" : "30d"],
    ...Object.entries(filter).map(([key, value]) => [key, String(value)]),
    ...(rows ? [[...rows]] : []),
  ];
  return new URLSearchParams(entries).toString();
}
