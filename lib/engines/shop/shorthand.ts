/** Short and slang spellings of chats, by what they stand for. Only whole words are replaced. */
const SHORT: Readonly<Record<string, string>> = {
  hw: "how", smth: "something", sth: "something", sals: "sales", itm: "item", itms: "items", prdcts: "products", custmr: "customer", custmrs: "customers", biz: "business", bizz: "business", any1: "anyone", every1: "everyone", some1: "someone", no1: "no one", b4: "before", tmrw: "tomorrow", tmr: "tomorrow", wkend: "weekend", wknd: "weekend", wkly: "weekly", mnthly: "monthly", thx: "thanks", bcoz: "because", cuz: "because", coz: "because", gud: "good", abt: "about", diff: "different", inv: "inventory", dlvry: "delivery", pymt: "payment", pmt: "payment", atm: "now", rn: "now", curr: "current", prev: "previous", hrs: "hours", mins: "minutes", ord: "order", ords: "orders", mob: "mobile", wat: "what", wats: "what is", whats: "what is", wht: "what", whts: "what is", whos: "who is", hows: "how is", hwmany: "how many", hmany: "how many",
  yday: "yesterday", yest: "yesterday", ystrdy: "yesterday", ystday: "yesterday", "2day": "today", "2dy": "today", tdy: "today", tdays: "today's", todays: "today's", yesterdays: "yesterday's",
  ppl: "people", ppls: "people", cust: "customer", custs: "customers", cstmr: "customer", prod: "product", prods: "products", prdct: "product", ordr: "order", ordrs: "orders", rev: "revenue", revs: "revenue",
  amt: "amount", mth: "month", mths: "months", mnth: "month", wk: "week", wks: "weeks", yr: "year", yrs: "years", qtr: "quarter", lst: "last", thru: "through", frm: "from", btw: "between", bw: "between", w: "with",
  isnt: "isn't", arent: "aren't", dont: "don't", didnt: "didn't", doesnt: "doesn't", havent: "haven't", hasnt: "hasn't", wasnt: "wasn't", werent: "weren't", cant: "can't", wont: "won't", tot: "total", ttl: "total", avrg: "average", nos: "number", cnt: "count", cancl: "cancel", skus: "sku", gimme: "give me", lemme: "let me", wanna: "want to", u: "you", ur: "your", r: "are", pls: "please", plz: "please", bt: "but", n: "and",
};
const WORD = new RegExp(`(?<![\\p{L}\\p{M}\\d'’-])(?:${Object.keys(SHORT).join("|")})(?![\\p{L}\\p{M}\\d'’-])`, "giu");

// "worst 5 selling" is "5 worst selling": the number stands inside the phrase.
const RANK_AROUND_NUMBER = /\b(best|worst|top|bottom|least|most|lowest|highest|slowest|fastest)\s+(\d{1,3}|two|three|four|five|six|seven|eight|nine|ten)\s+(selling|sold|performing|popular|profitable|ordered|bought|moving|expensive)\b/giu;

/** A question with the shorthand of chats written out: "wats my rev yday" becomes "what is my revenue yesterday". */
export function writeOut(text: string): string {
  return text.replace(RANK_AROUND_NUMBER, "$2 $1 $3").replace(/\bno\.? of\b/giu, "number of").replace(/\bthis (morning|afternoon|evening)\b/giu, "today in the $1").replace(WORD, (word) => SHORT[word.toLowerCase()] ?? word);
}
