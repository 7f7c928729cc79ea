import { err, ok, type Result } from "@/lib/platform/result";
import type { PlanError, Question } from "@/lib/engines/engine";
import { parseCall, type ShopCall } from "@/lib/engines/shop/calls/calls";
import { askForRest, clarified, nothingNamed, refused, unknownWords } from "@/lib/engines/shop/checks/clarify";
import { readColumns, withColumns } from "@/lib/engines/shop/calls/columns";
import { readingsOf } from "@/lib/engines/shop/compose";
import { filtersOf, isFigure } from "@/lib/engines/shop/calls/call-contents";
import { askOneAtATime } from "@/lib/engines/shop/checks/one-at-a-time";
import { leftOut } from "@/lib/engines/shop/checks/coverage";
import type { ComposeContext, Draft, Problem } from "@/lib/engines/shop/draft";
import type { ReadRows } from "@/lib/engines/shop/follow/antecedent";
import { startedAnew, takenOver } from "@/lib/engines/shop/follow/kept";
import { readFollowUp } from "@/lib/engines/shop/follow/follow-up";
import { leavesOpenWhose, takingOver, withUnanswered } from "@/lib/engines/shop/follow/unanswered";
import { completedBy } from "@/lib/engines/shop/follow/completed";
import { readNext } from "@/lib/engines/shop/follow/next";
import { variantIn, type VariantTurn } from "@/lib/engines/shop/follow/variant";
import { type Frame } from "@/lib/engines/shop/said/frame";
import { personLeft, pointsAtNothing, whoIsMeant } from "@/lib/engines/shop/checks/dangling";
import { leadsTo, nestedIn } from "@/lib/engines/shop/nested";
import { CONTINUES } from "@/lib/engines/shop/because";
import { readPartOf } from "@/lib/engines/shop/part-of";
import { readTarget } from "@/lib/engines/figure-target";
import { nameFilters, withContact, type PeopleLookup } from "@/lib/engines/shop/checks/people";
import { plainText } from "@/lib/engines/shop/rephrase/plain-text";
import { plannedBefore, storedPlan } from "@/lib/engines/shop/calls/stored-plan";
import { withoutCircumstance } from "@/lib/engines/shop/rephrase/asides";
import { readQuestion, type Tag } from "@/lib/engines/shop/said/reading";
import { repairSpelling } from "@/lib/engines/shop/said/spelling";
import { spokenError } from "@/lib/engines/shop/wording/spoken";
import type { MeasureName } from "@/lib/engines/shop/measures";
import { rephrase, rephraseAlone, rephraseFollowUp } from "@/lib/engines/shop/rephrase/rephrase";
import { inOrder, writeOut } from "@/lib/engines/shop/rephrase/shorthand";
import { asRunning } from "@/lib/engines/shop/rules/running";
import { readingsNear } from "@/lib/engines/shop/checks/nearest";
import { movesTo, withLimit } from "@/lib/engines/shop/follow/turn";
import type { ShopInfo, ShopPlan } from "@/lib/engines/shop/calls/shop-plan";
import { refusedTopic } from "@/lib/engines/shop/checks/topics";
import { phraseLemmas } from "@/lib/engines/shop/said/tokens";
import { detectLanguage, toEnglish, type Language } from "@/lib/language/translate";
import type { Vocabulary } from "@/lib/engines/shop/said/vocabulary";
import type { DateWindow } from "@/lib/language/date-window";
import { frameOf } from "@/lib/engines/shop/said/read-frame";

export type PlanContext = PeopleLookup & {
  readonly shop: ShopInfo;
  readonly shops: readonly ShopInfo[];
  readonly vocabulary: Vocabulary;
  readonly readRows: ReadRows;
};

/** Friday and Saturday, the weekend of the demo shops. */
export const DEFAULT_WEEKEND: readonly number[] = [5, 6];

/**
 * Understands a question as one tool call, or says what is missing, not recorded or not allowed.
 * The shop is the one given, never one that the words name.
 */
