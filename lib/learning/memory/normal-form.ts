import { tokenise, type Token } from "@/lib/language/words";

/** A word of a question as it is compared, with the characters of `plainText` that it came from. */
export type NormalWord = {
  readonly text: string;
  readonly start: number;
  readonly end: number;
  /** Written with a capital inside a sentence: a name, whose spelling is never repaired. */ readonly isName: boolean;
};

const words = (list: string): ReadonlySet<string> => new Set(list.trim().split(/\s+/u));

/** Openings that ask for something without saying what; the longest is taken off first, again and again. */
const OPENINGS = phrases(`
  please | kindly | hi | hello | hey | ok | okay | thanks | thank you | good morning | good afternoon | tellback | can you | could you | can u | would you | will you | could i | can i | may i
  | i want to know | i would like to know | i'd like to know | i need to know | i want to see | i would like to see | i'd like to see | i need to see | i want | i need | i would like | i'd like
  | do you know | let me know | let me see | i am looking for | i'm looking for | help me find | tell me about | tell me | tell us | show me | show us | show | give me | give us | give | get me | get | list | list out
  | display | return | find | find out | fetch | retrieve | see | what is | what are | what was | what were | what's | which are | which is | who are | who is | me | us | to`);
const ENDINGS = phrases(
  "please | kindly | thanks | thank you | thx | for me | for us | if you can | if possible | do i have | do we have | are there | have we got | is there | there are | exist",
);
/** Openings that are also the first word of a name ("list price", "return rate"). */
const ALSO_NOUNS = words("list show display return");
/** After an opening such as "list" these add nothing. */
const AFTER_OPENING = words("the a an all");
const DROPPED = words("the a an");

/** Ways to say the same, longest first; a meaning that a comparison or a negation turns on is never touched. */
const SAME: readonly (readonly [string, string])[] = [
  ["the total number of", "count"],
  ["total number of", "count"],
  ["the number of", "count"],
  ["number of", "count"],
  ["the count of", "count"],
  ["count of", "count"],
  ["total count of", "count"],
  ["how many", "count"],
  ["count the", "count"],
  ["for each of the", "by"],
  ["for each", "by"],
  ["for every", "by"],
  ["grouped by", "by"],
  ["group by", "by"],
  ["broken down by", "by"],
  ["split by", "by"],
  ["in each", "by"],
  ["per", "by"],
  ["more than", "over"],
  ["greater than", "over"],
  ["higher than", "over"],
  ["larger than", "over"],
  ["bigger than", "over"],
  ["above", "over"],
  ["exceeding", "over"],
  ["less than", "under"],
  ["fewer than", "under"],
  ["lower than", "under"],
  ["smaller than", "under"],
  ["below", "under"],
  ["no more than", "atmost"],
  ["not more than", "atmost"],
  ["at most", "atmost"],
  ["up to", "atmost"],
  ["no less than", "atleast"],
  ["not less than", "atleast"],
  ["no fewer than", "atleast"],
  ["at least", "atleast"],
  ["the sum of", "total"],
  ["sum of", "total"],
  ["avg", "average"],
  ["mean", "average"],
  ["max", "maximum"],
  ["min", "minimum"],
  ["that do not have", "without"],
  ["who do not have", "without"],
  ["which do not have", "without"],
  ["that does not have", "without"],
  ["who does not have", "without"],
  ["with no", "without"],
  ["without any", "without"],
  ["having no", "without"],
  ["that have no", "without"],
  ["who have no", "without"],
  ["that have", "with"],
  ["who have", "with"],
  ["which have", "with"],
  ["that has", "with"],
  ["who has", "with"],
  ["which has", "with"],
  ["having", "with"],
  ["are there", ""],
  ["is there", ""],
  ["that are", ""],
  ["who are", ""],
  ["which are", ""],
  ["that is", ""],
  ["who is", ""],
  ["which is", ""],
  ["sorted by", "sort by"],
  ["ordered by", "sort by"],
  ["order by", "sort by"],
  ["in order of", "sort by"],
];
const SAME_INDEX = indexSame();
const SUPERLATIVE = /^(?:top|best|worst|most|least|first|last|\p{L}{2,}est|maximum|minimum)$/u;
const PERIOD = /^(?:hour|day|week|weekend|month|quarter|year|monday|tuesday|wednesday|thursday|friday|saturday|sunday)s?$/u;
/** Marks that change what is asked. */
const TELLING_MARKS = words("< > = % + - / * & # $");

