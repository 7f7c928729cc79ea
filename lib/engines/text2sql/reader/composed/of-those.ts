const SPLIT =
  /^(.*?)[,;?.]? (?:and )?(how many|how much|what (?:share|percentage|part)) of (?:those|them|these|that|it)(?: (?!(?:have|has|had|are|is|were|was|did|do|does)\b)\p{L}+s)? (.*)$/iu;
const AGAIN = /[,;]? (?:and )?(?:how many|how much|what (?:share|percentage|part)) of (?:those|them|these|that|it)\b/iu;
const FIGURE = /^(?:how (?:many|much)|number of|count of|total|sum of)\b/iu;

/**
 * "tickets opened last week and how many of those are solved" as two questions; null where nothing is asked of what was asked before,
 * "unclear" where the second cannot be put by itself.
 */
export function askedOfThose(text: string): readonly [string, string] | "unclear" | null {
  if (!AGAIN.test(text)) return null;
  const [, first = "", figure = "", rest = ""] = SPLIT.exec(text.trim()) ?? [];
  const subject = first
    .replace(
      /^(?:how many|how much(?: is| was)?|number of|count of|total(?: (?:amount|cost|value|price|fee|sum) of)?|sum of|list|show(?: me)?)(?: all)?(?: of)?(?: the)? /iu,
      "",
    )
    .replace(/,? (?:in total|altogether|overall|are there|were there|do we have)\b/giu, "")
    .trim();
  if (subject === "" || rest === "" || AGAIN.test(rest)) return "unclear";
  // "how much of that has been paid" is a sum of its own column; "how much of them are open" asks how many.
  const done = doneIn(rest);
  if (/much$/iu.test(figure))
    return done === null
      ? "unclear"
      : [first, `total ${/^(?:the )?total (\p{L}+) of\b/iu.exec(first)?.[1] ?? "amount"} ${done} of ${subject}`];
  const isFigure = FIGURE.test(first) || /\b(?:in total|altogether)\b/iu.test(first);
  return [
    isFigure ? first : `how many ${first}`,
    `${figure}${/(?:share|percentage|part)$/iu.test(figure) ? " of" : ""} ${subject} ${rest}`,
  ];
}

/** "has been paid", "we waived", "did we waive". */
function doneIn(rest: string): string | null {
  const [, was, we, did = ""] =
    /^(?:(?:has|have|had|was|were|is|are)(?: already| actually)?(?: been)? (\p{L}+)|(?:(?:have|had) )?(?:we|they|you)(?: have| had)? (\p{L}+ed)|did (?:we|they|you) (\p{L}+))\s*[?.]?$/iu.exec(
      rest,
    ) ?? [];
  return was ?? we ?? (did === "" ? null : did.replace(/e?$/u, "ed"));
}

const OF_ROW =
  /^((?:which|what|who)\b.+?),? and how many (.+?) (?:does|do|did|has|have) (?:it|they|he|she|each(?: of them)?)(?: have| hold| own| run| manage| handle| look after)?(?: (?:by )?(now)| in total| there)?[?.]?$/iu;

/**
 * "which branch opened last and how many customers does it have" as the question of a row and what is counted of it; null where it is none.
 */
export function countedOfRow(text: string): { readonly row: string; readonly counted: string; readonly isNow: boolean } | null {
  const [, row, counted, now] = OF_ROW.exec(text.trim()) ?? [];
  return row === undefined || counted === undefined ? null : { row, counted, isNow: now !== undefined };
}

const SHARE = "(?:percentage|percent|share|proportion|fraction|part|%)";
const OF_WHOLE = new RegExp(
  `^(.*?)\\b(?:out )?of (?:all )?(?:the |our |those |all the )?([^,:;]+?),? (?:(?:what|which) ${SHARE}|how many percent)(?: of (?:them|these|those))? (?!of\\b)(.+?)[?.]?$`,
  "iu",
);
const AMONG = new RegExp(
  `^(?:what(?:['’]s| is| was)? )?(?:the )?${SHARE} of (?!those|them)([^,:;]+?) (?:among|amongst|out of) (?:all )?(?:the |our )?((?:(?! by | per |,|:).)+?)[?.]?$`,
  "iu",
);
const BY_GROUP = /\b(?:(?:broken down |split )?by|per|(?:for|in|at) (?:each|every)) (?:the )?([^,:;]+?)(?: ?[:,;–-].*)?$/iu;
const LATE_GROUP = /,? (?:(?:broken down |split )?by|per|(?:for|in|at) (?:each|every)) ([^,:;]+)$/iu;

/**
 * "of the matters that ended won or lost, what percentage did we win" as what is counted, what must be true of the part, and the group, if
 * any;
 * null where no part is asked for of a whole that was said before.
 */
