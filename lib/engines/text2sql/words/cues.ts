import type { AggregateName, CompareOp } from "@/lib/query/ir";
import { readGraded } from "@/lib/language/lexicon";
import type { Token } from "@/lib/language/words";
import type { Schema } from "@/lib/engines/text2sql/schema/schema";
import { oncePer } from "@/lib/platform/once-per";

/** What a word or phrase of the question does in its grammar. */
export type CueKind =
  | {
      readonly tag:
        | "count"
        | "each"
        | "order"
        | "alphabetical"
        | "not"
        | "distinct"
        | "null"
        | "or"
        | "and"
        | "both"
        | "relative"
        | "with"
        | "all"
        | "between"
        | "start"
        | "of"
        | "in"
        | "butNot"
        | "common"
        | "also"
        | "be"
        | "time"
        | "percent"
        | "difference"
        | "comma"
        | "stop"
        | "average"
        | "without"
        | "than"
        | "except"
        | "times"
        | "where"
        | "who"
        | "when"
        | "from";
    }
  | { readonly tag: "aggregate"; readonly fn: AggregateName }
  | { readonly tag: "compare"; readonly op: CompareOp; readonly attributes?: readonly string[] }
  | { readonly tag: "compareAfter"; readonly op: CompareOp }
  | { readonly tag: "direction"; readonly dir: "asc" | "desc" }
  | {
      readonly tag: "superlative";
      readonly dir: "asc" | "desc";
      readonly counted: boolean;
      readonly attributes: readonly string[];
      readonly word: string;
    }
  | { readonly tag: "like"; readonly mode: "contains" | "starts" | "ends" };

export type Cue = CueKind & { readonly start: number; readonly end: number };

