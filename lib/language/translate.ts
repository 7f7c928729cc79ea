import { MONTH_NAMES } from "@/lib/language/calendar";
import { ENGLISH_WORDS } from "@/lib/language/english";
import { BENGALI } from "@/lib/language/bengali";
import { SPANISH } from "@/lib/language/spanish";
import { SPANISH_VERB_FORMS } from "@/lib/language/spanish-verbs";

/** ISO 639-1 codes of the languages that questions are understood and answered in. */
export type Language = "en" | "bn" | "es";

type Lexicon = { readonly phrases: ReadonlyMap<string, string>; readonly longest: number; readonly stem: (word: string) => string };

const MONTH = `(?:${MONTH_NAMES.join("|").toLowerCase()})`;
const PERIOD = `(?:${MONTH}(?: \\d{4})?|(?:this|last) (?:week|month|quarter|year)|today|yesterday|the (?:day|week|month|year) before)`;
const BENGALI_ENDINGS = ["গুলোর", "গুলির", "গুলোতে", "গুলো", "গুলি", "দের", "টির", "য়ের", "ের", "টি", "টা", "তে", "রা", "র", "ে", "য়"].map(
  (ending) => ending.normalize("NFKC"),
);

const LEXICONS: Readonly<Record<Exclude<Language, "en">, Lexicon>> = {
  es: lexiconOf(SPANISH, stemSpanish, SPANISH_VERB_FORMS),
  bn: lexiconOf(BENGALI, stemBengali),
};
/** Everyday words of Spanish's neighbours that Spanish and English lack: French, Portuguese, Italian and Catalan share many others with it. */
const NEIGHBOUR_WORDS: ReadonlySet<string> = new Set(
  (
    "combien quel quelle quels quelles est sont nous vous avons avez avec dans cette mois semaine hier dernier dernière derniers dernières du des aux commandes ventes meilleurs " +
    "quantos quantas quais qual não nao foi foram houve hoje ontem mês nesta neste vendas nós você " +
    "quanti quante quali quale sono abbiamo della delle degli nella questo mese ieri oggi ordini vendite settimana " +
    "quants quantes aquest aquesta vendes comandes ahir avui"
  ).split(" "),
);

/** The language that a text is written in, English where it is none of them; `before` decides where it is too short to tell, as in "Dhaka?". */
export function detectLanguage(text: string, before: Language = "en"): Language {
  // Letters only: the sign of the taka belongs to the script too.
  if (/[\u0985-\u09b9]/.test(text)) return "bn";
  const words = text.toLowerCase().match(/\p{L}+/gu) ?? [];
  const meanings = words.map((word) => ({ word, meaning: spanishMeaning(word), isEnglish: ENGLISH_WORDS.has(word) }));
  const spanish = meanings.filter(({ word, meaning, isEnglish }) => meaning !== undefined && meaning !== word && !isEnglish).length;
  const english = meanings.filter(({ meaning, isEnglish }) => isEnglish && meaning === undefined).length;
  if (/[¿¡]/.test(text)) return "es";
  if (words.some((word) => NEIGHBOUR_WORDS.has(word))) return "en";
  if (spanish > english) return "es";
  if (spanish + english > 0 || before === "en") return spanish > 0 && before === "es" ? "es" : "en";
  return before;
}

/** What a word means in Spanish. Words that both languages write alike ("web", "vs", "total") tell nothing. */
function spanishMeaning(word: string): string | undefined {
  return LEXICONS.es.phrases.get(plainSpanish(word)) ?? LEXICONS.es.phrases.get(stemSpanish(word));
}

/**
 * A question in the English words that the shop engine reads, phrase by phrase; words that the lexicon lacks, and
 * names, stay as they are. Word order stays too: the engine reads parts, not sentences.
 */