export async function planShopQuestion(question: Question, context: PlanContext): Promise<Result<ShopPlan, PlanError>> {
  const language = detectLanguage(question.text, storedPlan(question, context.shop.id)?.language);
  const read = (part: Question): Promise<Result<ShopPlan, PlanError>> => readPlan(part, context, language);
  const ofParts = async (): Promise<Result<ShopPlan, PlanError> | null> =>
    (await readTarget(question, inOrder(writeOut(question.text.normalize("NFKC").trim())), "shop", read, ({ call }) => isFigure(call))) ??
    (await readPartOf(question, context.shop.weekendDays ?? DEFAULT_WEEKEND, read)) ??
    (await readNested(question, context));
  const planned =
    (await readCompleted(question, context, language)) ?? (language === "en" ? await ofParts() : null) ?? (await read(question));
  return planned.ok ? planned : err(spokenError(planned.error, language));
}

/** "products" after "top 5 last month" was asked back about: the two together, where they are read whole. */
async function readCompleted(question: Question, context: PlanContext, language: Language): Promise<Result<ShopPlan, PlanError> | null> {
  const [last] = question.previous;
  if (last?.engine !== "shop" || last.plan !== null) return null;
  for (const text of completedBy(last.question, question.text)) {
    const planned = await readPlan({ ...question, text, previous: question.previous.slice(1) }, context, language);
    if (planned.ok)
      return ok({
        ...planned.value,
        question: question.text,
        notes: [`Read with the question before as “${text}”.`, ...planned.value.notes],
      });
  }
  return null;
}

/** "what did our best customer buy": first who that is, then what is asked of that one. */
async function readNested(question: Question, context: PlanContext): Promise<Result<ShopPlan, PlanError> | null> {
  const nested = nestedIn(inOrder(writeOut(question.text.normalize("NFKC").trim())));
  const lead = nested === null ? null : await readPlan({ ...question, text: nested.lead, previous: [] }, context, "en");
  if (nested === null || !lead?.ok || !leadsTo(lead.value.call, nested)) return null;
  const plan = lead.value;
  const previous = [{ question: nested.lead, engine: "shop" as const, source: question.source, plan, uploadId: null }];
  const about = await readPlan({ ...question, text: nested.about, previous }, context, "en");
  if (!about.ok) return about;
  const { because, notes } = about.value;
  if (because[0] !== CONTINUES) return null;
  return ok({
    ...about.value,
    question: question.text,
    because: [...plan.because, ...because.slice(1)],
    notes: [`“${nested.lead}” was looked up first.`, ...notes.filter((note) => !/the (?:question|one) before/.test(note))],
  });
}

async function readPlan(question: Question, context: PlanContext, language: Language): Promise<Result<ShopPlan, PlanError>> {
  const { shop, vocabulary } = context;
  const previous = storedPlan(question, shop.id)?.call ?? null;
  const reader: ComposeContext = { now: question.now, weekendDays: shop.weekendDays ?? DEFAULT_WEEKEND, vocabulary, language };
  const english = writeOut(toEnglish(question.text.normalize("NFKC").trim(), language));
  // What a lexicon of another language leaves is no misspelt English word.
  const spelt = language === "en" ? repairSpelling(english, vocabulary, reader) : { text: english, corrections: [] };
  const { text: asRows, columns } = readColumns(inOrder(spelt.text));
  const whole = withoutCircumstance(asRows, (clause, rest) => standsApart(clause, rest, reader));
  const written = previous ? rephrase(whole) : rephraseAlone(whole);
  const next = previous
    ? await readNext(
        asRows,
        previous,
        { now: reader.now, weekendDays: reader.weekendDays, firstOrder: vocabulary.firstOrder },
        context.readRows,
      )
    : null;
  if (next !== null && previous) {
    const pointed = frameOf(readQuestion("", vocabulary, reader), asRows);
    return finish(next, pointed, question, context, reader, { previous, continues: true }, columns);
  }
  const stated = previous
    ? rephraseFollowUp(written, heldBy(previous, plannedBefore(question.previous)[0]?.question ?? ""), aboutOf(previous))
    : written;
  const variant = previous ? variantIn(stated, previous, vocabulary.products) : null;
  if (variant !== null && "options" in variant) return err(whichVariant(stated, variant));
  const text = variant?.text ?? stated;
  if (!/[\p{L}\p{N}]/u.test(text)) return err(nothingNamed());
  const others = context.shops.filter(({ id }) => id !== shop.id).map(({ id, name, slug }) => ({ id, name, slug: slug ?? name }));
  const refusalOf = (asked: string): ReturnType<typeof refusedTopic> =>
    refusedTopic(asked, shop, others, (words) => phraseLemmas(words).every((word) => vocabulary.words.has(word)));
  const topic = refusalOf(text);
  if (topic) return err(refused({ ...topic }));
  const named = await withContact(text, context);
  if (!named.ok) return named;
  const plain = plainText(named.value, shop, reader.weekendDays);
  const asked = frameOf(readQuestion(plain, vocabulary, reader), plain, spelt.corrections);
  const read = previous ? withLimit(asked) : asked;
  if (read.unknown.length > 0)
    return err(
      unknownWords(
        read,
        readingsNear(text, read, reader, (question) => refusalOf(question) === null),
      ),
    );
  const people = await nameFilters(read, context, language === "en" ? plain : question.text, language);
  if (!people.ok) return people;
  const frame: Frame = { ...read, filters: [...read.filters, ...people.value] };
  const continued = previous
    ? await readFollowUp(frame, previous, storedPlan(question, shop.id, 1)?.call ?? null, reader, context.readRows)
    : null;
  if (continued !== null && "problem" in continued) return err(problemError(continued, frame));
  if (continued !== null && previous) {
    const { draft, frame: settled } = continued;
    return finish(asRunning(draft, settled), settled, question, context, reader, { previous, continues: true }, columns);
  }
  const leaning = language === "en" ? leanOnUnanswered(frame, question, context, reader, columns) : null;
  if (leaning !== null) return leaning;
  const dangling = pointsAtNothing(frame);
  if (dangling !== null) return err(dangling);
  const before = previous && { previous, continues: false };
  let first: Result<ShopPlan, PlanError> | null = null;
  // A reading that leaves a part of the question out gives way to the next one that leaves out none.
  for (const reading of readingsOf(frame, reader)) {
    if ("problem" in reading) return first ?? err(problemError(reading, frame));
    const planned = finish(reading, frame, question, context, reader, before, columns);
    if (planned.ok) return planned;
    first ??= planned;
    if (OWN.some((mode) => frame.modes.has(mode))) break;
  }
  return first ?? err(askForRest(frame));
}