const PHRASES: readonly (readonly [CueKind, string])[] = [
  [
    { tag: "count" },
    "how many|number of|the number of|total number of|count of|count|the count of|total count of|amount of|count the number of|count number of|numbers of|how many different|number|counts of|quantity of",
  ],
  [{ tag: "aggregate", fn: "avg" }, "average|mean|avg|on average|averaged|averages"],
  [{ tag: "aggregate", fn: "sum" }, "total|sum|sum of|total amount of|the sum of|combined|overall|altogether|in total|totals|how much"],
  [{ tag: "aggregate", fn: "max" }, "maximum|max|maximal|maximum of"],
  [{ tag: "aggregate", fn: "min" }, "minimum|min|minimal|minimum of"],
  [{ tag: "aggregate", fn: "median" }, "median"],
  [
    { tag: "compare", op: ">" },
    "more than|greater than|larger than|higher than|above|over|exceeds|exceed|exceeding|exceeded|bigger than|after|later than|longer than|older than|taller than|heavier than|faster than|beyond|larger|bigger",
  ],
  [
    { tag: "compare", op: "<" },
    "less than|fewer than|below|under|smaller than|lower than|before|earlier than|shorter than|younger than|lighter than|slower than|cheaper than|prior to",
  ],
  [
    { tag: "compare", op: ">=" },
    "at least|in or after|on or after|at or after|at or above|no less than|not less than|no fewer than|greater than or equal to|more than or equal to|larger than or equal to|higher than or equal to|reached|reaches|reach|not lower than|no lower than|not below|not under|not earlier than|no earlier than|as long as|at least as long as|at least as high as|at least as much as|at least as many as|at least as large as|of least|a minimum of|minimum|since",
  ],
  [
    { tag: "compare", op: "<=" },
    "at most|in or before|on or before|at or below|no more than|not more than|up to|less than or equal to|no greater than|smaller than or equal to|lower than or equal to|no higher than|not higher than|not above|not over|not greater than|no longer than|at most as high as|at most as long as|at most as much as|not exceeding|a maximum of|until|no later than",
  ],
  [{ tag: "compare", op: "=" }, "equal to|equals|exactly|equal|is exactly|same as"],
  [
    { tag: "compare", op: "!=" },
    "not equal to|different from|is not equal to|does not equal|does not equal to|do not equal|do not equal to|not equal",
  ],
  [
    { tag: "compareAfter", op: ">=" },
    "or more|or above|or higher|or greater|or later|or after|or newer|and later|and after|and above|or over|or older|and more|and up",
  ],
  [
    { tag: "compareAfter", op: "<=" },
    "or less|or fewer|or below|or lower|or earlier|or before|or cheaper|and before|or under|and below|or younger",
  ],
  [
    { tag: "each" },
    "each|every|for each|per|for every|of each|in each|by each|grouped by|group by|broken down by|according to|for each of|in every|of every|from each|based on|group them by|grouping by|for all different|respective|split by|for different|of different|on each|with each|at each|broken out by|across each|for the different|under each",
  ],
  [
    { tag: "order" },
    "sorted by|ordered by|order by|sort by|ranked by|arranged by|listed by|sorted in|ordered in|sorted|ordered|sort|order|in order of|in the order of|order of|in order|rank by|arranged in|listed in|sort them by|order them by|ranked in|arrange|starting from|starting with|rank|in the order|sorting by|ordering by|order them|sort them|sort the results by|sort the result by|sort results by|order the results by|order the result by|sorts by|sort it by|ordered from|sorted from",
  ],
  [
    { tag: "direction", dir: "asc" },
    "ascending|increasing|ascending order of|in ascending order|in increasing order|in ascending order of|increasing order of|from lowest to highest|from low to high|from least to most|low to high|ascendingly|in ascending order by|chronologically|in chronological order|from the lowest to the highest|ascending order|increasing order|lowest to highest|lowest first|smallest first|from smallest to largest|smallest to largest|from a to z|least to most|least to greatest",
  ],
  [
    { tag: "direction", dir: "desc" },
    "descending|decreasing|descending order of|in descending order|in decreasing order|in descending order of|decreasing order of|from highest to lowest|from high to low|from most to least|high to low|reverse|in descending order by|from the highest to the lowest|descending order|decreasing order|reversed|highest first|largest first|biggest first|most first|highest to lowest|from largest to smallest|largest to smallest|most to least|greatest to least",
  ],
  [
    { tag: "alphabetical" },
    "alphabetical|alphabetically|alphabetical order|in alphabetical order|lexicographical|lexicographic|lexicographically|lexical order|alphabetic|in lexicographical order|in alphabetical order of|in lexicographic order|lexicographical order|alphabetic order|alphabetical order of",
  ],
  [{ tag: "not" }, "not|no|never|neither|nor|none|isn't|cannot|haven't|non|nobody|nothing"],
  [
    { tag: "without" },
    "without|without any|lack|lacking|lacks|missing|with no|have no|has no|had no|do not have|does not have|did not have|have not|has not|have never|has never|do not have any|does not have any|did not have any|have never had|not have any|that have no|without a",
  ],
  [{ tag: "except" }, "except|excluding|other than|besides|except for|apart from|but not|aside from|rather than"],
  [{ tag: "distinct" }, "distinct|different|unique|various|distinctive|differing"],
  [{ tag: "null" }, "null|empty|blank|unknown value|missing value|not null|not known|not recorded"],
  [{ tag: "or" }, "or|either"],
  [
    { tag: "and" },
    "and|as well as|along with|together with|and also|also|plus|&|and their|along with their|together with their|as well as the|and the",
  ],
  [{ tag: "both" }, "both"],
  [{ tag: "relative" }, "that|which|who|whose|whom|where|when|in which|for which|to which|from which|of which|such that"],
  [{ tag: "with" }, "with|having|has|have|had|contain|own|owned|owns"],
  [
    { tag: "all" },
    "all information|all the information|all details|all the details|everything|full details|all info|every detail|all data|full information|all attributes|all columns|detailed information|complete information|all of the information",
  ],
  [
    { tag: "between" },
    "between|in between|ranging from|ranges from|in the range of|in the range from|in the range|in the range between|within the range|within the range of|within the range from|range from|ranges between|range between|ranging between|ranged between",
  ],
  [
    { tag: "start" },
    "show|list|find|give|return|tell|display|what|get|report|provide|compute|calculate|state|present|output|please|identify|retrieve|select|print|fetch|see",
  ],
  [{ tag: "of" }, "of|'s|belonging to|belong to|belongs to|associated with|corresponding to|related to"],
  [{ tag: "in" }, "in|at|on|for|by|to|into|within|during|made by|located in|located at|under the|through|about|as|among|across|inside"],
  [{ tag: "from" }, "from"],
  [{ tag: "be" }, "is|are|was|were|be|named|called|titled|been|being"],
  [{ tag: "comma" }, ",|;|:"],
  [{ tag: "stop" }, "?|.|!"],
  [{ tag: "than" }, "than"],
  [{ tag: "times" }, "times|time|times or more"],
  [{ tag: "common" }, "common|popular|frequent|frequently|commonly|prevalent|often|frequently used|commonly used|popularly|shared"],
  [
    { tag: "superlative", dir: "desc", counted: true, attributes: [], word: "most" },
    "most|the most|most number of|the most number of|greatest number of|largest number of|highest number of|maximum number of|the largest number of|the greatest number of|the highest number of|the maximum number of|most common|most popular|most frequent|most frequently|most commonly|largest amount of|maximum count of|biggest number of|highest count of|most often|greatest amount of|the largest amount of|greatest frequency|highest frequency|most prevalent|most times|most commonly used|most frequently used",
  ],
  [
    { tag: "superlative", dir: "asc", counted: true, attributes: [], word: "fewest" },
    "fewest|the fewest|fewest number of|least number of|smallest number of|lowest number of|minimum number of|the least number of|the smallest number of|the lowest number of|the fewest number of|least common|least popular|least|the least|the minimum number of|least frequent|least frequently|smallest amount of|least amount of|least commonly|rarest|minimal number of",
  ],
  [
    { tag: "superlative", dir: "desc", counted: false, attributes: [], word: "highest" },
    "highest|largest|biggest|greatest|maximum|top|best|the highest|the largest|most amount of|the most amount of|the greatest|the maximum|max|tallest|longest|heaviest|maximal",
  ],
  [
    { tag: "superlative", dir: "asc", counted: false, attributes: [], word: "lowest" },
    "lowest|smallest|minimum|the lowest|the smallest|bottom|the minimum|shortest|min|worst|lightest|minimal",
  ],
  [
    { tag: "superlative", dir: "desc", counted: false, attributes: ["date", "time", "year", "on", "at"], word: "recently" },
    "most recently|the most recently",
  ],
  [
    { tag: "like", mode: "contains" },
    "contains|contain|containing|with substring|with the letter|with letter|has the letter|have the letter|includes|including|with the substring|has the substring|substring|contains the word|containing the word|contain the word|that contains|include the word|includes the word|has the word|have the word|including the word|have the substring|contains the substring|contain the substring|containing the substring|include the substring|contains the letter|contain the letter|has the letters|have the letters|with the letters|contain the letters|contains the letters|with the word|contains the phrase|contains the string|the word|the letter|the string|the substring|the phrase",
  ],
  [
    { tag: "like", mode: "starts" },
    "starts with|start with|starting with the letter|starting with letter|begins with|begin with|beginning with|starts with the letter|begin with the letter|begins with the letter|with the prefix|has the prefix|prefix|started with|that start with|beginning with the letter|start with the letter|start with letter|starting with the prefix|starts with letter|starting with|beginning with letter|first letter is|whose first letter is|initial letter is|starts from",
  ],
  [
    { tag: "like", mode: "ends" },
    "ends with|end with|ending with|ends in|ending in|ends with the letter|end with the letter|suffix|with the suffix|end in|ending with the letter|ending with letter|ends with letter|end with letter|last letter is",
  ],
  [
    { tag: "percent" },
    "percentage of|percent of|proportion of|share of|fraction of|what percentage of|what percent of|what share of|what proportion of|ratio of",
  ],
  [{ tag: "difference" }, "difference between|difference of|gap between"],
];

