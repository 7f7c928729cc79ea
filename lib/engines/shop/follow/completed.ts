import { withoutChatter } from "@/lib/language/chatter";
import { editDistance } from "@/lib/language/words";

const WORDS = "(?!(?:and|or|what|which|who|how|why|when|show|list|only|not|no|in|from)\\b)[\\p{L}\\p{M}][\\p{L}\\p{M}'’.-]*";
/** A thing or a figure and nothing else: "sales", "products please", "average order value i mean". */
const NAMED = new RegExp(
  `^(?:(?:sorry|no|oh|ok|i|we|mean|meant|want|wanted|the|our|my|by|of|for|just)[,\\s]+)*(${WORDS}(?: ${WORDS}){0,3}?)(?:[,\\s]+(?:i|we) (?:mean|meant))?(?:[,\\s]+(?:please|pls|instead|of course))*\\s*[?.!]*$`,
  "iu",
);
const LEADS = /^(?:(?:and|ok|so|then|but|what about|how about|what of|how (?:was|were|is|are))[,\s]+)+/iu;
const OPEN = /^(.*?\b(?:(?:top|best|worst|bottom)(?: (?:\d{1,3}|one|two|three|five|ten))?|how many|how much))(?= |$)/iu;
const LONGEST_SLIP = 2;

/**
 * What a question that was asked back becomes with the words that answer it: "top 5 last month", then "products", is "top 5 products last
 * month"; a word near to one that was not understood takes its place.
 * @returns whole questions, the likeliest first; none where the words are more than the name of a thing or a figure
 */
export function completedBy(asked: string, text: string): readonly string[] {
  const [, said] = NAMED.exec(text.trim()) ?? [];
  if (said === undefined) return [];
  // What is nothing but chatter is no question that could be completed.
  if (withoutChatter(`${asked}. ${said}`) === said) return [];
  const open = asked
    .trim()
    .replace(LEADS, "")
    .replace(/[\s?.!]+$/u, "");
  const slip = open
    .split(/\s+/u)
    .find(
      (word) =>
        word.length > 3 && !said.includes(" ") && editDistance(word.toLowerCase(), said.toLowerCase(), LONGEST_SLIP) <= LONGEST_SLIP,
    );
  const [, lead] = OPEN.exec(open) ?? [];
  return [
    ...(slip === undefined ? [] : [open.replace(slip, said)]),
    ...(lead === undefined ? [] : [`${lead} ${said}${open.slice(lead.length)}`]),
    `${said} ${open}`,
    `${open} ${said}`,
  ];
}
