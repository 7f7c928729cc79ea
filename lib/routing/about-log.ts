/** Words that a log is asked about with. Some of them mean something else in a shop, so they decide only where a log is at hand. */
export const LOG_WORDS =
  /\b(?:logs?|(?<!(?:product|credit) )lines?(?! of credit)|entr(?:y|ies)|stack ?traces?|exceptions?|errors?|fail(?:s|ed|ing|ures?)?|root causes?|causes?d?|warnings?|templates?|patterns?|transactions?|requests?|components?|services?|modules?|process(?:es)?|threads?|hosts?|servers?|messages?|events?|steps?|(?:status|error|exit|return|response) codes?|connections?|time-?outs?|timed out|retr(?:y|ies|ied)|crash\w*|broken?|wrong|per (?:second|minute)|happen(?:s|ed|ing)?|fix(?:ed|es)?|solved?|resolved?|recover(?:s|ed|y)?|restart\w*|how long|when .*\b(?:start|begin|began|begun|end|stop|finish)(?:ed|s)?|does .*\bmean|healthy|serious|severe|affected|debug|trace|timestamps?|(?:what(?:'s| is) the )status(?=\W*$)|at \d{1,2}:\d{2})\b/i;

/** Words that stand for what was spoken of before. */
const REFERRING = /\b(?:it|its|they|them)\b/i;

/** What is known of a question by the time it is asked whether a log is meant. */
export type Said = {
  readonly text: string;
  /** A part of a question, which only what was said before makes whole. */
  readonly isFragment: boolean;
  /** Another source has all that the question names. */
  readonly isNamedElsewhere: boolean;
};

/**
 * Whether a further turn is about the log of its conversation. Right after a log every turn is, unless it plainly names what only another
 * source has and nothing of a log; after a turn about another source it must speak as one speaks of logs.
 */
export function isAboutLog({ text, isFragment, isNamedElsewhere }: Said, isLastTurn: boolean): boolean {
  if (isLastTurn) return isFragment || LOG_WORDS.test(text) || REFERRING.test(text) || !isNamedElsewhere;
  return LOG_WORDS.test(text) && !isFragment && !isNamedElsewhere;
}
