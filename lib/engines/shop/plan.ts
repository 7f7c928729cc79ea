import { z } from "zod";
import { err, ok, type Result } from "@/lib/platform/result";
import type { PlanError, Question } from "@/lib/engines/engine";
import { CallSchema, parseCall, type ShopCall } from "@/lib/engines/shop/calls";
import { askForRest, clarified, refused, unknownWords } from "@/lib/engines/shop/clarify";
import { readColumns, withColumns } from "@/lib/engines/shop/columns";
import { readingsOf } from "@/lib/engines/shop/compose";
import { grainOf, leftOut } from "@/lib/engines/shop/coverage";
import { asOptions, type ComposeContext, type Draft, type Problem } from "@/lib/engines/shop/draft";
import type { Filter } from "@/lib/engines/shop/filters";
import type { ReadRows } from "@/lib/engines/shop/follow/antecedent";
import { startedAnew, takenOver } from "@/lib/engines/shop/follow/kept";
import { readFollowUp } from "@/lib/engines/shop/follow/follow-up";
import { readNext } from "@/lib/engines/shop/follow/next";
import { variantIn, type VariantTurn } from "@/lib/engines/shop/follow/variant";
import { frameOf, type Frame } from "@/lib/engines/shop/frame";
import { withoutCircumstance } from "@/lib/engines/shop/asides";
import { readQuestion, type Tag } from "@/lib/engines/shop/reading";
import { spokenError } from "@/lib/engines/shop/wording/spoken";
import type { MeasureName } from "@/lib/engines/shop/measures";
import { rephrase, rephraseFollowUp } from "@/lib/engines/shop/rephrase";
import { writeOut } from "@/lib/engines/shop/shorthand";
import { asRunning } from "@/lib/engines/shop/rules/running";
import { readingsNear } from "@/lib/engines/shop/nearest";
import { movesTo, withLimit } from "@/lib/engines/shop/follow/turn";
import type { ShopInfo, ShopPlan } from "@/lib/engines/shop/shop-plan";
import { refusedTopic } from "@/lib/engines/shop/topics";
import { numberOf, phraseLemmas } from "@/lib/engines/shop/tokens";
import { detectLanguage, toEnglish, type Language } from "@/lib/language/translate";
import type { DateWindow } from "@/lib/language/windows";
import type { FoundCustomer, Vocabulary } from "@/lib/engines/shop/vocabulary";

const StoredPlan = z.object({ shop: z.object({ id: z.number() }), call: CallSchema, language: z.enum(["en", "bn", "es"]).default("en") });

export type PlanContext = {
  readonly shop: ShopInfo;
  readonly shops: readonly ShopInfo[];
  readonly vocabulary: Vocabulary;
  readonly findCustomers: (first: string | null, last: string | null) => Promise<readonly FoundCustomer[]>;
  readonly findByContact: (contact: string) => Promise<readonly FoundCustomer[]>;
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
  const planned = await readPlan(question, context, language);
  return planned.ok ? planned : err(spokenError(planned.error, language));
}

