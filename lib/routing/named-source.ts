import { root } from "@/lib/language/words";
import type { Candidate } from "@/lib/routing/route";

/** Words that are no part of what a source is called. */
const NOT_CALLED = /\.[a-z0-9]{1,7}$|\b(?:demo|sample|test|my|the|copy|database|db)\b|\b\d+\b/gi;
/** What else a shop is called. */
const SHOP_KINDS = ["shop", "store"];
/** Behind "bank" or "store" these make it the way something is paid, or a thing that is called so. */
const OTHERWISE =
  "(?:transfers?|transferring|accounts?|statements?|cards?|details?|deposits?|wires?|payments?|payers?|methods?|cheques?|checks?|credits?|branch(?:es)?|holidays?|names?|ids?|numbers?|orders?|sales|purchases|paid)";
/** Before it these say by which way something is paid. */
const BY = "(?:by|via|through|using|per|(?:pay|paid|paying|payments?) (?:in|at|with|from))";
const LOG_NAMED = /\b(?:this|the|that|my|our|last) log(?: file)?\b(?! (?:in|out|into|on)\b)/i;

/**
 * The source that a question names as such: "the bank", "bank customers", "my store", an uploaded file by its name, or "logs" for "this
 * log". None where the word stands for something else, as in "bank transfer", where another source has rows called so, or where two
 * sources are named.
 */
export function namedSource(text: string, candidates: readonly Candidate[]): Candidate | "logs" | null {
  const isRowsOf = (word: string, but?: Candidate) => candidates.some((other) => other !== but && other.roots.get(root(word)) === 1);
  if (LOG_NAMED.test(text) && !isRowsOf("log")) return "logs";
  const named = candidates.filter((candidate) =>
    callsOf(candidate).some((call) => !isRowsOf(call, candidate) && isNamedAsSource(text, call)),
  );
  return named.length === 1 ? (named[0] ?? null) : null;
}

function callsOf({ engine, name }: Candidate): readonly string[] {
  const plain = (text: string) =>
    text
      .replace(/[^\p{L}\p{N}]+/gu, " ")
      .trim()
      .toLowerCase();
  const own = plain(plain(name.replace(/\.[a-z0-9]{1,7}$/i, "")).replace(NOT_CALLED, " "));
  return [...new Set([own, ...(engine === "shop" ? SHOP_KINDS : [])])].filter((call) => call.length >= 3);
}

function isNamedAsSource(text: string, call: string): boolean {
  const said = call.split(" ").join("[\\s_.-]+");
  const before = "(?:(?:the|my|our|this|that|your)(?: demo)? |demo |(?<!paid |pay )(?:in|of|at|does) |^(?:the )?)";
  const after = `(?:'s\\b|(?![\\p{L}\\p{N}-]| ${OTHERWISE}\\b))`;
  const asSource = new RegExp(`(?<![\\p{L}\\p{N}])${before}${said}${after}`, "iu");
  const asDatabase = new RegExp(`(?<![\\p{L}\\p{N}])${said}(?:\\.[a-z0-9]{2,7}| (?:database|db|file|data))(?![\\p{L}\\p{N}])`, "iu");
  const paid = new RegExp(`\\b${BY} (?:(?:the|my|our|a) )?${said}(?![\\p{L}\\p{N}])`, "giu");
  return asDatabase.test(text) || asSource.test(text.replace(paid, " "));
}