/** "ok then how many orders" after a question that could not be answered: with the period, or the thing, that it named. */
function leanOnUnanswered(
  frame: Frame,
  question: Question,
  context: PlanContext,
  reader: ComposeContext,
  columns: readonly string[],
): Result<ShopPlan, PlanError> | null {
  const [last] = question.previous;
  if (last?.engine !== "shop" || last.plan !== null) return null;
  const text = plainText(rephraseAlone(writeOut(last.question)), context.shop, reader.weekendDays);
  const asked = frameOf(readQuestion(text, context.vocabulary, reader), text);
  // "total spent?" after a name that several bear: of that one, not of all.
  if (asked.persons.length > 0 && leavesOpenWhose(frame)) return err(whoIsMeant(frame));
  for (const whole of withUnanswered(frame, asked)) {
    for (const reading of readingsOf(whole, reader)) {
      if ("problem" in reading) break;
      const planned = finish(takingOver(reading, whole, frame), whole, question, context, reader, null, columns);
      if (planned.ok) return planned;
    }
  }
  return null;
}

/** What only one reader understands: another would answer something else. */
const OWN = ["together", "unsold", "why"] as const;

/** What a turn may lean on: what the call before was about. */
function aboutOf(previous: ShopCall): Parameters<typeof rephraseFollowUp>[2] {
  return {
    isOnDays: "window" in previous.args && (previous.args.window?.weekdays ?? null) !== null,
    isOfRevenue: "measure" in previous.args && previous.args.measure === "revenue",
    isOfStockValue: "measure" in previous.args && previous.args.measure.startsWith("stock_value"),
    isOfThings: previous.args.filters.some(({ field, op }) => (field === "product" || field === "category") && op === "is"),
    isOfRefunds: isOfRefunds(previous),
    isOfCoupon: previous.args.filters.some(({ field, op }) => field === "coupon" && op === "is"),
    isOfProduct: previous.args.filters.some(({ field, op, values }) => field === "product" && op === "is" && values.length === 1),
    window: "window" in previous.args ? previous.args.window : null,
    amount: "measure" in previous.args ? (AMOUNTS[previous.args.measure] ?? null) : null,
  };
}

/** A share of refunds, which tells no reasons. */
function isOfRefunds(call: ShopCall): boolean {
  return (
    call.tool === "calculate_share" && call.args.filters.length === 0 && call.args.part.some(({ values }) => values.includes("refunded"))
  );
}

