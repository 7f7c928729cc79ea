/** "what they spent", where customers are ranked by it anyway. */
const SPENT =
  /[\s,]*\b(?:with|and|plus|showing|also)\s+(?:also\s+)?(?:what|how much|the amount(?: that)?)\s+(?:(?:they|each(?: one)?(?: of them)?)\s+(?:(?:all|each|have|has|had|did|actually)\s+)*(?:spent|spend|paid)|(?:did|have|has|does|do) (?:they|each(?: one)?(?: of them)?) (?:each )?(?:spent|spend|paid|pay))(?: (?:in total|with us))?(?=\s*(?:[?.!,;]|$))/iu;
/** "which customer ordered most, and how many": its row tells the figure. */
const HOW_MUCH =
  /[\s,]*\b(?:and|with|,) (?:by |with |for )?(?:how (?:many|much)|what (?:amount|number|figure))(?: (?:was|were|is|are) (?:it|that|they|there)| in total| exactly)?\s*[?.!]*$/iu;
const RANKS =
  /^(?:and |so )*(?:which|who|what|when)\b.*\b(?:most|highest|best|biggest|largest|top|worst|lowest|least|fewest|smallest|busiest)\b/iu;
const RANKED_PEOPLE =
  /^(?!.*\b(?:regist|sign|join|never)).*\b(?:top|best|biggest|big|highest|largest)\b.*\b(?:customers?|spenders?|buyers?|clients?|shoppers?)\b|^(?!.*\b(?:regist|sign|join|never)).*\bwho\b.*\b(?:spent|spend)\b/iu;

const ACCOUNT = "(?:(?:our|a|an|the|just|only|really|own)\\s+)+(?:\\p{L}+\\s+){0,2}?(?:account|login|profile|entry|user)";
/** "X is our staff account, leave it out": the name is what is left out. */
const LEFT_OUT_AFTER = new RegExp(
  `(?:^|[.,;:!?(–—-])\\s*(?:and |but )?([\\p{L}'’]+(?: [\\p{L}'’]+){0,3}?)(?: is|'s|,| being)? (?:${ACCOUNT})[\\s,;.–—-]*(?:so |please |and )*(?:leave|take|keep|filter) (?:it|that|this|him|her|them|that one|those) out\\)?(?: please)?`,
  "iu",
);
const DROPPED_AFTER = new RegExp(
  `(?:^|[.,;:!?(–—-])\\s*(?:and |but )?([\\p{L}'’]+(?: [\\p{L}'’]+){0,3}?)(?: is|'s|,| being)? (?:${ACCOUNT})[\\s,;.–—-]*(?:so |please |and )*(?:exclude|skip|ignore|omit|drop|remove|disregard|do not count|don't count|not counting) (?:it|that|this|him|her|them|that one|those)\\)?`,
  "iu",
);
/** "without X, which is our staff account". */
const SAID_OF = new RegExp(
  `(?:\\s*[,(–—-]+\\s*|\\s+)(?:(?:which|that|this|it|who)(?: is|'s)|as it is|because it is|since it is|that's|it's) ${ACCOUNT}\\s*\\)?`,
  "iu",
);