export function askedOfWhole(text: string): { readonly whole: string; readonly part: string; readonly group: string | null } | null {
  const among = AMONG.exec(text.trim());
  if (among) return { whole: among[2] ?? "", part: among[1] ?? "", group: null };
  const [, lead = "", whole, said = ""] = OF_WHOLE.exec(text.trim()) ?? [];
  if (whole === undefined || /\b(?:percentage|percent|share|proportion)\b.*[^:;,–-] $/iu.test(lead)) return null;
  const late = LATE_GROUP.exec(said);
  const group = BY_GROUP.exec(lead.trim())?.[1] ?? late?.[1] ?? null;
  return { whole, part: ofFigure(whole, late ? said.slice(0, late.index) : said), group };
}

/** "of the learners who got a score, what percentage reached at least 60 points": a bound on the figure that the whole speaks of. */
function ofFigure(whole: string, part: string): string {
  const figure = /\b(?:got|have|has|had|with|received|given) (?:an?|the) ([^,]+)$/iu.exec(whole)?.[1];
  const bound =
    /^(?:reached|got|scored|had|made|achieved|received|came to) ((?:at least|at most|more than|less than|over|under|above|below|exactly) [\d.,]+)(?: (?:points?|marks?|percent|%))?$/iu.exec(
      part,
    )?.[1];
  return figure === undefined || bound === undefined ? part : `with a ${figure} of ${bound}`;
}

const PARTS =
  /^(?:out )?of (?:all )?(?:the |our |those )?([^,:;?]+?),? how many (?!of\b)([^,:;?]+?),? (?:and|&) how many (?:of (?:them|those) )?([^,:;?]+?)[?.]?$/iu;

/** "of the hearings with an outcome, how many did we win and how many did we lose" as what is counted and what is said of two parts of it. */
export function askedParts(text: string): { readonly whole: string; readonly parts: readonly [string, string] } | null {
  const [, whole, one, other] = PARTS.exec(text.trim()) ?? [];
  return whole === undefined || one === undefined || other === undefined ? null : { whole, parts: [one, other] };
}

const FIGURES =
  /^(.+?)\s*[-–:,;]\s*(how many,? (?:and )?how much|how many|how much),? and (?:on|for|from|by|of|across|to|in|with|at|over) how many (?:different )?(\p{L}+(?: \p{L}+)?)(?: is that| are (?:they|those))?[?.]?$/iu;

/**
 * "overdue invoices - how many, how much, and for how many customers" as the figures of the rows and what they are spread over; null where
 * the question is another.
 */
export function askedOverHowMany(text: string): { readonly rows: string; readonly over: string } | null {
  const [, rows, figures, over] = FIGURES.exec(text.trim()) ?? [];
  return rows === undefined || over === undefined
    ? null
    : { rows: `${rows}: ${(figures ?? "").replace(/how many,? (?:and )?how much/iu, "how many and how much")}`, over };
}

const RANKED_SHARE =
  /^(?:which|what) (.+?) (?:has|have|had) the (highest|largest|biggest|greatest|lowest|smallest) (?:share|percentage|proportion) of (?:its |their |the |his |her )?(.+?)(,? (?:and|with) (?:what|which|the|its|their) (?:share|percentage|proportion|rate|value|figure)(?: is (?:it|that))?)?[?.]?$/iu;

/** "which branch has the highest share of its loans past due" as the share for each branch; null where no share is ranked. */
export function askedRankedShare(
  text: string,
): { readonly shares: string; readonly dir: "asc" | "desc"; readonly isShown: boolean } | null {
  const [, group, way, of, shown] = RANKED_SHARE.exec(text.trim()) ?? [];
  return group === undefined || of === undefined
    ? null
    : {
        shares: `percentage of ${of} by ${group}`,
        dir: /^(?:lowest|smallest)$/iu.test(way ?? "") ? "asc" : "desc",
        isShown: shown !== undefined,
      };
}

const WITH_SHARE = new RegExp(
  `^(how many .+?),? (?:and|&) (?:what|which) ${SHARE}(?: of (?:all |the |our |the total |total )?[^,?]*?)? (?:is|was|are|were|does) (?:that|they|it|this)(?: make| come to)?(?: of (?:all )?(?:the |our )?([^,?]+?))?\\s*[?.]?$`,
  "iu",
);

/** "how many batches were dumped and what percentage of all batches is that" as the count, and what its share is of where that is said last; null where no share is asked for. */
export function askedWithShare(text: string): { readonly counted: string; readonly whole: string | null } | null {
  const [, counted, whole] = WITH_SHARE.exec(text.trim()) ?? [];
  return counted === undefined ? null : { counted, whole: whole ?? null };
}