/** What the answer before was about, in words: as it was asked, and what it kept from further back. */
function heldBy(call: ShopCall, asked: string): string {
  const window = "window" in call.args ? call.args.window : null;
  return [asked, ...call.args.filters.map(({ label }) => label), ...(window ? [window.label] : [])].join(", ");
}

/** The call before, and whether the question was read as a change to it. */
type Before = { readonly previous: ShopCall; readonly continues: boolean };

const AMOUNTS: Partial<Record<MeasureName, string>> = {
  order_count: "revenue",
  orders_containing: "revenue",
  refund_count: "refunded amount",
  units_sold: "sales",
};

/** So few words may have been meant as a change. */
const SHORT = 5;

function finish(
  reading: Draft,
  frame: Frame,
  question: Question,
  { shop, vocabulary }: PlanContext,
  context: ComposeContext,
  before: Before | null,
  columns: readonly string[],
): Result<ShopPlan, PlanError> {
  const { weekendDays, language } = context;
  const { call: made, problem } = parseCall(reading.tool, reading.args);
  if (made === null && before !== null)
    return err(
      clarified({
        code: "ambiguous",
        message: "I cannot carry that over from the answer before. Ask it with its names and dates.",
        intent: "follow_up",
        because: frame.because,
      }),
    );
  if (made === null) throw new TypeError(`The plan for ${JSON.stringify(question.text)} is not valid: ${problem}`);
  const { call, missing: unshown } = withColumns(made, columns, { now: question.now, weekendDays, firstOrder: vocabulary.firstOrder });
  const missing = [
    ...leftOut(before?.continues === true && movesTo(frame.text) !== null ? { ...frame, groups: [] } : frame, call),
    ...unshown,
    ...personLeft(frame, filtersOf(call)),
  ];
  if (missing.length > 0) {
    return err(askOneAtATime(question.text, missing, reading.intent, frame, context));
  }
  return ok({
    intent: reading.intent,
    tool: call.tool,
    arguments: call.args,
    confidence: Math.max(0.3, Number((reading.confidence - 0.08 * frame.corrections.length).toFixed(2))),
    because: before?.continues === true ? [CONTINUES, ...frame.because] : frame.because,
    shop: { id: shop.id, name: shop.name, currency: shop.currency },
    call,
    question: question.text,
    language,
    now: question.now,
    weekendDays,
    notes: [
      ...frame.corrections.map(({ wrote, read }) => `“${wrote}” was read as “${read}”.`),
      ...reading.notes,
      ...(before === null
        ? []
        : before.continues
          ? takenOver(call, before.previous)
          : frame.tokens.length <= SHORT
            ? startedAnew(call, before.previous)
            : []),
    ],
    firstOrder: vocabulary.firstOrder,
    lastOrder: vocabulary.lastOrder,
  });
}

/**
 * Whether a clause tells nothing of the shop (no name, value or figure, and no period that has begun), and the rest names what it asks for.
 */
function standsApart(clause: string, rest: string, reader: ComposeContext): boolean {
  const tagsOf = (text: string): readonly Tag[] => readQuestion(text, reader.vocabulary, reader).tags;
  const isAhead = ({ label, from }: DateWindow): boolean =>
    /^[A-Z]\w+day$/.test(label) || (from !== null && from > reader.now.slice(0, 10));
  return (
    tagsOf(clause).every(
      ({ meaning }) =>
        ["filler", "unknown", "noun", "mode"].includes(meaning.kind) || (meaning.kind === "window" && isAhead(meaning.window)),
    ) &&
    tagsOf(rest).some(
      ({ meaning }) =>
        ["noun", "measure", "stock", "customers"].includes(meaning.kind) ||
        (meaning.kind === "mode" && ["sell", "buy", "spend"].includes(meaning.mode)),
    )
  );
}

/** "the green one" of a product that comes in two greens. */
function whichVariant(text: string, { words, options }: Extract<VariantTurn, { options: unknown }>): PlanError {
  return clarified({
    code: "ambiguous",
    message: `${options.length} products could be meant by “${words}”. Which one?`,
    options: options.slice(0, 5).map(({ name }) => ({ label: name, question: text.replace(words, name) })),
    intent: "follow_up",
  });
}

function problemError({ problem, message, options }: Problem, frame: Frame): PlanError {
  const part = { code: problem, message, options, because: frame.because };
  return problem === "not-recorded" ? refused({ ...part, intent: "not_recorded" }) : clarified({ ...part, intent: "ambiguous" });
}