const FORMULA_WORDS = new Set(
  "a an the our we what which that it they them is are was were on in of for at and so then us each per selling sale sales sold sell unit units item items line lines order orders price prices goods product products things charged paid bought minus less - − – x × * times multiplied by deduct deducting subtract cost costs purchase buying quantity quantities pieces number amount".split(
    " ",
  ),
);
const ENDS = new Set("a an the our we what which that it they is are was were on in of for at and so then".split(" "));
const COSTLESS =
  /[\s,;–-]*\b(?:and |but )?(?:just |please |simply )?(?:skip(?:ping)?|ignor(?:e|ing)|leav(?:e|ing)|exclud(?:e|ing)|omit(?:ting)?|disregard(?:ing)?|drop(?:ping)?|without|not counting|except(?:ing)?(?: for)?)\b (?:(?:the|any|all|those|out|aside)\s+)*(?:products?|items?|ones|articles|things|goods)\b[^,;.?!]*?\b(?:no|without|missing|unknown|lack\w*|don'?t|not)\b[^,;.?!]*?\bcosts?(?: prices?)?(?: (?:entered|set|recorded|known|on file|saved|filled in|yet|is|are))*/iu;

/** "gross profit, so price minus cost times quantity": the formula says nothing more; alone it names the profit, of all or of one piece. */
export function withoutFormula(text: string): string {
  const isNamed = /\bprofits?\b/i.test(text);
  const words = [...text.matchAll(/[\p{L}\d'’]+|[-−–×*]/gu)].map(({ 0: word, index }) => ({
    word: word.toLowerCase(),
    start: index,
    end: index + word.length,
  }));
  const run = runsOf(words).find((some) => isFormula(some.map(({ word }) => word)));
  const plain = isNamed ? text.replace(COSTLESS, "") : text;
  const [first, last] = [run?.[0], run?.findLast(({ word }) => !ENDS.has(word))];
  if (first === undefined || last === undefined || run === undefined) return plain;
  const start = isNamed ? first.start : (run.find(({ word }) => !ENDS.has(word)) ?? first).start;
  // Without a quantity it is of one piece.
  const name = run.some(({ word }) => /^(?:times|x|×|\*|multiplied)$/.test(word)) ? "gross profit" : "margin per unit";
  const said = `${text.slice(0, start)}${isNamed ? ", " : ` ${name} `}${text.slice(last.end)}`;
  return isNamed ? said.replace(COSTLESS, "") : said;
}

type Word = { readonly word: string; readonly start: number; readonly end: number };

function runsOf(words: readonly Word[]): readonly (readonly Word[])[] {
  return words.reduce<readonly (readonly Word[])[]>((runs, word, at) => {
    if (!FORMULA_WORDS.has(word.word)) return runs;
    const isNext = at > 0 && runs.at(-1)?.at(-1) === words[at - 1];
    return isNext ? [...runs.slice(0, -1), [...(runs.at(-1) ?? []), word]] : [...runs, [word]];
  }, []);
}

/** A price or what was sold, less a cost. */
function isFormula(words: readonly string[]): boolean {
  const has = (...some: readonly string[]): boolean => some.some((word) => words.includes(word));
  return (
    has("price", "prices", "sold", "sell", "charged") &&
    has("cost", "costs") &&
    has("minus", "less", "-", "−", "–", "deduct", "deducting", "subtract")
  );
}

const PURPOSE =
  "(?:accountant|book-?keeper|boss|manager|bank|tax (?:office|return|man|people|authority|adviser|advisor)|auditors?|investors?|partners?|report|presentation|meeting|records|board|owner|landlord|books)";
/** "my accountant wants …", "for the tax office I need …": who asks, and what for. */
const ASKED_BY = new RegExp(
  `^(?:(?:my|our|the) (?:\\p{L}+ ){1,3}?(?:wants|needs|asks for|asked for|is asking for|would like|has asked for|asks|asked|is asking|wonders)(?: to (?:know|see|have))?(?: me to (?:send|give|tell|show)(?: (?:him|her|them))?)?|(?:for|before) (?:the|my|our|a) (?:\\p{L}+ ){1,3}?(?:i|we) (?:need|want|would like|have to (?:have|give|send))(?: to (?:know|see|have))?)\\s+|[\\s,]*\\bfor (?:the|my|our|a) (?:\\p{L}+ )?${PURPOSE}(?=\\s*(?:[?.!,;:]|$))`,
  "iu",
);

const WHO = "(?:we|i|my \\p{L}+|our \\p{L}+(?: \\p{L}+)?|the (?:boss|owner|accountant|manager|team|board|staff|bank))";
const IS_DOING =
  "(?:(?:'m|'re|\\s+(?:am|are|is))\\s+(?!(?:only|just|not|talking|looking|counting|considering|selling|checking|interested)\\b)|'ll\\s+|\\s+(?:will|have to|has to|had to|need to|needs to|want to|wants to|must|plan to|plans to|would like to|have an?|has an?|got an?)\\s+(?!only\\b))";
const ASKS =
  "(?:please |can you |could you |tell me |then )*(?:how|what|which|who|whose|when|where|why|show|list|give|find|tell|top|count|total)\\b";
/** "We are placing supplier orders tomorrow, so how many …": what somebody is about to do, and then the question. */
const CIRCUMSTANCE = new RegExp(
  `^((?:(?:(?:since|because|as|now that|given that|before|while) )?${WHO}${IS_DOING}|(?:for|before|ahead of) (?:the|my|our|a|an) (?:\\p{L}+ )*?${PURPOSE}\\b)[^?]*?)(?:,? (?:and )?so,? |\\s*[,;:.–—-]\\s+)(?=${ASKS})`,
  "iu",
);

/** "My cousin says that sarees do badly. What did we …": what somebody says, and then the question. */
const HEARSAY = new RegExp(
  `^(?:${WHO}|people|everyone|they) (?:says?|said|thinks?|thought|claims?|believes?|feels?|heard|hears?|told (?:me|us)|keeps? saying|(?:have|has|had) (?:the|a) feeling)\\b[^?!.;]*[.;!]\\s+(?=${ASKS})`,
  "iu",
);

/**
 * A question without the clause before it that says what somebody is about to do, or what it is for.
 * @param isApart whether the clause tells nothing of the shop, and the rest names what it asks for by itself
 */
export function withoutCircumstance(text: string, isApart: (clause: string, rest: string) => boolean): string {
  const heard = HEARSAY.exec(text)?.[0].length ?? 0;
  const [said, clause] = CIRCUMSTANCE.exec(text) ?? [];
  const rest = text.slice(said?.length ?? heard);
  const pointsBack = /\b(?:it|they|them|those|these|he|she|him|his|her|there)\b/i.test(rest);
  if (heard > 0 && clause === undefined) return pointsBack || !isApart("", rest) ? text : rest;
  return clause === undefined || pointsBack || !isApart(clause, rest) ? text : rest;
}

/**
 * A question without what it says beside itself: what
 * a name stands for ("X is our staff account, leave it out" becomes "without X").
 */
export function withoutAsides(text: string): string {
  const said = [LEFT_OUT_AFTER, DROPPED_AFTER]
    .reduce((left, pattern) => left.replace(pattern, (_match, name: string) => `, without ${name}`), text)
    .replace(SAID_OF, "")
    .replace(ASKED_BY, "");
  const told = RANKS.test(said) ? said.replace(HOW_MUCH, "") : said;
  return RANKED_PEOPLE.test(told) ? told.replace(SPENT, "") : told;
}
