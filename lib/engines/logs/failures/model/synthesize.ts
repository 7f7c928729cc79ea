import { generator } from "@/lib/platform/seeded-random";
import type { LabelledLog } from "@/lib/engines/logs/failures/model/labelled-log";
import { CALM_SENTENCES, FAILING_SENTENCES, HARMLESS_SENTENCES, PLACES, THINGS } from "@/lib/engines/logs/failures/model/synthetic-words";

export type Random = { next(): number; below(limit: number): number; pick<T>(from: readonly [T, ...T[]] | readonly T[]): T };
type Said = { readonly level: string; readonly place: string; readonly text: string };
type Style = (said: Said, seconds: number, random: Random) => string;

/** How many made logs a training reads. */
export const MADE_LOGS = 120;
export const MADE_LINES = 60;
const clock = (seconds: number): string => new Date(Date.UTC(2026, 4, 1 + (seconds % 27), 6) + seconds * 1000).toISOString();

const STYLES: readonly Style[] = [
  ({ level, place, text }, s) =>
    `${clock(s).replace("T", " ").replace(".", ",").slice(0, -1)} ${level.padEnd(5)} [main] ${place} - ${text}`,
  ({ level, place, text }, s) => JSON.stringify({ ts: clock(s), level: level.toLowerCase(), service: place, msg: text }),
  ({ level, place, text }, s) => `time=${clock(s)} level=${level.toLowerCase()} svc=${place} msg=${JSON.stringify(text)}`,
  ({ level, place, text }, s, random) =>
    `${clock(s).slice(0, 19)}Z ${level} ${random.below(9000)} --- [${place}] app.${place}.Main : ${text}`,
  ({ place, text }, s, random) =>
    `May ${String(1 + (s % 27)).padStart(2)} 06:${String(Math.floor(s / 60) % 60).padStart(2, "0")}:${String(s % 60).padStart(2, "0")} box${random.below(4)} ${place}[${random.below(9000)}]: ${text}`,
  ({ level, place, text }, s) => `${clock(s).slice(0, 19).replace("T", " ")} | ${level} | ${place} | ${text}`,
  ({ text }, s) => `[${clock(s).slice(11, 19)}] ${text}`,
  ({ level, place, text }) => `${level}:${place}:${text}`,
];

/**
 * Makes logs of invented systems with a label for every line: one style, a few components, ordinary lines, look-alikes and
 * failures, each with the levels that people give them. The same seed gives the same logs.
 * @param isUsed picks sentences by their place in the list, so that others can be held out
 */
export function synthesizeLogs(count: number, seed: number, isUsed: (sentence: number) => boolean = () => true): readonly LabelledLog[] {
  const random = createRandom(seed);
  const used = (sentences: readonly string[]): readonly string[] => sentences.filter((_, index) => isUsed(index));
  const bank = { failing: used(FAILING_SENTENCES), harmless: used(HARMLESS_SENTENCES), calm: used(CALM_SENTENCES) };
  return Array.from({ length: count }, (_, index) => synthesizeLog(`made-${seed}-${index}.log`, random, bank));
}

type Bank = { readonly failing: readonly string[]; readonly harmless: readonly string[]; readonly calm: readonly string[] };

function synthesizeLog(name: string, random: Random, bank: Bank): LabelledLog {
  const style = random.pick(STYLES);
  const places = Array.from({ length: 3 }, () => random.pick(PLACES));
  const lines: string[] = [];
  const failing = new Set<number>();
  for (let line = 1; line <= MADE_LINES; line++) {
    const kind = random.next();
    const fails = kind > 0.86;
    const level = random.pick(
      fails
        ? ["ERROR", "ERROR", "ERROR", "WARN", "WARN", "INFO"]
        : kind > 0.62
          ? ["INFO", "INFO", "DEBUG", "WARN", "WARN", "ERROR"]
          : ["INFO", "INFO", "INFO", "DEBUG", "WARN"],
    );
    const sentence = random.pick(fails ? bank.failing : kind > 0.62 ? bank.harmless : bank.calm);
    if (fails) failing.add(line);
    lines.push(style({ level, place: random.pick(places), text: spell(sentence, random) }, line * 3 + random.below(3), random));
  }
  return { name, text: lines.join("\n"), failing, either: new Set() };
}

const spell = (sentence: string, random: Random): string =>
  sentence.replace(/[%@#]/g, (mark) =>
    mark === "%"
      ? random.pick(THINGS)
      : mark === "@"
        ? `${random.pick(["A", "KX", "no"])}-${10_000 + random.below(89_999)}`
        : String(1 + random.below(900)),
  );

/** Numbers and choices that are the same for the same seed. */
export function createRandom(seed: number): Random {
  const next = generator(seed);
  const below = (limit: number): number => Math.floor(next() * limit);
  return {
    next,
    below,
    pick: (from) => {
      const item = from[below(from.length)];
      if (item === undefined) throw new RangeError("nothing to pick from");
      return item;
    },
  };
}