export function toEnglish(text: string, language: Language): string {
  if (language === "en") return text;
  const { phrases, longest, stem } = LEXICONS[language];
  const tokens =
    prepared(text, language).match(/\p{L}+\d[\p{L}\d]*|[\p{L}\p{M}]+(?:['’][\p{L}]+)?|\d{1,2}:\d{2}|\d[\d.,]*\d|\d|[^\s\p{L}\p{M}]/gu) ??
    [];
  const words: string[] = [];
  for (let at = 0; at < tokens.length;) {
    let length = Math.min(longest, tokens.length - at);
    let meaning: string | undefined;
    for (; length >= 1; length -= 1) {
      const run = tokens.slice(at, at + length);
      meaning =
        phrases.get(run.map((word) => plainSpanish(word.toLowerCase(), language)).join(" ")) ??
        phrases.get(run.map((word) => stem(word.toLowerCase())).join(" "));
      if (meaning !== undefined) break;
    }
    words.push(meaning === undefined ? (tokens[at] ?? "") : asMany(meaning, tokens[at + length - 1] ?? "", language));
    at += meaning === undefined ? 1 : length;
  }
  const english = words
    .filter((word) => word !== "")
    .join(" ")
    .replace(/ ([,?.!])/g, "$1");
  return language === "bn" ? arrangeBengali(english) : arrangeSpanish(english);
}

function prepared(text: string, language: Language): string {
  const plain = text.normalize("NFKC").replace(/[০-৯]/g, (digit) => String("০১২৩৪৫৬৭৮৯".indexOf(digit)));
  if (language === "bn") return plain.replace(/[।॥]/g, " ");
  return (
    plain
      .replace(/[¿¡]/g, " ")
      // "los mejores clientes del año": of the running one.
      .replace(
        /(?<!\b(?:d[ií]as?|mes(?:es)?|horas?|fin(?:es)?) )\bde(?:l (mes|a[nñ]o|trimestre)| la (semana))(?=\s*(?:[?!.,;]|y\b|$))/giu,
        (_said, one?: string) => (one === undefined ? "de esta semana" : `de este ${one}`),
      )
      .replace(/\d{1,3}(?:\.\d{3})+(?:,\d+)?(?!\d)/g, (number) => number.replaceAll(".", "").replace(",", "."))
  );
}

/** What stands elsewhere in an English sentence: "hace 3 días" is "3 days ago". */
function arrangeSpanish(english: string): string {
  // "por día" is "per day" where a mean of counts is asked for, "by day" otherwise.
  const perDay =
    /\baverage\b/.test(english) && !/\baverage (?:order value|price)\b/.test(english)
      ? english.replace(/\bby (day|week|month|quarter|year)\b/, "per $1")
      : english;
  return (
    perDay
      .replace(/\b(coupon|product|payment method|channel|category)s? (most|least) (used|bought|ordered|cancelled)\b/gi, "$2 $3 $1")
      // "desde hace 3 meses" is a span up to now.
      .replace(/\bsince hace (\d+|one|two|three|four|five|six) (day|week|month|year)s?\b/gi, "in the last $1 $2s")
      // Of two the one that has more is asked for.
      .replace(/\bmost (in|on) ([^?.!,]+?) or\b/gi, "more $1 $2 or")
      .replace(/\bhace (\d+|one|two|three) (day|week|month|year)s?\b/gi, "$1 $2s ago")
      .replace(
        /\b(paid|pay) (?:with |by |in |the )?(?=(?:card|cash|online|bkash|mobile wallet|bank transfer|cash on delivery)\b)/gi,
        "paid by ",
      )
      .replace(/\blast (\d+|two|three|four|five|six|seven|ten) (day|week|month|year)s?\b/gi, "last $1 $2s")
      .replace(/\bsince (\d{1,2}) (?:to|until) (\d{1,2}) /gi, "from $1 to $2 ")
      .replace(new RegExp(`\\b(?:from )?(\\d{1,2}) to (\\d{1,2}) (${MONTH})`, "gi"), "from $1 to $2 $3")
  );
}

/** Bengali puts "from" and "until" after the date, and asks "how many" and "how much" with one word. */
function arrangeBengali(english: string): string {
  const day = `(?:\\d{1,2} )?${MONTH}(?: \\d{4})?`;
  const dated = english
    // One is asked for: "which is the best day".
    .replace(/\b(top|best|worst) days which\b/g, "$1 day which")
    .replace(/\b((?:mon|tues|wednes|thurs|fri|satur|sun)day) HABITSALES\b/g, "sales on $1s")
    .replace(/\bHABITSALES\b/g, "sales")
    .replace(/\b(\d+|two|three|four|five|six|seven|ten) (day|week|month|year)s? have not ordered\b/g, "have not ordered in the last $1 $2s")
    // "in the month of September" is September.
    .replace(new RegExp(`(${MONTH}) month\\b(?! by)`, "gi"), "$1")
    .replace(new RegExp(`(\\d{4}) YEAROF (${MONTH})`, "gi"), "$2 $1")
    .replace(/ ?\bYEAROF\b/g, "")
    .replace(new RegExp(`(${day}) FROM (${day})(?: UNTIL)?`, "gi"), "from $1 to $2")
    .replace(new RegExp(`(\\d{1,2}) FROM (\\d{1,2} ${MONTH})(?: UNTIL)?`, "gi"), "from $1 to $2")
    .replace(new RegExp(`(${day}) FROM`, "gi"), "since $1")
    .replace(/(\d+) FROM (\d+)/g, "between $1 and $2")
    .replace(new RegExp(`(${day}) UNTIL`, "gi"), "until $1")
    .replace(/\b(?:FROM|UNTIL)\b/g, "")
    .replace(/\b((?:mon|tues|wednes|thurs|fri|satur|sun)days?|weekends?) (except|without)\b/g, "$2 $1")
    // A name that is left out stands before the word for it.
    .replace(/\b([A-Z][a-z]+(?:[ '][A-Z][a-z]+)*) except\b(?! [A-Z][a-z])/g, "except $1")
    // What is left out, and what did not happen, stands before the word for it.
    .replace(/\b([A-Z][a-z]+(?:[ '][A-Z][a-z]+)*) outside\b/g, "outside $1")
    .replace(new RegExp(`\\b(but|and) (${PERIOD}) (?:have not ordered|(?:bought|sold|ordered) NOTDONE)`, "gi"), "$1 not in $2")
    .replace(/\b(\w+) (?:now )?NOTDONE\b/g, "not yet $1")
    .replace(/\bnow not yet\b/g, "not yet")
    .replace(new RegExp(`\\b(${PERIOD}) THAN(?: (?:more than|less than))?\\b`, "gi"), "compared to $1")
    .replace(/\b([\d.,]+)( taka)? (more than|less than)\b/g, "$3 $1$2")
    .replace(/\bstock (which|what) (products?) less than\b(?! ?\d)/g, "$1 $2 low stock")
    .replace(
      /\b((?:payment )?(?:month|days?|week|quarter|year|hour|status|method|channel|city|category|product|customer|coupon|reason)) by\b(?! (?:month|days?|week|quarter|year|hour)\b)/gi,
      "by $1",
    )
    .replace(/\b(\d+) (?:days|day) (?:last|before)\b/g, "$1 days ago");
  const asksAmount = /\b(?:taka|sales|revenue|profit|discount|fee|value|price|refunded|average|percentage|spent|margin|sold)\b/i.test(
    dated,
  );
  // Where nothing is counted it asks for the figure before.
  const isCounted = /\b(?:orders?|customers?|buyers?|products?|categor(?:y|ies)|refunds?|coupons?|units?|stock|cit(?:y|ies)|days?)\b/i.test(
    dated,
  );
  return dated
    .replace(/\bHOWMANY\b/g, asksAmount || !isCounted ? "" : "how many")
    .replace(/\s+/g, " ")
    .trim();
}

function lexiconOf(text: string, stem: (word: string) => string, verbs: ReadonlyMap<string, string> = new Map()): Lexicon {
  const phrases = new Map<string, string>();
  const entries = text.split(/[|\n]/).flatMap((entry) => (entry.includes("=") ? [entry.normalize("NFKC").split("=")] : []));
  // As written first: an ending may carry the meaning, as in "how many" and "how much".
  for (const [phrase = "", meaning = ""] of entries) phrases.set(phrase.trim(), meaning.trim());
  for (const [phrase = "", meaning = ""] of entries) {
    const key = phrase.trim().split(" ").map(stem).join(" ");
    if (!phrases.has(key)) phrases.set(key, meaning.trim());
  }
  for (const [form, meaning] of verbs) if (!phrases.has(form)) phrases.set(form, meaning);
  return { phrases, longest: Math.max(...[...phrases.keys()].map((key) => key.split(" ").length)), stem };
}

const COUNTABLE = /^(?:order|customer|buyer|product|category|refund|coupon|unit|day|week|month|year|city)$/;

/** The plural of what is counted, where the word was in the plural: "qué productos" asks for several. */
function asMany(meaning: string, word: string, language: Language): string {
  const isPlural = language === "es" ? /s$/i.test(word) && !/^mes$/i.test(word) : /(?:গুলো|গুলি|গুলোর|রা|দের)$/.test(word);
  return isPlural && COUNTABLE.test(meaning)
    ? meaning.replace(/(?:y|)$/, (end) => (end === "y" && meaning !== "day" ? "ies" : `${end}s`))
    : meaning;
}

function plainSpanish(word: string, language: Language = "es"): string {
  return language === "bn" ? word : word.normalize("NFD").replace(/\p{M}/gu, "");
}

/** Without accents, the plural and the gender: "pagadas" and "pagado" are one word. */
function stemSpanish(word: string): string {
  const plain = plainSpanish(word);
  if (plain.length <= 3) return plain;
  const singular = plain.replace(/s$/, "");
  return singular.length > 3 ? singular.replace(/[aeo]$/, "") : singular;
}

/** Without case endings and the plural: "অর্ডারের", "অর্ডারগুলো" and "অর্ডার" are one word. */
function stemBengali(word: string): string {
  let stem = word;
  for (let round = 0; round < 3; round += 1) {
    const ending = BENGALI_ENDINGS.find((candidate) => stem.endsWith(candidate) && [...stem].length - [...candidate].length >= 2);
    if (ending === undefined) break;
    stem = stem.slice(0, -ending.length);
  }
  return stem;
}
