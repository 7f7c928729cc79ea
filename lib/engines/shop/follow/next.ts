import type { ShopCall } from "@/lib/engines/shop/calls/calls";
import { referentsOf, THINGS, type ReadRows } from "@/lib/engines/shop/follow/antecedent";
import { callOf, follow, isRanking } from "@/lib/engines/shop/follow/change";
import type { Draft } from "@/lib/engines/shop/draft";
import type { Filter } from "@/lib/engines/shop/calls/filters";
import type { BuildContext } from "@/lib/engines/shop/queries/built";

const LEAD = "(?:(?:no|ok(?:ay)?|but|and|well|actually|so|hmm|sorry|wait|then|now|please)[, ]+)*";
const POINTED = "that one|this one|the first one|the first|the top one|that|this|it|he|she|they|those";
const REAL = "(?:real|actual|true|genuine|proper|person|customer|client|buyer|human|people|shopper|product)s?";
const OUR_OWN = "(?:account|login|till|counter|staff|test|dummy|internal|employee|us|ourselves)s?";
const FILL = `(?: (?:only|just|really|actually|a|an|any|our|the|my|own|for|name|${REAL}|${OUR_OWN}))*`;
const AFTER = "(?: (?:one|person|customer|account|login|order|entry|name|client|buyer))*";
const IS_NONE = `(?:(?:is|are|was|were|'s|’s)(?: not| no|n't|n’t)${FILL} (?:${REAL}|${OUR_OWN})|(?:is|are|was|were|'s|’s)${FILL} ${OUR_OWN})${AFTER}`;
const NOT_COUNTED = "(?:does not|doesn't|doesn’t|do not|don't|don’t|should not|shouldn't|shouldn’t) count";
const DROP =
  "(?:leave|take|keep|filter) (?:it|that|this|him|her|them|that one) out|(?:ignore|skip|exclude|remove|drop) (?:it|that|this|him|her|them|that one)|without (?:it|that|him|her|them|that one)";
const WHO = "(?:(?:who|which|what)(?:'s|’s| is| was| are| were| comes?| came| would be| has| had)?|the|give me|show me|show)";
const BEHIND = "(?:(?:comes?|came|is|was|right|just|directly) )*(?:after|behind|following|below)";
const NEXT = `(?:the )?(?:next|second|2nd|runner[- ]up|number two|real|actual|first real|first actual)(?: (?:best|biggest|most|highest|one|person|customer|client|buyer|product|place))*(?: (?:in line|then|on the list))?`;
const ASKS = `${LEAD}(?:${DROP}|(?:${WHO} )?(?:${NEXT}(?: ${BEHIND} (?<behind>.+?))?|${BEHIND}(?: (?<after>.+?))?|then)(?: then)?)`;
/** "X is not a real person, who comes after that", "ignore X, who is next". */
const CORRECTED = new RegExp(
  `^${LEAD}(?:(?<is>.+?) ?(?:${IS_NONE}|${NOT_COUNTED})|(?:ignore|skip|exclude|leave out|forget(?: about)?|not counting|without) (?<drop>.+?))(?:(?:\\s*[,.;:!–—-]+\\s*|\\s+(?=and |so ))${ASKS.replaceAll(/\?<\w+>/g, "?:")})?\\s*[?.!]*$`,
  "iu",
);
/** "that one is discontinued, what is next": whatever is said of it, the next one is asked for. */
const DISMISSED = new RegExp(
  `^${LEAD}(?<is>.+?) ?(?:is|are|was|were|has|have|had|does|did|'s|’s)\\b[^,.;!]*[,.;!–—-]+\\s*${ASKS.replaceAll(/\?<\w+>/g, "?:")}\\s*[?.!]*$`,
  "iu",
);
const ASKED = new RegExp(`^${ASKS}\\s*[?.!]*$`, "iu");

/**
 * Reads "who comes next?" after a ranking, and "X is no real customer, who comes after that": the ranking without what it showed, or without
 * the one that is named.
 * @returns null where the turn asks for neither, or names something that was not shown
 */
export async function readNext(text: string, previous: ShopCall, context: BuildContext, read: ReadRows): Promise<Draft | null> {
  const corrected = CORRECTED.exec(text.trim()) ?? DISMISSED.exec(text.trim());
  const asked = corrected ? null : ASKED.exec(text.trim());
  if ((!corrected && !asked) || !("limit" in previous.args) || previous.args.limit === null || !isRanking(previous)) return null;
  const subject = corrected?.groups?.["is"] ?? corrected?.groups?.["drop"] ?? asked?.groups?.["behind"] ?? asked?.groups?.["after"] ?? "it";
  const shown = await referentsOf(previous, THINGS, context, read);
  const isPointed = new RegExp(`^(?:${POINTED}|him|her|them)$`, "iu").test(subject.trim());
  // "it" of several could be any of them; the next ones are behind them all.
  if (isPointed && corrected && shown.length !== 1) return null;
  const place = shown.findIndex(({ name }) => name.toLowerCase() === subject.trim().toLowerCase());
  if (!isPointed && place === -1) return null;
  // Who comes behind one of several comes behind those before it too.
  const out = isPointed ? shown : shown.slice(corrected ? place : 0, place + 1);
  const filter = withoutThem(
    out.flatMap((one) => (one.filter ? [one.filter] : [])),
    previous,
  );
  if (filter === null) return null;
  const others = previous.args.filters.filter(({ field, op }) => !(field === filter.field && op === "not"));
  const made = follow(previous.tool, { ...previous.args, filters: [...others, filter], ...(corrected ? {} : { limit: 1 }) }, 0.85);
  return callOf(made) === null ? null : made;
}

/** Things as one condition that leaves them out, with those that were left out before. */
function withoutThem(out: readonly Filter[], { args: { filters } }: ShopCall): Filter | null {
  const [first] = out;
  if (first === undefined) return null;
  const all = [...filters.filter(({ field, op }) => field === first.field && op === "not"), ...out];
  const names = all.map(({ label }) => label.replace(/^not /, ""));
  return { ...first, op: "not", values: [...new Set(all.flatMap(({ values }) => values))], label: `not ${names.join(", ")}` };
}
