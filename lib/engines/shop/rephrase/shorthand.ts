import { withoutChatter } from "@/lib/language/chatter";
import { inOneWord } from "@/lib/engines/shop/rephrase/synonyms";
import { SEVERAL } from "@/lib/language/counts";

/** Short and slang spellings of chats, by what they stand for. Only whole words are replaced. */
const SHORT: Readonly<Record<string, string>> = {
  wich: "which",
  whic: "which",
  hw: "how",
  lw: "low",
  stk: "stock",
  smth: "something",
  sth: "something",
  sals: "sales",
  itm: "item",
  itms: "items",
  prdcts: "products",
  custmr: "customer",
  custmrs: "customers",
  biz: "business",
  bizz: "business",
  any1: "anyone",
  every1: "everyone",
  some1: "someone",
  no1: "no one",
  b4: "before",
  tmrw: "tomorrow",
  tmr: "tomorrow",
  wkend: "weekend",
  wknd: "weekend",
  wkly: "weekly",
  mnthly: "monthly",
  thx: "thanks",
  bcoz: "because",
  bc: "because",
  cuz: "because",
  coz: "because",
  gud: "good",
  abt: "about",
  diff: "different",
  inv: "inventory",
  dlvry: "delivery",
  pymt: "payment",
  pmt: "payment",
  atm: "now",
  rn: "now",
  curr: "current",
  prev: "previous",
  hrs: "hours",
  mins: "minutes",
  ord: "order",
  ords: "orders",
  mob: "mobile",
  wat: "what",
  wats: "what is",
  whats: "what is",
  wht: "what",
  whts: "what is",
  whos: "who is",
  hows: "how is",
  hwmany: "how many",
  hmany: "how many",
  yday: "yesterday",
  yest: "yesterday",
  ystrdy: "yesterday",
  ystday: "yesterday",
  "2day": "today",
  "2dy": "today",
  tdy: "today",
  tdays: "today's",
  todays: "today's",
  yesterdays: "yesterday's",
  ppl: "people",
  ppls: "people",
  cust: "customer",
  custs: "customers",
  cstmr: "customer",
  prod: "product",
  prods: "products",
  prdct: "product",
  ordr: "order",
  ordrs: "orders",
  rev: "revenue",
  revs: "revenue",
  amt: "amount",
  mth: "month",
  mths: "months",
  mnth: "month",
  wk: "week",
  wks: "weeks",
  yr: "year",
  yrs: "years",
  qtr: "quarter",
  lst: "last",
  thru: "through",
  frm: "from",
  btw: "between",
  bw: "between",
  w: "with",
  isnt: "isn't",
  arent: "aren't",
  dont: "don't",
  didnt: "didn't",
  doesnt: "doesn't",
  havent: "haven't",
  hasnt: "hasn't",
  wasnt: "wasn't",
  werent: "weren't",
  cant: "can't",
  wont: "won't",
  tot: "total",
  ttl: "total",
  avrg: "average",
  nos: "number",
  cnt: "count",
  cancl: "cancel",
  skus: "sku",
  gimme: "give me",
  lemme: "let me",
  wanna: "want to",
  u: "you",
  ur: "your",
  r: "are",
  pls: "please",
  plz: "please",
  bt: "but",
  n: "and",
};
// "more then 3 times" compares.
const THEN =
  /(?<=\b(?:more|less|fewer|better|worse|higher|lower|bigger|larger|smaller|greater|older|newer|longer|shorter|cheaper|earlier|later|other|rather|faster|slower) )then(?=\s+[\p{L}\d])/giu;
const WORD = new RegExp(`(?<![\\p{L}\\p{M}\\d'’-])(?:${Object.keys(SHORT).join("|")})(?![\\p{L}\\p{M}\\d'’-])`, "giu");

// "worst 5 selling" is "5 worst selling": the number stands inside the phrase.
const RANK_AROUND_NUMBER = new RegExp(
  `\\b(best|worst|top|bottom|least|most|lowest|highest|slowest|fastest)\\s+(\\d{1,3}|${SEVERAL})\\s+(selling|sold|performing|popular|profitable|ordered|bought|moving|expensive)\\b`,
  "giu",
);

// "Which products sold best? Give me 10.": how many are wanted stands in a sentence of its own.
const WANTED =
  "(?:(?:give|show|tell|list|name|send|get)(?: me| us)?|i (?:want|need|would like)|i'd like|make (?:it|that)|let's say|limit (?:it )?to)";
const ONLY_SO_MANY = new RegExp(
  `(?:\\s*[?.!]+\\s+(?:(?:and|but|just|only|please|pls|simply) )*(?:${WANTED} )?|\\s*[;:,–—-]+\\s*(?:(?:and|but|just|only|please|pls|simply) )*${WANTED} )(?:(?:just|only|the|first) )*(\\d{1,2}|${SEVERAL})(?: (?:of (?:them|those|these)|please|pls|only|max|names|rows|results|is enough|will do|are enough))*\\s*[?.!]*$`,
  "iu",
);

/** A question with the shorthand of chats written out: "wats my rev yday" becomes "what is my revenue yesterday". */
export function writeOut(text: string): string {
  return withoutChatter(text)
    .replace(/\bdiff(?=\s*(?:$|[?.!,%]|(?:in|between|of|from|to|vs|per|wise|with)\b))/giu, "difference")
    .replace(/\bno\.? of\b/giu, "number of")
    .replace(/\s*&\s*/gu, " and ")
    .replace(THEN, "than")
    .replace(WORD, (word) => SHORT[word.toLowerCase()] ?? word);
}

/** A question that is written out and spelt right in the order that the reader knows, without its chatter. */
export function inOrder(text: string): string {
  return inOneWord(withoutChatter(text))
    .replace(RANK_AROUND_NUMBER, "$2 $1 $3")
    .replace(ONLY_SO_MANY, ", just $1")
    .replace(/\bthis (morning|afternoon|evening)\b/giu, "today in the $1");
}