/** The text with contractions and quotes spelled one way; offsets of words refer to it. */
export function plainText(text: string): string {
  return text
    .normalize("NFKC")
    .replace(/[’`´‘]/gu, "'")
    .replace(/[“”]/gu, '"')
    .replace(/\bcan't\b/giu, "can not")
    .replace(/n't\b/giu, " not")
    .replace(/\b(what|who|where)'s\b/giu, "$1 is")
    .replace(/\s+/gu, " ")
    .trim();
}

/**
 * The words of a question without case, plural, politeness and ways of asking, in their order; said differently but the
 * same in meaning ("how many", "number of") they are equal. @param plain from `plainText`
 */
export function normalWords(plain: string): readonly NormalWord[] {
  const tokens = tokenise(plain).filter((token) => token.kind !== "mark" || TELLING_MARKS.has(token.text));
  const body = stripManners(tokens);
  // "the customer with the most" is one and "the customers with the most" may be several.
  const ranks = body.some((token, at) => SUPERLATIVE.test(token.lower) && !PERIOD.test(body[at + 1]?.lower ?? ""));
  const keepsPlural = ranks && !body.some((token) => token.number !== null);
  const found: NormalWord[] = [];
  for (let at = 0; at < body.length;) {
    const same = sameAt(body, at);
    const token = body[at];
    if (!token) break;
    const last = body[at + (same?.length ?? 1) - 1] ?? token;
    const text = same
      ? same.text
      : token.kind === "quoted"
        ? `"${token.text}"`
        : token.kind === "number"
          ? String(token.number)
          : keepsPlural
            ? token.lower
            : token.lemma;
    if (text !== "" && (same || !DROPPED.has(token.lower)))
      found.push({
        text,
        start: token.start,
        end: last.end,
        isName: token.kind === "word" && /^\p{Lu}/u.test(token.text) && token.start > 0,
      });
    at += same?.length ?? 1;
  }
  return found;
}

/** Words that ask for something, greet or thank, taken off both ends in any order. */
function stripManners(tokens: readonly Token[]): readonly Token[] {
  let rest = tokens;
  for (let changed = true; changed;) {
    changed = false;
    const opening = OPENINGS.find((phrase) => startsWith(rest, phrase) && opensWell(rest, phrase));
    if (opening && rest.length > opening.length) {
      rest = rest.slice(opening.length);
      while (rest.length > 1 && AFTER_OPENING.has(rest[0]?.lower ?? "")) rest = rest.slice(1);
      changed = true;
    }
    const ending = ENDINGS.find((phrase) => startsWith(rest.slice(-phrase.length), phrase));
    if (ending && rest.length > ending.length) {
      rest = rest.slice(0, -ending.length);
      changed = true;
    }
  }
  return rest;
}

/** "list the customers" and "list customers" open with an order; "list price" and "return rates" do not. */
function opensWell(tokens: readonly Token[], phrase: readonly string[]): boolean {
  const [first, next] = [phrase[0] ?? "", tokens[phrase.length]];
  if (phrase.length > 1 || !ALSO_NOUNS.has(first) || next === undefined) return true;
  if (
    AFTER_OPENING.has(next.lower) ||
    next.kind !== "word" ||
    /^(?:me|us|how|which|what|every|each|only|number|total|count|top|different|distinct)$/u.test(next.lower)
  )
    return true;
  return first !== "return" && next.lemma !== next.lower && next.lemma !== "price";
}

function sameAt(tokens: readonly Token[], at: number): { readonly length: number; readonly text: string } | null {
  const known = SAME_INDEX.get(tokens[at]?.lower ?? "") ?? [];
  const found = known.find(({ phrase }) => startsWith(tokens.slice(at, at + phrase.length), phrase));
  return found ? { length: found.phrase.length, text: found.text } : null;
}

function startsWith(tokens: readonly Token[], phrase: readonly string[]): boolean {
  return (
    tokens.length >= phrase.length &&
    phrase.every((word, index) => tokens[index]?.lower === word && tokens[index]?.kind === "word" && tokens[index]?.text !== "US")
  );
}

function phrases(list: string): readonly (readonly string[])[] {
  return list
    .split("|")
    .map((phrase) => tokenise(phrase.trim()).map((token) => token.lower))
    .sort((a, b) => b.length - a.length);
}

function indexSame(): ReadonlyMap<string, readonly { readonly phrase: readonly string[]; readonly text: string }[]> {
  const index = new Map<string, { readonly phrase: readonly string[]; readonly text: string }[]>();
  for (const [said, text] of SAME) {
    const phrase = said.split(" ");
    const first = phrase[0] ?? "";
    index.set(
      first,
      [...(index.get(first) ?? []), { phrase, text }].sort((a, b) => b.phrase.length - a.phrase.length),
    );
  }
  return index;
}
