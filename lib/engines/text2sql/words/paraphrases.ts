import { readGraded } from "@/lib/language/lexicon";

/** What stands before the number that a plural top, or a plural superlative, leaves out. */
const UNNUMBERED = [
  /^((?:please )?(?:(?:show|give|list|tell|find)(?: me| us)? |(?:who|what|which) (?:are|were) )?(?:the |our |my )?top )(?=\p{L}{3,}(?<!s)s\b|people\b)/iu,
  /^((?:please )?(?:(?:show|give|list|find)(?: me| us)?|(?:who|what|which) (?:are|were)) (?:the |our |my ))(?=(?:largest|biggest|highest|oldest|youngest|newest|longest|lowest|smallest|shortest|cheapest|heaviest) \p{L}{3,}(?<!s)s\b(?! (?:and|or)\b))/iu,
];

const FIGURE = "(?:number of|average|mean|median|total|sum of) ";
const FIRST = "highest|lowest|largest|smallest|greatest|biggest|longest|shortest";

/** Ways of putting a question that mean the same over any schema, in the one that is put most often. */
const PLAINER: readonly (readonly [RegExp, string])[] = [
  // The group stands before its row anyway.
  [
    /^(for (?:each|every) (\p{L}+),? (?:show|list|give|find|display)(?: me)? )(?:the )?\2(?:['’]s)? names?,? and (?=the names?\b.+\bof (?:its|his|her|their) )/giu,
    "$1",
  ],
  [
    /\b(?:(?:who |that |which )?(?:is|are|fell|falling|fall|fallen|have fallen|has fallen|running) )?behind (?:on|with) (?:the |their |his |her |its |any )?(?=\p{L}+(?: \p{L}+)?(?:[?.,]|$| (?:in|at|of|by|per)\b))/giu,
    "with overdue ",
  ],
  [
    /\b(?:(?:who |that )?(?:with|have|has|having|celebrate|celebrates|celebrating) (?:an? |their |his |her )?birthdays?|whose birthdays? (?:is|are|falls?)) (?=today|tomorrow|yesterday|in|on|this|next|last)/giu,
    "born ",
  ],
  [/\b(with|have|has|had|having) (?:an? )?(above|below)[- ]average (\p{L}+(?: \p{L}+)?)(?=[?.,]|$| and\b)/giu, "$1 $3 $2 the average"],
  [/\b(is|are|was|were) different from\b/giu, "$1 not"],
  [/(?<!\bhow )\b(?:different|differing) from\b/giu, "other than"],
  [/(?<=\b(?:top|bottom|first|best|most|ranked|sorted|ordered)\b.*)\bin terms of\b/giu, "by"],
  [/\b(with|have|has|had|having) (\d+|two|three|four|five|six|ten) ((?:\p{L}+ )?\p{L}+) or more\b/giu, "$1 at least $2 $3"],
  [/\b(with|have|has|had|having) (\d+|two|three|four|five|six|ten) ((?:\p{L}+ )?\p{L}+) or (?:fewer|less)\b/giu, "$1 at most $2 $3"],
  [/^(please )?(?:add|sum) up (?:all )?(?:the |our )?(?!to\b|for\b|all\b)(?=\p{L})/giu, "$1what is the total "],
  [
    /^(what (?:is|are|was|were) the )(?!total|sum|average|number)(.+? of (?:all|the|our) .+?) (?:(?:taken |put |all )?together|altogether)(?=[?.]*$)/giu,
    "$1total $2",
  ],
  [
    new RegExp(`^for (?:which|what) (.+?) (?:is|was|are|were) the (${FIGURE}.+?) (?:the )?(${FIRST})(?=[?.]*$)`, "giu"),
    "which $1 has the $3 $2",
  ],
  [
    new RegExp(`^by (${FIGURE}.+?), (which|what) (.+?) (?:is|comes|ranks|stands) (?:the )?(?:first|highest)(?=[?.]*$)`, "giu"),
    "$2 $3 has the highest $1",
  ],
  [
    new RegExp(`^by (${FIGURE}.+?), (which|what) (.+?) (?:is|comes|ranks|stands) (?:the )?(?:last|lowest)(?=[?.]*$)`, "giu"),
    "$2 $3 has the lowest $1",
  ],
  [
    /^(?:which|what) (\p{L}+(?: \p{L}+){0,2}) (?:does|do|did) (?:each|every) (\p{L}+(?: \p{L}+){0,2}) belong to(?=[?.]*$)/giu,
    "list each $2 and their $1",
  ],
  [
    /^whose (\p{L}+(?: \p{L}+)?) (?:is|was) the (highest|lowest|largest|smallest|greatest|best|worst) among (?:all )?(?:the |our )?(?=\p{L}+(?: \p{L}+)?[?.]*$)/giu,
    "which has the $2 $1 of the ",
  ],
  [
    /\baverage number of (\p{L}+(?: \p{L}+)?) (?:of|for|in) (?:an?|each|every|one) (?=\p{L}+(?: \p{L}+)?(?:[?.]|$))/giu,
    "average number of $1 per ",
  ],
  [
    /^how many (\p{L}+(?: \p{L}+){0,2}?) (?:does|do) (?:the )?(\p{L}+(?: \p{L}+){0,2}?) have on average(?=[?.]*$)/giu,
    "what is the average number of $1 per $2",
  ],
];

const EXTREME = String.raw`(?:most|least) \p{L}+|\p{L}+est|best|worst`;
const FIGURE_SAID = String.raw`((?: \p{L}+){0,3}?)`;
const ENDING = String.raw`(?=[?.,]|$)`;
const FROM_TO = new RegExp(
  `,? (?:(?:sorted|ordered|ranked|arranged|listed|going|in order|sort them|order them) )?(?:from )?(?:the )?(${EXTREME})${FIGURE_SAID} to (?:the )?(${EXTREME})(?: ones?)?${ENDING}`,
  "giu",
);
const FIRST_BY = new RegExp(`,? (?:the )?(${EXTREME})${FIGURE_SAID} first${ENDING}`, "giu");

/** "from the oldest to the youngest" begins with the oldest; extremes that are no contraries say something else. */
function firstOfRange(said: string, first: string, of: string, last: string): string {
  return wayOf(first) !== 0 && wayOf(first) === -wayOf(last) ? `, ${first}${of} first` : said;
}

/** "largest total area first": the figure that all rows are sorted by. */
function sortedByFigure(said: string, extreme: string, of: string): string {
  return of === "" || wayOf(extreme) === 0 ? said : `, sorted by${of} in ${wayOf(extreme) === 1 ? "descending" : "ascending"} order`;
}

/** 1 for the greater or older extreme, -1 for the smaller or later one, 0 for other words. */
function wayOf(extreme: string): number {
  const words = extreme.toLowerCase().split(" ");
  const graded = readGraded(words.at(-1) ?? "", words[0] ?? "");
  return graded === null ? 0 : graded.attributes[0] === "date" ? -graded.sign : graded.sign;
}

/**
 * A question as it is put most often, with the number in it that a plural top leaves out ("top customers", "show me the largest loans");
 * the shop's lists have as many.
 */
export function putPlainly(text: string): string {
  const numbered = UNNUMBERED.reduce((sofar, lead) => sofar.replace(lead, (before) => `${before}10 `), text)
    .replace(FROM_TO, firstOfRange)
    .replace(FIRST_BY, sortedByFigure);
  return PLAINER.reduce((sofar, [pattern, words]) => sofar.replaceAll(pattern, words), numbered);
}
