import { questionsForRest } from "@/lib/engines/shop/checks/clarify";
import { compose } from "@/lib/engines/shop/compose";
import { parseCall } from "@/lib/engines/shop/calls/calls";
import { leftOut } from "@/lib/engines/shop/checks/coverage";
import { asOptions, type ComposeContext } from "@/lib/engines/shop/draft";
import { type Frame } from "@/lib/engines/shop/said/frame";
import { topicsNear } from "@/lib/engines/shop/checks/topics-near";
import { LEXICON_WORDS, readQuestion, type Tag } from "@/lib/engines/shop/said/reading";
import type { Option } from "@/lib/answers/answer";
import type { Vocabulary } from "@/lib/engines/shop/said/vocabulary";
import { ENGLISH_WORDS } from "@/lib/language/english";
import { editDistance, escapePattern, wholeWord } from "@/lib/language/words";
import { frameOf } from "@/lib/engines/shop/said/read-frame";

/** What is left of "in the north" when nobody knows the north. */
const DANGLING = /(?:\s+(?:in|at|by|for|from|of|with|on|per|to|and|or|the|a|an|my|our))+\s*(?=[?.!]?\s*$)/iu;
const MOST = 3;

/**
 * Questions that a question with unread words may have meant: with the nearest known words in their place, then without
 * them; where the rest asks for nothing yet, what it could ask for. Each of them can be answered.
 * @param isAllowed whether a question may be asked at all
 */
export function readingsNear(
  text: string,
  frame: Frame,
  context: ComposeContext,
  isAllowed: (question: string) => boolean,
): readonly Option[] {
  const [word] = frame.unknown;
  const replaced =
    word === undefined || new Set(frame.unknown).size > 1
      ? []
      : nearestTo(word, context.vocabulary, isPlace(word, text))
          .map((near) => text.replace(wholeWord(word), near))
          .filter((question) => isAllowed(question) && isAnswerable(question, context))
          .filter((question, at, all) => all.findIndex((other) => other.toLowerCase() === question.toLowerCase()) === at);
  const rest = frame.unknown
    .reduce((left, unread) => (isPlacedLast(frame, unread) ? withoutPlace(left, unread) : left.replace(wholeWord(unread), " ")), text)
    .replace(/\s+/g, " ")
    .replace(/^[\s,.;:–-]+| (?=[,.?!])/gu, "")
    .replace(DANGLING, "")
    .trim();
  const without = isAllowed(rest) && isAnswerable(rest, context) ? [rest] : [];
  // Without a verb, or without what a number counts, nobody would ask it so.
  const isSpare =
    frame.tags.every((tag, at) => !frame.unknown.includes(tag.words) || canBeLeftOut(frame.tags, at)) &&
    !frame.unknown.some((unread) => new RegExp(`${escapePattern(unread)}\\s*,`, "iu").test(text));
  const bare = (isSpare ? without : []).map((question) => ({
    label: `${question} (without ${frame.unknown.map((unread) => `“${unread}”`).join(", ")})`,
    question,
  }));
  if (replaced.length + bare.length > 0) return [...asOptions(replaced.slice(0, MOST)), ...bare];
  if (without.length > 0) return topicsNear(frame);
  const left = frameOf(readQuestion(rest, context.vocabulary, context), rest);
  const fragment = rest !== "" && left.unknown.length === 0 && compose(left, context) === null ? questionsForRest(left) : [];
  const topics = topicsNear(frame);
  return topics.length > 0 ? topics : asOptions(fragment);
}

/** Whether nothing but a period stands behind a word: "sales in Boston last month". */
function isPlacedLast({ tags }: Frame, word: string): boolean {
  const at = tags.findIndex(({ words }) => words === word);
  return tags.slice(at + 1).every(({ meaning }) => meaning.kind === "window");
}

function withoutPlace(text: string, word: string): string {
  return text.replace(new RegExp(`(?:\\b(?:in|from|to|at|of|for|with|by)\\s+(?:the\\s+)?)?${wholeWord(word).source}`, "iu"), " ");
}

/** Whether a word only describes what stands behind it ("imported sarees"), or is a place or a name behind "in" and the like. */
function canBeLeftOut(tags: readonly Tag[], at: number): boolean {
  const [before, next] = [tags[at - 1], tags[at + 1]];
  if (/^\d/.test(tags[at]?.words ?? "")) return false;
  const isThing = next !== undefined && ["noun", "entity", "measure", "value", "unknown"].includes(next.meaning.kind);
  const isLast = next === undefined || next.meaning.kind === "window";
  const isPlaced =
    isLast && /^(?:in|from|to|at|for|of|with|by|the|and|or|on)$/.test(before?.words ?? "") && before?.meaning.kind !== "number";
  return isThing || isPlaced || before?.meaning.kind === "unknown";
}

/** Whether a question, read by itself, is answered in full. */
export function isAnswerable(question: string, context: ComposeContext): boolean {
  const frame = frameOf(readQuestion(question, context.vocabulary, context), question);
  const drafted = frame.unknown.length > 0 ? null : compose(frame, context);
  if (drafted === null || "problem" in drafted) return false;
  const { call } = parseCall(drafted.tool, drafted.args);
  return call !== null && leftOut(frame, call).length === 0;
}

/** "orders in Boston": a name is meant there, no other word. */
function isPlace(word: string, text: string): boolean {
  return new RegExp(`\\b(?:in|from|to|at) ${escapePattern(word)}(?![\\p{L}\\d])`, "iu").test(text);
}

/** Names and known words within three letters, nearest first; none for a word of English, which is no slip of another. */
function nearestTo(word: string, { cities, categories, words }: Vocabulary, onlyNames: boolean): readonly string[] {
  if (word.length < 4 || ENGLISH_WORDS.has(word.toLowerCase()) || !/^\p{L}+$/u.test(word)) return [];
  const limit = word.length >= 8 ? 3 : word.length >= 6 ? 2 : 1;
  const candidates = new Set([
    ...cities.map(({ name }) => name),
    ...categories.map(({ name }) => name),
    ...(onlyNames ? [] : [...words, ...LEXICON_WORDS.filter((known) => known.length >= 4)]),
  ]);
  return [...candidates]
    .filter((near) => near.charAt(0).toLowerCase() === word.charAt(0).toLowerCase())
    .map((near) => ({ near, cost: editDistance(word.toLowerCase(), near.toLowerCase(), limit) }))
    .filter(({ cost }) => cost <= limit)
    .sort((a, b) => a.cost - b.cost)
    .slice(0, 2 * MOST)
    .map(({ near }) => near);
}
