import type { Frame } from "@/lib/engines/shop/said/frame";
import type { Tag } from "@/lib/engines/shop/said/reading";
import { isPlural } from "@/lib/engines/shop/rules/ranked";

const SUBJECT =
  /^(?:(?:and|so|ok|okay|then|now)[, ]+)*what(?:'s|’s| is| has| was| got| gets)?(?: (?:been|actually|really|currently|usually|normally|selling))* (?:sold|sells?|selling|moved|moves?|moving|bought|ordered|purchased|did (?:the )?(?:best|worst)|does (?:the )?(?:best|worst)|doing (?:the )?(?:best|worst)|(?:(?:the|our|my) )?(?:best|worst|top|most|least|hottest|slowest|fastest|lowest|highest))\b/iu;
const NAMED = /seller\b|\b(?:which|what) (?:product|item|article) /iu;

/** Whether a ranking of products without a number asks for the first one: "best selling saree", "what sold best", not "best sellers". */
export function asksForOne(frame: Frame): boolean {
  if (isPlural(frame, "product")) return false;
  const thing = thingRanked(frame.tags);
  if (thing !== null && saysSeveral(thing.words)) return false;
  if (frame.nouns.includes("products") || NAMED.test(frame.text) || SUBJECT.test(frame.text.trim())) return true;
  if (thing === null) return false;
  // "top selling rice" has no singular to tell by; "top selling saree" of the sarees has.
  const isTop = frame.tags.some(({ meaning, words }) => meaning.kind === "rank" && /^(?:top|bottom)/.test(words));
  return !isTop || saysSeveral(thing.name);
}

/** "and the best day?", in contrast to "top days" and "top by day". */
export function ranksOne({ tags }: Frame): boolean {
  return tags.some(
    ({ meaning, words }, at) => meaning.kind === "dimension" && !/(?<!u)s$/u.test(words) && tags[at - 1]?.meaning.kind === "rank",
  );
}

/** "cheapest sarees", "which toys": things of a kind, in the plural. */
export function namesSeveral({ tags }: Frame): boolean {
  const thing = thingRanked(tags);
  return thing !== null && saysSeveral(thing.words);
}

function saysSeveral(words: string): boolean {
  return /(?<![us])s$/iu.test(words.trim());
}

/** The kind of thing right behind the word of rank ("best selling saree") or behind "which". */
function thingRanked(tags: readonly Tag[]): { readonly words: string; readonly name: string } | null {
  const isAsked = ({ meaning }: Tag): boolean =>
    meaning.kind === "rank" || (meaning.kind === "mode" && ["which", "expensive", "cheap"].includes(meaning.mode));
  const at = tags.findIndex((tag, place) => isAsked(tag) && thingOf(tags[place + 1]) !== null);
  if (at === -1) return null;
  const run = tags.slice(at + 1);
  const end = run.findIndex((tag) => thingOf(tag) === null);
  return thingOf(run[(end === -1 ? run.length : end) - 1]);
}

function thingOf(tag: Tag | undefined): { readonly words: string; readonly name: string } | null {
  if (tag?.meaning.kind !== "entity" || tag.meaning.entity.kind !== "filter") return null;
  const { field, label } = tag.meaning.entity.filter;
  return field === "category" || field === "product" ? { words: tag.words, name: label } : null;
}
