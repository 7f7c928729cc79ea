import { formatRate } from "@/lib/answers/format";
import { failureAdvice } from "@/lib/metrics/failure-kinds";
import type { FailureKind, QueryReport } from "@/lib/metrics/query-report";

const GOOD_SUCCESS = 0.9;
const SLOW_SECONDS = 10;
const WORTH_SAYING = 0.03;
const GOOD_SATISFACTION = 0.7;
const FEWEST_RATED = 20;
/** Examples from which fine-tuning can start, and from which it is likely to help. */
const FIRST_EXAMPLES = 100;
const GOOD_EXAMPLES = 500;

/** What to do next, most pressing first, each with the figures it follows from. */
export function adviceFor(report: QueryReport): readonly string[] {
  if (report.finished === 0) return ["Nothing was asked yet. Ask in the chat, or run npm run collect for 500 test questions."];
  const advice = [
    ...aboutSuccess(report),
    ...report.failures.filter(({ share }) => share >= WORTH_SAYING).map(aboutFailure),
    ...aboutSpeed(report),
    ...aboutConfidence(report),
    ...aboutFeedback(report),
  ];
  return advice.length > 0 ? advice : ["Nothing stands out: success, speed and confidence are within their limits."];
}

/** Whether there is enough to fine-tune a model with, and what is missing. */
export function readinessOf({ trainable, trainableInTests }: QueryReport): string {
  const tests = trainableInTests > 0 ? ` Test runs hold ${trainableInTests} more, which the export leaves out unless told otherwise.` : "";
  if (trainable < FIRST_EXAMPLES)
    return `Not ready: ${trainable} usable examples, ${FIRST_EXAMPLES - trainable} short of ${FIRST_EXAMPLES}.${tests}`;
  if (trainable < GOOD_EXAMPLES)
    return `Enough to try: ${trainable} usable examples; ${GOOD_EXAMPLES - trainable} more make ${GOOD_EXAMPLES}, from which a gain is likely.${tests}`;
  return `Ready: ${trainable} usable examples, at least ${GOOD_EXAMPLES}.${tests}`;
}

function aboutSuccess({ successRate, successes, finished }: QueryReport): readonly string[] {
  if (successRate === null || successRate >= GOOD_SUCCESS) return [];
  return [
    `Success is ${formatRate(successRate, 1)} (${successes} of ${finished}), under ${formatRate(GOOD_SUCCESS, 1)}. The kinds of failure below say where to start.`,
  ];
}

function aboutFailure({ outcome, code, count, share, examples }: FailureKind): string {
  const example = examples[0] === undefined ? "" : `, for example “${examples[0]}”`;
  return `${count} questions (${formatRate(share, 1)}) were ${outcome} as ${code}${example}. ${failureAdvice(code)}`;
}

function aboutSpeed({ averageSeconds, p95Seconds }: QueryReport): readonly string[] {
  if (averageSeconds === null || averageSeconds <= SLOW_SECONDS) return [];
  return [
    `The average answer takes ${averageSeconds.toFixed(1)} s, over ${SLOW_SECONDS} s${p95Seconds === null ? "" : `, and one in twenty over ${p95Seconds.toFixed(1)} s`}: look at the slowest questions first.`,
  ];
}

function aboutConfidence({ lowConfidence: { count, threshold }, finished }: QueryReport): readonly string[] {
  const share = count / finished;
  return share < 0.1 ? [] : [`${count} answers (${formatRate(share, 1)}) have a confidence under ${threshold}: review them, lowest first.`];
}

function aboutFeedback({ rated, up, finished }: QueryReport): readonly string[] {
  if (rated < FEWEST_RATED)
    return [
      `${rated === 0 ? "None" : `Only ${rated}`} of ${finished} answers ${rated === 1 ? "is" : "are"} rated: ask people for thumbs, so that what is wrong can be told from what is right.`,
    ];
  const satisfaction = up / rated;
  return satisfaction >= GOOD_SATISFACTION
    ? []
    : [
        `${formatRate(satisfaction, 1)} of ${rated} rated answers are rated up, under ${formatRate(GOOD_SATISFACTION, 1)}: start with those that are rated down.`,
      ];
}
