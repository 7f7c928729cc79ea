import type { FormatOptions } from "@/lib/answers/format";
import type { ShopCall } from "@/lib/engines/shop/calls/calls";
import { asOptions } from "@/lib/engines/shop/draft";
import type { PlanError } from "@/lib/engines/engine";
import { measureOf } from "@/lib/engines/shop/measures";
import { BENGALI_TONGUE } from "@/lib/engines/shop/wording/bengali";
import { OFFERS } from "@/lib/engines/shop/wording/offers";
import { factsOf, isZero } from "@/lib/engines/shop/wording/facts";
import type { Shown, Worded } from "@/lib/engines/shop/wording/shown";
import { SPANISH_TONGUE } from "@/lib/engines/shop/wording/spanish";
import type { Language } from "@/lib/language/translate";
import type { Tongue } from "@/lib/engines/shop/wording/tongue";

/** The tongue of a language; English has its own, finer sentences and none here. */
export function tongueOf(language: Language): Tongue | null {
  return language === "es" ? SPANISH_TONGUE : language === "bn" ? BENGALI_TONGUE : null;
}

/** A result as one sentence of another language. */
export function sentenceIn(tongue: Tongue, call: ShopCall, shown: Shown): Worded {
  const spoken: Shown = { ...shown, format: formatOf(tongue, shown.format) };
  const window = "window" in call.args ? call.args.window : null;
  const which = `${tongue.filters(call.args.filters)}${call.tool === "find_customers" ? tongue.bounds(call.args.orders, call.args.spend) : ""}`;
  const where = tongue.locale.startsWith("bn") ? `${tongue.window(window)}${which}` : `${which}${tongue.window(window)}`;
  const facts = factsOf(call, spoken);
  if (facts.kind === "nothing") return { outcome: "empty", text: tongue.nothing("measure" in call.args ? call.args.measure : null, where) };
  const text = tongue.say(facts, where).replace(/\s+/g, " ").trim();
  return isZero(call, shown) ? { outcome: "empty", text: `${text} ${tongue.zero}` } : { outcome: "answered", text };
}

function formatOf({ locale }: Tongue, { currency }: FormatOptions): FormatOptions {
  return { locale, currency };
}

/** The rules that a figure follows, in the other language. */
export function notesIn(
  tongue: Tongue,
  call: ShopCall,
  about: {
    readonly isPartial: boolean;
    readonly hasGaps: boolean;
    readonly isPlaced: boolean;
  },
): readonly string[] {
  const measure = "measure" in call.args ? measureOf(call.args.measure) : null;
  const namesStatus = call.args.filters.some(({ field }) => field === "status");
  const { notes } = tongue;
  const countsAll =
    ("collection" in call.args && call.args.collection === "orders") || ("measure" in call.args && call.args.measure === "order_count");
  const leavesOut =
    measure?.leavesOutCancelled === true ||
    call.tool === "get_top_customers_by_spending" ||
    call.tool === "find_unsold_products" ||
    call.tool === "bought_together" ||
    call.tool === "get_overview";
  return [
    ...(namesStatus ? [] : countsAll ? [notes.everyStatus] : leavesOut && measure?.grain !== "products" ? [notes.cancelledOut] : []),
    ...("measure" in call.args && call.args.measure === "revenue" && !namesStatus ? [notes.refunds] : []),
    ...(measure?.grain === "refunds" ? [notes.refundDay] : []),
    ...("measure" in call.args && (call.args.measure === "gross_profit" || call.args.measure === "gross_margin") ? [notes.cost] : []),
    ...(about.isPlaced ? [notes.placed] : []),
    ...(about.isPartial ? [notes.running] : []),
    ...(about.hasGaps ? [notes.gaps] : []),
  ];
}

/** Asking back and refusing in the language of the question, with questions that can be asked in it. */
export function spokenError(error: PlanError, language: Language): PlanError {
  const tongue = tongueOf(language);
  if (tongue === null) return error;
  const { refusals, starters } = tongue;
  const key =
    error.code === "unsafe"
      ? "unsafe"
      : error.code === "out-of-scope"
        ? "other_shop"
        : error.code === "not-recorded"
          ? "not_recorded"
          : error.intent === "unknown_words"
            ? "unknown_words"
            : error.intent === "customer_lookup"
              ? "customer_lookup"
              : "unclear";
  const words = [...error.message.matchAll(/“([^”]+)”/g)].map(([quoted]) => quoted).join(", ");
  const offers = OFFERS[language === "bn" ? "bn" : "es"];
  // What is offered with a period may be known without it.
  const own = error.options.flatMap(({ question }) => {
    const known = Object.keys(offers).filter((offer) => question === offer || question.startsWith(`${offer} `));
    return offers[known.sort((a, b) => b.length - a.length)[0] ?? ""] ?? [];
  });
  const isOwn = error.intent === "customer_lookup" && error.options.length > 0;
  const options = isOwn ? error.options : asOptions(own.length > 0 ? [...new Set(own)] : error.options.length > 0 ? starters : []);
  return { ...error, message: refusals[key].replace("{words}", words), options };
}