const BY_PHRASE = new Map<string, CueKind[]>();
for (const [kind, phrases] of PHRASES) {
  for (const phrase of phrases.split("|")) {
    const known = BY_PHRASE.get(phrase);
    if (known) known.push(kind);
    else BY_PHRASE.set(phrase, [kind]);
  }
}
const STARTS = new Set([...BY_PHRASE.keys()].map((phrase) => phrase.split(" ", 1)[0] ?? ""));
const LONGEST = 7;

/** Every grammar phrase in the tokens over a schema, longest first at each position; one span may have several readings. */
export function findCues(tokens: readonly Token[], schema: Schema): readonly Cue[] {
  const cues: Cue[] = [];
  for (let start = 0; start < tokens.length; start++) {
    const longest = STARTS.has(tokens[start]?.lower ?? "") ? LONGEST : 0;
    for (let end = Math.min(tokens.length, start + longest); end > start; end--) {
      const span = tokens.slice(start, end);
      if (span.some((token) => token.kind === "quoted")) continue;
      const phrase = span.map((token) => token.lower).join(" ");
      const kinds = BY_PHRASE.get(phrase) ?? [];
      cues.push(
        ...kinds
          .filter(({ tag }) => tag !== "compareAfter" || !beginsComparison(phrase, tokens[end]))
          .filter(({ tag }) => (tag !== "count" && tag !== "superlative") || !isOfAmount(phrase, tokens, start, end, schema))
          .map((kind) => ({ ...kind, start, end })),
      );
    }
    cues.push(...gradedAt(tokens, start), ...extremeDay(tokens, start));
  }
  return cues;
}

