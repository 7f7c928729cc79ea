import { REWORDED } from "@/lib/engines/text2sql/reader/words/lexicon";

/** What stands before the number that a plural top, or a plural superlative, leaves out. */
const UNNUMBERED = [
  /^((?:please )?(?:(?:show|give|list|tell|find)(?: me| us)? |(?:who|what|which) (?:are|were) )?(?:the |our |my )?top )(?=\p{L}{3,}(?<!s)s\b|people\b)/iu,
  /^((?:please )?(?:(?:show|give|list|find)(?: me| us)?|(?:who|what|which) (?:are|were)) (?:the |our |my ))(?=(?:largest|biggest|highest|oldest|youngest|newest|longest|lowest|smallest|shortest|cheapest|heaviest) \p{L}{3,}(?<!s)s\b(?! (?:and|or)\b))/iu,
];

/** "top customers", "show me the largest loans": how many they are, where no number says it; the shop's lists have as many. */
export function numberTop(text: string): string {
  return UNNUMBERED.reduce((sofar, lead) => sofar.replace(lead, (before) => `${before}10 `), text);
}

/** A question with everyday phrases put into words that the reader knows. */
export function reword(text: string): string {
  return REWORDED.reduce((sofar, [pattern, words]) => sofar.replaceAll(pattern, words), text);
}
