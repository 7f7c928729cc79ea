import { CLIENT_LEFT, FAILING, GAVE_UP, HARMLESS_PARTS, HARMLESS_WHOLE, STRONG, WILL_RETRY } from "@/lib/engines/logs/failures/phrases";
import type { LogRecord } from "@/lib/engines/logs/records/record";

const MAX_WORDS = 40;
/** Letters of ids are no words. */
const WORD = /(?<![\w-])[a-z][a-z']+(?![\w-])/g;

/**
 * What the classifier looks at in one event: its level, the phrases that the rules know, its words without numbers and
 * ids, and pairs of neighbours. Each feature is a readable text.
 * @param judged the message without its harmless parts
 */
export function featuresOf(record: LogRecord, judged: string, detail: string): readonly string[] {
  const text = record.message.slice(0, 2_000);
  const features = new Set<string>([`level ${record.level ?? "none"}`]);
  for (const [name, holds] of [
    ["phrase failing", FAILING.test(judged)],
    ["phrase strong", STRONG.test(judged)],
    ["phrase harmless", HARMLESS_WHOLE.test(text)],
    ["phrase harmless part", judged !== text && HARMLESS_PARTS.some((part) => text.search(part) >= 0)],
    ["phrase client left", CLIENT_LEFT.test(text)],
    ["phrase retry", WILL_RETRY.test(text)],
    ["phrase gave up", GAVE_UP.test(text)],
    ["field error", record.detail !== null],
    ["field stack", detail !== ""],
    ["field status bad", (record.status ?? 0) >= 500],
    ["text short", text.length < 25],
  ] as const) {
    if (holds) features.add(name);
  }
  const words = (text.toLowerCase().match(WORD) ?? []).slice(0, MAX_WORDS);
  words.forEach((word, index) => {
    features.add(`word ${word}`);
    const next = words[index + 1];
    if (next !== undefined) features.add(`pair ${word} ${next}`);
  });
  return [...features];
}