async function readPlan(question: Question, context: PlanContext, language: Language): Promise<Result<ShopPlan, PlanError>> {
  const { shop, vocabulary } = context;
  const previous = storedPlan(question, shop.id)?.call ?? null;
  const { text: asRows, columns } = readColumns(writeOut(toEnglish(question.text.normalize("NFKC").trim(), language)));
  const reader: ComposeContext = { now: question.now, weekendDays: shop.weekendDays ?? DEFAULT_WEEKEND, vocabulary, language };
  const written = rephrase(withoutCircumstance(asRows, (clause, rest) => standsApart(clause, rest, reader)));
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
    ? rephraseFollowUp(written, question.previous[0]?.question ?? "", {
        isOnDays: "window" in previous.args && (previous.args.window?.weekdays ?? null) !== null,
        isOfRevenue: "measure" in previous.args && previous.args.measure === "revenue",
        amount: "measure" in previous.args ? (AMOUNTS[previous.args.measure] ?? null) : null,
      })
    : written;
  const variant = previous ? variantIn(stated, previous, vocabulary.products) : null;
  if (variant !== null && "options" in variant) return err(whichVariant(stated, variant));
  const text = variant?.text ?? stated;
  if (!/[\p{L}\p{N}]/u.test(text))
    return err(clarified({ code: "too-vague", message: "Ask about orders, revenue, products, customers, stock, refunds or coupons." }));
  const others = context.shops.filter(({ id }) => id !== shop.id).map(({ id, name, slug }) => ({ id, name, slug: slug ?? name }));
  const refusalOf = (asked: string): ReturnType<typeof refusedTopic> =>
    refusedTopic(asked, shop, others, (words) => phraseLemmas(words).every((word) => vocabulary.words.has(word)));
  const topic = refusalOf(text);
  if (topic) return err(refused({ ...topic }));
  const named = await withContact(text, context);
  if (!named.ok) return named;
  const plain = withSpan(withWeekend(withoutShopName(named.value, shop), reader.weekendDays));
  const asked = frameOf(readQuestion(plain, vocabulary, reader), plain);
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
  if (
    previous === null &&
    /\b(?:he|she|him|his|her|hers)\b/i.test(plain) &&
    frame.persons.length === 0 &&
    !frame.filters.some(({ field }) => field === "customer")
  )
    return err(
      clarified({
        code: "ambiguous",
        message: "Who is meant? Ask with the customer's name.",
        intent: "customer_lookup",
        because: frame.because,
      }),
    );
  if (
    previous === null &&
    /\b(?:how many|how much|which|who|any|some|all|most|none) of (?:them|those|these)\b(?! \p{L}+s\b)/iu.test(plain) &&
    !/[.?!;].*\bof (?:them|those|these)\b/i.test(plain)
  )
    return err(clarified({ code: "ambiguous", message: "Which ones are meant? Ask with what they are.", because: frame.because }));
  if (previous === null && SPLITS_NOTHING.test(plain))
    return err(
      clarified({
        code: "too-vague",
        message: "What should be split? Name the figure and the period, such as “revenue this month by channel”.",
        because: frame.because,
      }),
    );
  const continued = previous
    ? await readFollowUp(frame, previous, widerThan(previous, storedPlan(question, shop.id, 1)?.call ?? null), reader, context.readRows)
    : null;
  if (continued !== null && "problem" in continued) return err(problemError(continued, frame));
  if (continued !== null && previous)
    return finish(
      asRunning(continued.draft, continued.frame),
      continued.frame,
      question,
      context,
      reader,
      { previous, continues: true },
      columns,
    );
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

/** What only one reader understands: another would answer something else. */
const OWN = ["together", "unsold", "why"] as const;

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
  { weekendDays, language }: ComposeContext,
  before: Before | null,
  columns: readonly string[],
): Result<ShopPlan, PlanError> {
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
  ];
  if (missing.length > 0) {
    return err(
      clarified({
        code: "ambiguous",
        message: `I cannot put ${missing.map((part) => `“${part}”`).join(", ")} together with the rest of the question. Ask for one thing at a time.`,
        intent: reading.intent,
        because: frame.because,
      }),
    );
  }
  return ok({
    intent: reading.intent,
    tool: call.tool,
    arguments: call.args,
    confidence: Math.max(0.3, Number((reading.confidence - 0.08 * frame.corrections.length).toFixed(2))),
    because: before?.continues === true ? ["It continues the question before", ...frame.because] : frame.because,
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
    ) && tagsOf(rest).some(({ meaning }) => ["noun", "measure", "stock", "customers"].includes(meaning.kind))
  );
}

const CONTACT = /\b[\w.+-]+@[\w-]+(?:\.[\w-]+)+|(?<![\p{L}\d-])\+?\d(?:[\d-]| (?=\d)){8,}\d(?!\d)/u;
const CONTACT_OF =
  "(?:(?:the |a )?(?:customer|client|buyer|person|someone|account)s? )?(?:(?:with|whose|at|having|has|who has|by|on|under|of|for|from) )?(?:(?:the |a )?(?:(?:tele)?phone|mobile|contact|e-?mail|cell)(?: (?:number|address|no\\.?))?(?: (?:is|=|:))? *)?";

/** "the customer with phone 01712345678": the customer of that number or address, by id. */
async function withContact(text: string, { findByContact }: PlanContext): Promise<Result<string, PlanError>> {
  const contact = CONTACT.exec(text)?.[0];
  if (contact === undefined) return ok(text);
  const [only, ...others] = await findByContact(contact);
  if (only === undefined)
    return err(
      clarified({
        code: "unknown-words",
        message: `No customer has the phone number or address ${contact}.`,
        options: asOptions(["Show the newest customers", "Top 10 customers"]),
        intent: "customer_lookup",
      }),
    );
  if (others.length > 0)
    return err(
      clarified({
        code: "ambiguous",
        message: `${others.length + 1} customers have ${contact}. Which one?`,
        options: [only, ...others]
          .slice(0, 5)
          .map(({ id, name }) => ({ label: `${name} (customer ${id})`, question: text.replace(contact, `customer ${id}`) })),
        intent: "customer_lookup",
      }),
    );
  const escaped = contact.replace(/[.*+?^${}()|[\]\\]/g, "\\$&");
  return ok(
    text.replace(
      new RegExp(`${CONTACT_OF}${escaped}`, "iu"),
      (said) => `${/^(?:by|on|under|of|for|from) /i.exec(said)?.[0] ?? ""}customer ${only.id}`,
    ),
  );
}

/** "break it down by city" with nothing before it. */
const SPLITS_NOTHING =
  /^(?:and |now |ok |then |please |can you |could you )*(?:break|split|divide|group|show|give me|sort) (?:it|that|this|them|those)\b(?: down| up)?(?: into)? (?:by|per)\b/i;

const DAYS: readonly string[] = ["monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"];

