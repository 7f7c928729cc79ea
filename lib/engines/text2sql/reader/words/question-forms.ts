const PERIOD = "(?:day|week|month|quarter|year)";
const FIGURE = "[$€£]?\\d[\\d.,]*(?:k|m)?";
const YEAR = "(?:19|20)\\d\\d";
const MONTH = "(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)\\p{L}*";

/** Ways to ask that turn the order of a question round, or begin it with words of their own, each as the plain one. */
export const QUESTION_FORMS: readonly (readonly [RegExp, string])[] = [
  [/\b(?:gimme|gimmie|lemme (?:see|have|get))\b/giu, "give me"],
  [/^how (?:high|large|big) (?:is|was|are|were) (?=(?:the|our) )/giu, "what is "],
  // A range of figures; years and days are windows of time.
  [
    new RegExp(
      `\\bfrom (?!${YEAR}\\b(?!,))(${FIGURE}) (?:up )?to (?!${YEAR}\\b(?!,))(${FIGURE})(?![\\p{L}\\d-]|\\.\\d)(?! (?:of )?${MONTH}\\b)`,
      "giu",
    ),
    "between $1 and $2",
  ],
  [new RegExp(`\\bfrom (${YEAR}|${MONTH}(?: ${YEAR})?) on(?:wards?)?\\b(?! to\\b)`, "giu"), "since $1"],
  // What is asked stands behind what it is asked of.
  [/^(.{2,60}?) (?:(was|were) )?(\p{L}{2,}ed) when\s*\??$/giu, "when was $1 $3"],
  [/^(.{2,60}?) (\p{L}{3,}[^s\W])s when\s*\??$/giu, "when does $1 $2"],
  [
    /^[Ff]or (?!each\b|every\b|this\b|last\b|next\b)([\p{Ll}\d][^,?]*\p{L}{2,}s\b[^,?]*), what (?:is|was|are|were) the ((?:highest|lowest|largest|smallest|biggest|maximum|minimum) [^?]+?)\s*\??$/gu,
    "what is the $2 of $1",
  ],
  [
    /^(\p{Ll}[^:?]*\p{L}{2,}s\b[^:?]*): (?:the )?((?:highest|lowest|largest|smallest|biggest|maximum|minimum) \p{L}+(?: \p{L}+){0,2})\s*\??$/gu,
    "what is the $2 of $1",
  ],
  [/^(?:the )?(day|week|month|quarter|year) with the (?=(?:most|fewest|highest|lowest) )/giu, "which $1 had the "],
  [/^who (?:did|have) (?:we|you|they) hired?\b/giu, "who was hired"],
  [/\brunning (?=(?:longer|shorter|more|less) than\b)/giu, "that run "],
  [/^to whom (?:does|do|did) (.+?) belong\s*\??$/giu, "who owns $1"],
  [/^whose (\p{L}+) (?:is|was) (\S*\d\S*?)\s*\??$/giu, "who owns $1 $2"],
  // Two kinds are set side by side.
  [
    /^(?:are|were) there more (.+?) (?:or|than) ((?:\p{L}+[ -]){1,3}\p{L}+?)(?= (?:that|which|who|in|since|this|last|yesterday|today)\b|\s*[?.!]*$)/giu,
    "how many $1 versus $2",
  ],
  [
    /^(?:do|did) (?:we|you|they) have more ((?:\p{L}+[ -])?\p{L}+(?<!s)) (?:or|than) ((?:\p{L}+[ -])?\p{L}+?) (\p{L}+s)\b/giu,
    "number of $1 $3 versus $2 $3",
  ],
  [
    /^which (\p{L}+) (?:has|had|have) (?:more|fewer|less) (\p{L}+s)(?: [^,:–?]*)?[,:–-] ?(?:the )?(\p{L}[^,?]*?) or (?:the )?(\p{L}[^,?]*?)\s*\??$/giu,
    "number of $2: $3 $1 versus $4 $1",
  ],
  [
    /\b(?:an? )?(\d+)[- ](day|week|month|year|hour|minute)s? (term|duration|length|period|warranty|guarantee|notice)\b/giu,
    "a $3 of $1 $2s",
  ],
  // What somebody once got is had.
  [
    /(?<=\b(?!which|who|that)\p{L}{3,}s (?:have |has |had )?)(?:got|gotten|took out|taken out|received|obtained) (?=(?:an?|any|at least|more than|another) )/giu,
    "have ",
  ],
  // How something went over time, or over groups.
  [
    new RegExp(
      `^how (?:did|has|have|do|does) (?:the |our )?(.+?) (?:develop(?:ed)?|evolved?)(?= )(?=.*\\b(?:by|per|each|every|over the) ${PERIOD}s?\\b)`,
      "giu",
    ),
    "$1",
  ],
  [
    new RegExp(`^(?:the |show (?:me )?(?:the )?)?(?:trend|development) (?:of|in) (?=.*\\b(?:by|per|each|every) ${PERIOD}\\b)`, "giu"),
    "number of ",
  ],
  [
    /^how (?:is|are|was|were) (?:the |our )?(\p{L}+(?: \p{L}+){0,2}?) (?:distributed|split|spread|broken down|divided)(?: up)? by (?:the )?(?=\p{L})/giu,
    "$1 by ",
  ],
  [
    /^((?:(?:show|list|give|find)(?: me)? )?(?:the )?)bottom (\d+) (.+?) by (?!number\b)(\p{L}+(?: \p{L}+)?)\s*[.?!]*$/giu,
    "$1$2 $3 with the lowest $4",
  ],
];
