import { MONTH_NAMES } from "@/lib/language/calendar";
import { nameTheMeant } from "@/lib/language/introduced";
import { withoutChatter, withoutOpening } from "@/lib/language/chatter";

const FIGURE =
  "(?=[$€£]?-?\\d|(?:one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|twenty|thirty|fifty|a hundred|a thousand|half)\\b)";
const QUANTITY = "([$€£]?\\d[\\d,.]*(?<=\\d)(?:k|m|%)?|one|two|three|four|five|six|seven|eight|nine|ten|twelve|twenty)";
const ASKED_FOR = "(?=(?:the|all|each|every|our|me|any|its|their)\\b)";

/** A span of time that a question may begin with. */
const WINDOW =
  "(?:(?:in|during|since|before|after|for) (?:the year )?(?:(?:january|february|march|april|may|june|july|august|september|october|november|december) )?(?:19|20)\\d\\d|(?:this|last|next) (?:week|month|quarter|year))";
/** Signs, short forms and turns of phrase, each with the words that every reader knows for it. */
const PLAIN: readonly (readonly [RegExp, string])[] = [
  [/\s+/gu, " "],
  [/(?<![\p{L}\d])w\/o(?![\p{L}\d])/giu, "without"],
  [/(?<![\p{L}\d])w\/(?= ?[\p{L}\d])/giu, "with "],
  [/(?:#|\b(?:no|nr|num|nbr)\.?) of (?!them\b|these\b|those\b|us\b|it\b)/giu, "number of "],
  [/(?<=\p{L} )(?:nr|nbr)\b\.?(?! of\b)/giu, "number"],
  [/\b(are|is|were|was|have|has|had|do|does|did|could|should|would)nt\b/giu, "$1 not"],
  [/^(?:wat|waht|wht)\b/giu, "what"],
  [/\b(?:wich|whch)\b/giu, "which"],
  [/\bpayed\b/giu, "paid"],
  [/^(?:please )?compare what (we|they) (?:spent|spend) /giu, "what did $1 spend "],
  [/^(?:please )?compare what (we|they) (?:earned|took|made) /giu, "what did $1 earn "],
  [/\badress(es)?\b/giu, "address$1"],
  [/\b(what|who|where|when)s(?= )/giu, "$1 is"],
  [/^(what|who|where|when|how)['’]re\b/giu, "$1 are"],
  [/\bavg\b\.?/giu, "average"],
  [/\bper cent\b/giu, "percent"],
  [/\bprev\b\.?(?= (?:day|week|month|quarter|year)\b)/giu, "previous"],
  [
    /\blast (week|month|quarter|year)(,?) (versus|vs\.?|compared (?:to|with)|against) (?:the )?(?:(?:previous|prior|preceding) (?:one|\1)|\1 before(?: that| it)?)(?! last\b)/giu,
    "last $1$2 $3 the $1 before last",
  ],
  [
    /\bthis (week|month|quarter|year)(,?) (versus|vs\.?|compared (?:to|with)|against) (?:the )?(?:(?:previous|prior|preceding|last) one|(?:previous|prior|preceding) \1|\1 before(?: that| it)?)(?! last\b)/giu,
    "this $1$2 $3 last $1",
  ],
  [/\bin the course of (?=(?:the year )?(?:19|20)\d\d\b|last\b|this\b)/giu, "in "],
  [/\b(jan|feb|mar|apr|jun|jul|aug|sept?|oct|nov|dec)\.(?= )/giu, "$1"],
  [/(?<=[\p{Ll}\d)]) ?& ?(?=[\p{Ll}\d(])/gu, " and "],
  [/\b(before|by|at|until|till|since|after) (?=(?:end|start|beginning) of\b)/giu, "$1 the "],
  [/\b(end|start|beginning) of (?=(?:year|quarter|month|week)\b)/giu, "$1 of the "],
  [/\bbiggest\b/giu, "largest"],
  [/(?:\b(?:sorted|ordered) )?(?:\b(?:from|in) )?\ba ?(?:-|–|to) ?z\b(?: order)?/giu, "in alphabetical order"],
  // What stands before the question and belongs behind it.
  [
    new RegExp(
      `^(${WINDOW}),? ((?:how many|how much|which|what|who|number of|count|total|average|show|list|find)\\b[^,;:?.!]*?)([?.!]*)$`,
      "iu",
    ),
    "$2 $1$3",
  ],
  [
    /^by (?!what\b|how\b|which\b|(?:the |total )*(?:number|count|amount|sum|total|average|share)\b)((?:the )?\p{L}+(?: \p{L}+){0,2}) ?[,:] (?=\p{L})/iu,
    "for each $1, ",
  ],
  [
    /^(?!(?:show|list|find|give|which|what|who|how|where|when|did|do|does|is|are)\b)((?:(?! - )[^?!;:,–—])+?)\s*[,:–-]+ *(?:how many(?: (?:are there|do we have|of them|in total))*|count(?: them)?)\s*[?.!]*$/iu,
    "how many $1",
  ],
  // Bounds.
  [/(?<=[\p{L}\d)])(?=(?:[<>]=?|=[<>]|[≤≥]) ?[$€£]?-?\d)/gu, " "],
  [new RegExp(`\\bstrictly (?=(?:more|less|greater|fewer|higher|lower|larger|smaller|above|below|over|under)\\b)`, "giu"), ""],
  [
    new RegExp(
      `(?:>=|≥|=>|\\b(?:at (?:a |the )?(?:minimum|min\\.?)(?: of)?|at the (?:very )?least|no (?:fewer|less) than|not (?:fewer|less) than|(?<!\\bthe )(?:a )?minimum(?: of)?|min\\.)) ?${FIGURE}`,
      "giu",
    ),
    "at least ",
  ],
  [
    new RegExp(
      `(?:<=|≤|=<|\\b(?:at (?:a |the )?(?:maximum|max\\.?)(?: of)?|at the (?:very )?most|(?:no|not) more than|(?<!\\bthe )(?:a )?maximum(?: of)?|max\\.)) ?${FIGURE}`,
      "giu",
    ),
    "at most ",
  ],
  [new RegExp(`(?:>|\\b(?:in excess of|upwards? of|north of))(?: than)? ?${FIGURE}`, "giu"), "more than "],
  [new RegExp(`(?:<|\\bsouth of)(?: than)? ?${FIGURE}`, "giu"), "less than "],
  [new RegExp(`(?<![\\p{L}\\d.,-])${QUANTITY} (?:and|or) (?:up|upwards)\\b`, "giu"), "at least $1"],
  [/(?<=\b(?:with|have|has|had|having|of|for|over|than|least) )(\d[\d,]*)\+(?= |$)/gu, "at least $1"],
  [/(?<=\b(?:with|have|has|had|having|owns?|holds?|made|placed|took) )(?:multiple|several) (?=\p{L}+s\b)/giu, "more than one "],
  // How many, and which of them.
  [/\b(?:the )?(?:highest|greatest|largest|top) (?:number|count) of (?=\p{L})/giu, "the highest number of "],
  [/\btotal count of (?=\p{L})/giu, "total number of "],
  [
    /(?<=\b(?:how many|numbers? of|count (?:of )?(?:the )?|count the number of) )(?:unique|various|separate|differing)(?= \p{L})/giu,
    "different",
  ],
  [/\b(per|for) (?:each|every) (?:and every|single) /giu, "$1 each "],
  [/\bper each (?=\p{L})/giu, "per "],
  // What is wanted, whoever gets it.
  [
    /^(?:please )?(?:(?:can|could|may|might|shall) (?:i|we) (?:please |just |also )*(?:have|get|see)|(?:i|we) (?:am|are) looking for|(?:i|we)['’](?:m|re) looking for|(?:i|we)(?:['’]d| would)? (?:need|want|like)(?: to see)?|let['’]?s (?:see|look at)|let (?:us|me) see|pull up|bring up|fetch|get me) (?=(?:the|all|each|every|our|a|an)\b)/giu,
    "show me ",
  ],
  [
    /^(?:please )?(?:go ahead and|(?:i|we)(?:['’]d| would)? (?:like|need|want) you to) (?=(?:show|list|give|find|count|tell|display|get|compare|calculate)\b)/giu,
    "",
  ],
  [new RegExp(`^(?:please )?(?:state|name|return|output|provide|present|report) (?:me |us )?${ASKED_FOR}`, "giu"), "show "],
];

/**
 * A question in plain words: without what is only polite, in small letters where every word has a capital, signs and short forms written
 * out. What stands in quotes stays.
 * @param names whether a word is one of the names or values that are asked about, which is never taken for talk
 */
export function plainWording(text: string, names: (word: string) => boolean): string {
  const quotes: string[] = [];
  const open = text.replace(QUOTED, (quoted) => `\uE000${String.fromCharCode(0xe001 + quotes.push(quoted))}`);
  const said = withoutTalk(nameTheMeant(withoutTalk(numericMonths(open), names)), names);
  const plain = PLAIN.reduce((sofar, [pattern, words]) => sofar.replace(pattern, words), isShouted(said) ? said.toLowerCase() : said);
  return plain.replace(/\uE000([\uE002-\uF8FF])/gu, (_, mark: string) => quotes[mark.charCodeAt(0) - 0xe002] ?? "");
}

/** Without chatter; a last word that is a name stays, and so does "right now", which asks for what has not ended. */
function withoutTalk(text: string, names: (word: string) => boolean): string {
  const opened = withoutOpening(text);
  const rest = withoutChatter(text);
  const [word, ...others] =
    opened
      .slice(rest.length)
      .toLowerCase()
      .match(/\p{L}+/gu) ?? [];
  const isAsked = others.length === 0 ? word !== undefined && names(word) : /^[^\p{P}]*right now\P{L}*$/iu.test(opened.slice(rest.length));
  return isAsked ? opened : rest;
}

const QUOTED = /"[^"]*"|“[^”]*”|(?<![\p{L}\d])'[^']*'(?![\p{L}\d])/gu;

const FEWEST = 3;

/** "HOW MANY LOANS ARE OPEN?", "How Many Loans Are Open?": capitals that tell no name from another word. */
function isShouted(text: string): boolean {
  const words = text.match(/(?<![\p{L}\d])\p{L}{4,}(?![\p{L}\d])/gu) ?? [];
  return words.length >= FEWEST && words.every((word) => /^\p{Lu}/u.test(word));
}

/** "10/2026" is a month. */
function numericMonths(text: string): string {
  return text.replace(
    /(?<![\d/.-])(0?[1-9]|1[0-2])\/((?:19|20)\d\d)(?![\d/])/gu,
    (_, month: string, year: string) => `${MONTH_NAMES[Number(month) - 1] ?? ""} ${year}`,
  );
}
