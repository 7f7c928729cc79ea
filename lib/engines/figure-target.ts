import type { EngineName, PlanBase, PlanError, Question } from "@/lib/engines/engine";
import { findNumbers } from "@/lib/language/numbers";
import { tokenise } from "@/lib/language/words";
import { ok, type Result } from "@/lib/platform/result";

/** What a figure is held against: more than 100 in "did we sell more than 100 sarees". `said` is the number as it was written. */
export type Target = { readonly op: "over" | "under" | "at_least" | "at_most"; readonly value: number; readonly said: string };

const BOUNDS: readonly (readonly [Target["op"], RegExp])[] = [
  ["at_most", /\b(?:at most|(?:no|not) (?:more|higher|bigger) than|up to|a maximum of)\s+/iu],
  ["at_least", /\b(?:at least|(?:no|not) (?:less|fewer|lower) than|a minimum of|reach(?:ed)?|hit)\s+/iu],
  ["under", /\b(?:(?:less|fewer|lower|smaller) than|under|below|(?:fall|drop|go|stay) (?:below|under))\s+/iu],
  [
    "over",
    /\b(?:(?:more|higher|greater|bigger|larger|better) than|(?:go|stay|climb|rise) (?:over|above|past)|over|above|beyond|exceed(?:ed)?|pass(?:ed)?|top(?:ped)?|beat)\s+/iu,
  ],
];
const CURRENCY = /^\s*(?:taka|tk\.?|bdt|৳|euros?|eur|dollars?|usd|pounds?|gbp|rupees?|inr)(?![\p{L}\p{N}])/iu;

const WHEN_OR_WHERE =
  /^(?:$|(?:in|on|at|from|for|with|last|this|these|the|so far|today|yesterday|during|since|between|before|after|each|per)\b)/iu;

const WE = "(?:we|i|you|they|the shop|my shop|our shop)(?: (?:already|ever|even|actually|manage to|get to))*";
const THERE = /^(?:are|were|is|was|have|has|had)(?: there)(?: been)?$/iu;
const SOLD = new RegExp(`^(?:did|do|have|had) ${WE} (?:sell|sold|ship|shipped|move|moved)$`, "iu");
const DONE = new RegExp(`^(?:did|have|had) ${WE} (\\p{L}+(?: (?:off|out|in|up|down|back|away))?)$`, "iu");
const MADE = new RegExp(`^(?:did|do|have|had) ${WE} (?:make|made|earn|earned|turn over|turned over|take in|bring in|gross)$`, "iu");
const HAD = new RegExp(`^(?:did|do|have|had) ${WE}(?: (?:have|had|got|get|receive|received|take|taken|see|seen))?$`, "iu");
const DID = /^(?:did|do|have|has|had)$/iu;
const FIGURE = /^(?:is|are|was|were|has been|have been) (?:the |our |my )?(?!there\b|any\b|we\b|i\b|it\b|this\b|that\b|they\b)(\p{L}.*)$/iu;
/** "did sales reach", "did revenue go over": the verb is part of what holds it against the number. */
const REACHED = /^(?:did|do|does|has|have|had|will) (?:the |our |my )?(?!we\b|i\b|it\b|they\b)(\p{L}.*)$/iu;
const IS_VERB = /^(?:reach|hit|exceed|pass|top|beat|fall|drop|go|stay|climb|rise)/iu;
/** What is bounded is each of them. */
const OF_EACH = /\b(?:who|whose|that|which|where|with)\b/iu;

/** "was that": the figure of the question before. */
const BEFORE = /^(?:is|was|are|were) (?:that|it|this|these|those|they)$/iu;

/**
 * A question whether a figure reaches a number, as the questions after the figure alone that it may come to, the likeliest first, or the
 * question before.
 * @returns null where it is another kind of question: "orders over 5000" bounds each order
 */
export function targetIn(text: string): { readonly asked: readonly string[] | "before"; readonly target: Target } | null {
  for (const [op, pattern] of BOUNDS) {
    const found = pattern.exec(text);
    if (found === null) continue;
    const from = found.index + found[0].length;
    const tokens = tokenise(text.slice(from));
    const [number] = findNumbers(tokens);
    const last = tokens[(number?.end ?? 0) - 1];
    if (number?.start !== 0 || number.percent || last === undefined) continue;
    const tail = text.slice(from + last.end);
    const rest = tail.replace(CURRENCY, "");
    const asked = askedOf(
      text
        .slice(0, found.index)
        .replace(/^(?:(?:and|so|but|hey|hi|ok|well|please),? )+/iu, "")
        .trim(),
      rest.replace(/[?.!\s]+$/u, "").trim(),
      { isMoney: rest.length < tail.length, isVerb: IS_VERB.test(found[0]) },
    );
    if (asked.length === 0) continue;
    const said = text.slice(from, from + last.end).trim();
    return { asked, target: { op, value: number.value, said } };
  }
  return null;
}

function askedOf(before: string, after: string, { isMoney, isVerb }: { isMoney: boolean; isVerb: boolean }): readonly string[] | "before" {
  if (BEFORE.test(before) && after === "") return "before";
  if (SOLD.test(before))
    return isMoney ? [`revenue ${after}`] : [`how many ${after} did we sell`, `how many ${after}`, `how much did we sell ${after}`];
  if (MADE.test(before)) return [`how much ${after}`, ...(WHEN_OR_WHERE.test(after) ? [`revenue ${after}`] : [])];
  const [, figure] = (isVerb ? REACHED : FIGURE).exec(before) ?? [];
  if (THERE.test(before) || HAD.test(before) || DID.test(before)) return isMoney || after === "" ? [] : [`how many ${after}`];
  const [, done] = DONE.exec(before) ?? [];
  if (done !== undefined) return isMoney || after === "" ? [] : [`how many ${after} did we ${done}`];
  return figure === undefined || OF_EACH.test(figure) ? [] : [`${figure} ${after}`.trim()];
}

/**
 * "did we sell more than 100 sarees last month?": the plan of the figure, and what it is held against.
 * @param text the question in the words of its engine
 * @param read plans a question by itself
 * @param isFigure whether a plan comes to one number
 * @returns null where nothing is held against a number, or what is asked about is no single figure
 */
export async function readTarget<Plan extends PlanBase>(
  question: Question,
  text: string,
  engine: EngineName,
  read: (question: Question) => Promise<Result<Plan, PlanError>>,
  isFigure: (plan: Plan) => boolean,
): Promise<Result<Plan & { readonly target: Target }, PlanError> | null> {
  const found = targetIn(text);
  if (found === null) return null;
  const [last, ...earlier] = question.previous;
  const before =
    last?.engine === engine && last.source === question.source ? [{ ...question, text: last.question, previous: earlier }] : [];
  const parts = found.asked === "before" ? before : found.asked.map((asked) => ({ ...question, text: asked }));
  for (const part of parts) {
    const planned = await read(part);
    if (planned.ok && isFigure(planned.value)) return ok({ ...planned.value, question: question.text, target: found.target });
  }
  return null;
}

/** "Yes, over 100. "; empty where the figure is not there. @param figure the only number of the result */
export function verdictOf({ op, value, said }: Target, figure: number | null): string {
  if (figure === null) return "";
  const holds: Readonly<Record<Target["op"], boolean>> = {
    over: figure > value,
    under: figure < value,
    at_least: figure >= value,
    at_most: figure <= value,
  };
  const words = `${op.replace("_", " ")} ${said}`;
  return holds[op] ? `Yes, ${words}. ` : `No, not ${words}. `;
}