/** "friday and saturday vs the other days", where those are the weekend of the shop. */
function withWeekend(text: string, weekendDays: readonly number[]): string {
  const names = weekendDays.map((day) => `${DAYS[day - 1] ?? ""}s?`);
  const either =
    names.length === 2 ? `(?:${names.join("(?: and |, ?| ?& ?)")}|${[...names].reverse().join("(?: and |, ?| ?& ?)")})` : names.join("");
  return names.length === 0
    ? text
    : text.replace(
        new RegExp(
          `\\b(?:on )?${either} (?:vs\\.?|versus|against|compared (?:to|with)|and) (?:on )?(?:the )?(?:(?:other|remaining) (?:days|weekdays)(?: of the week)?|rest(?: of the week)?|weekdays)\\b`,
          "giu",
        ),
        "weekend versus weekday",
      );
}

function withoutShopName(text: string, shop: ShopInfo): string {
  const escaped = shop.name.replace(/[.*+?^${}()|[\]\\]/g, "\\$&");
  const blank = (match: string): string => " ".repeat(match.length);
  return text
    .replace(new RegExp(escaped, "giu"), blank)
    .replace(new RegExp(`\\b(?:shop|store)\\s*(?:id|number|no\\.?|#)?\\s*${shop.id}\\b`, "giu"), blank);
}

/** "not ordered in 60 days", "inactive for 3 months": the span is the last one. */
function withSpan(asked: string): string {
  const text = asked.replace(
    /\b(?:for|since)\s+(?:more than|over|longer than)\s+(\d+|an?|one|two|three|four|five|six|seven|eight|nine|ten|twelve|fifteen|twenty|thirty)\s+(day|week)s?\b/i,
    (_match, count: string, unit: string) => `older than ${/^an?$/i.test(count) ? 1 : (numberOf(count.toLowerCase()) ?? count)} ${unit}s`,
  );
  if (!/\b(?:not|never|inactive|lapsed|dormant|lost|churned|haven|hasn|didn|without|no|zero)\b|n't\b/i.test(text)) return text;
  return text
    .replace(/\b(inactive|dormant|lapsed|lost|churned)\s+(\d+)\s+(days?|weeks?|months?)\b/i, "$1 for $2 $3")
    .replace(/\b(?:in|for|within|over)\s+(?:(?:more than|over|at least)\s+)?(\d+)\s+(days?|weeks?|months?)\b/i, "in the last $1 $2");
}

function storedPlan({ previous }: Question, shopId: number, back = 0): z.infer<typeof StoredPlan> | null {
  const last = previous[back];
  if (last?.engine !== "shop") return null;
  const stored = StoredPlan.safeParse(last.plan);
  return stored.success && stored.data.shop.id === shopId ? stored.data : null;
}

/** The call before the last one, where the last one is the same with more conditions. */
function widerThan(previous: ShopCall, before: ShopCall | null): ShopCall | null {
  const windowOf = (call: ShopCall): string => JSON.stringify("window" in call.args ? call.args.window : null);
  const isNarrowed =
    before !== null &&
    grainOf(before) === grainOf(previous) &&
    windowOf(before) === windowOf(previous) &&
    before.args.filters.every(({ field }) => previous.args.filters.some((filter) => filter.field === field));
  return isNarrowed ? before : null;
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

async function nameFilters(
  frame: Frame,
  { findCustomers }: PlanContext,
  asked: string,
  language: Language,
): Promise<Result<readonly Filter[], PlanError>> {
  const filters: Filter[] = [];
  for (const { first, last, isLeftOut } of frame.persons) {
    const name = [first, last].filter((part) => part !== null).join(" ");
    const found = await findCustomers(first, last);
    const exact = found.filter((customer) => customer.name.toLowerCase() === name.toLowerCase());
    const matches = exact.length > 0 && last !== null ? exact : found;
    const [only] = matches;
    if (!only)
      return err(
        clarified({
          code: "unknown-words",
          message: `No customer is called ${name}.`,
          options: asOptions(["Show the newest customers", "Top 10 customers"]),
          intent: "customer_lookup",
        }),
      );
    if (matches.length > 1) return err(sameName(name, last, matches, frame, asked, language));
    filters.push({ field: "customer", op: isLeftOut ? "not" : "is", values: [only.id], label: isLeftOut ? `not ${only.name}` : only.name });
  }
  return ok(filters);
}

const CUSTOMER: Readonly<Record<Language, string>> = { en: "customer", es: "cliente", bn: "গ্রাহক" };

function sameName(
  name: string,
  last: string | null,
  matches: readonly FoundCustomer[],
  frame: Frame,
  asked: string,
  language: Language,
): PlanError {
  const shown = last === null || matches.length === 0 ? name : (matches[0]?.name ?? name);
  const many = matches.length >= 200 ? "At least 200" : String(matches.length);
  const options = matches.slice(0, 5).map(({ id, name: full, city }) => ({
    label: `${full}${city === null ? "" : `, ${city}`} (${CUSTOMER[language]} ${id})`,
    question: asked.replace(new RegExp(name.split(" ").join("\\s+"), "i"), `${CUSTOMER[language]} ${id}`),
  }));
  return clarified({
    code: "ambiguous",
    message: `${many} customers are called ${shown}. Which one? Those with most orders come first.`,
    options,
    intent: "customer_lookup",
    confidence: 0.4,
    because: frame.because,
  });
}