/** "the largest amount of the payments", where each has an amount; "an amount of 20". Who "has the largest amount of payments" has most. */
function isOfAmount(phrase: string, tokens: readonly Token[], start: number, end: number, schema: Schema): boolean {
  const noun = tokens.slice(end).find(({ lower }) => !/^(?:all|any|the|our|these|those)$/u.test(lower));
  const before = tokens.slice(Math.max(0, start - 3), start).map(({ lower }) => lower);
  const holders = holdersOfAmounts(schema);
  if (!phrase.endsWith("amount of") || noun === undefined || holders.size === 0) return false;
  if (noun.number !== null || /^(?:exactly|more|less|at|over|under|above|below|between|up)$/u.test(noun.lower)) return true;
  const isRanked =
    phrase !== "amount of" ||
    /^(?:highest|lowest|largest|smallest|greatest|biggest|average|mean|maximum|minimum)$/u.test(before.at(-1) ?? "");
  return isRanked && holders.has(noun.lemma) && !before.some((word) => /^(?:has|have|had|having|with)$/u.test(word));
}

const holdersOfAmounts = oncePer(({ tables, columns }: Schema) => {
  const amounts = columns.filter(({ type, lemmas }) => type === "number" && lemmas.at(-1) === "amount");
  return new Set(amounts.map(({ table }) => tables[table]?.lemmas.at(-1)));
});

/** "over 300 or less than 100", "after 1961 or before 1959": what follows the first number compares with a second one. */
function beginsComparison(phrase: string, next: Token | undefined): boolean {
  return (
    next?.lower === "than" ||
    (/ (?:after|before)$/u.test(phrase) && next?.lower === "the") ||
    (/ (?:after|before|above|below|over|under)$/u.test(phrase) && (next?.kind === "quoted" || /^\d/u.test(next?.text ?? "")))
  );
}

const DATED = ["date", "time", "year", "on", "at"] as const;

/** "when was the first house built", "the last day of a stay": the earliest, the latest. */
function extremeDay(tokens: readonly Token[], at: number): readonly Cue[] {
  const word = tokens[at]?.lower ?? "";
  const isDay = /^(?:date|day)$/u.test(tokens[at + 1]?.lower ?? "") || tokens.slice(0, 3).some(({ lower }) => lower === "when");
  if (!/^(?:first|last)$/u.test(word) || !isDay || tokens[at - 1]?.lower !== "the" || tokens[at + 1]?.lemma === "name") return [];
  return [{ tag: "superlative", dir: word === "last" ? "desc" : "asc", counted: false, attributes: DATED, word, start: at, end: at + 1 }];
}

/** "whose size is greater 30": comparing words whose "than" is left out. */
const BARE: Readonly<Record<string, CompareOp>> = { greater: ">", higher: ">", lower: "<", smaller: "<", less: "<" };

function gradedAt(tokens: readonly Token[], at: number): readonly Cue[] {
  const token = tokens[at];
  const previous = tokens[at - 1]?.lower ?? "";
  const graded = token?.kind === "word" ? readGraded(token.lower, previous) : null;
  const bare = Object.hasOwn(BARE, token?.lower ?? "") ? BARE[token?.lower ?? ""] : undefined;
  if (bare && tokens[at + 1]?.kind === "number") return [{ tag: "compare", op: bare, start: at, end: at + 1 }];
  if (!graded) return [];
  const word = ["most", "least", "more", "less"].includes(previous) ? at - 1 : at;
  // "the most" is a phrase of its own; with an adjective the phrase goes on.
  const start = graded.degree === "superlative" && tokens[word - 1]?.lower === "the" ? word - 1 : word;
  if (graded.degree === "superlative")
    return [
      {
        tag: "superlative",
        dir: graded.sign === 1 ? "desc" : "asc",
        counted: false,
        attributes: graded.attributes,
        word: token?.lower ?? "",
        start,
        end: at + 1,
      },
    ];
  // "older 40": the "than" is left out.
  const next = tokens[at + 1];
  if (next?.lower !== "than" && next?.kind !== "number") return [];
  return [
    {
      tag: "compare",
      op: graded.sign === 1 ? ">" : "<",
      attributes: graded.attributes,
      start,
      end: next.kind === "number" ? at + 1 : at + 2,
    },
  ];
}
