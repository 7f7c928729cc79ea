import type { Use } from "@/lib/interactions/event";
import {
  isKnown,
  KNOWN_WORDS,
  LOOKED_AT,
  LOOKED_AT_TYPOS,
  type ChangeLine,
  type Lesson,
  type VerifiedStore,
} from "@/lib/learning/memory/store";
import type { MemoryPlace, VerifiedAnswer } from "@/lib/learning/memory/verified";

/** Verified answers in memory, for tests and for measuring. @param use how often an answer came from one @param refused questions that it answered badly @param contested whether it was rated bad itself */
export function inMemoryVerifiedStore(
  use: (id: string) => Use | null = () => null,
  refused: (id: string) => readonly string[] = () => [],
  contested: (id: string) => Promise<boolean> = async () => false,
): VerifiedStore {
  const lessons = new Map<string, Lesson>();
  const lines: ChangeLine[] = [];
  const newest = () =>
    [...lessons.values()]
      .map(({ verified }) => verified)
      .reverse()
      .sort((a, b) => b.at.localeCompare(a.at));
  const at = (place: MemoryPlace) => (entry: VerifiedAnswer) =>
    entry.engine === place.engine && entry.source === place.source && entry.shopId === place.shopId;
  const those = (place: MemoryPlace, holds: (entry: VerifiedAnswer) => boolean) => newest().filter(at(place)).filter(holds);
  return {
    any: async (place) => newest().some(at(place)),
    same: async (place, normal) => those(place, (entry) => entry.normal === normal).slice(0, LOOKED_AT),
    alike: async (place, key) => those(place, (entry) => entry.key === key).slice(0, LOOKED_AT),
    words: async (place) =>
      newest()
        .filter((entry) => entry.stale === null && (place === null || at(place)(entry)))
        .flatMap(({ id, source, question, origin, at: taught, shape }) => {
          const word = lessons.get(id)?.word;
          return word ? [{ ...word, id, source, question, origin, at: taught, shape }] : [];
        })
        .slice(0, KNOWN_WORDS),
    readSo: async (place, reading) => those(place, (entry) => entry.reading === reading).slice(0, LOOKED_AT),
    inUse: async (place, limit) =>
      those(place, ({ stale }) => stale === null)
        .map(({ id }) => id)
        .slice(0, limit),
    some: async (ids) => newest().filter(({ id }) => ids.includes(id)),
    resembling: async (place, { prefix, like }) =>
      those(place, ({ key }) => key.startsWith(prefix) && asRegExp(like).test(key)).slice(0, LOOKED_AT_TYPOS),
    get: async (id) => lessons.get(id)?.verified ?? null,
    all: async (place) => newest().filter((entry) => place === null || at(place)(entry)),
    madeFrom: async (interactionId) => newest().filter((entry) => entry.interactionId === interactionId),
    testsOf: async (id) => [...lessons.values()].flatMap(({ verified, test }) => (verified.id === id ? [test] : [])),
    async teach(lesson) {
      if (isKnown(lesson, those(lesson.verified, ({ normal }) => normal === lesson.verified.normal)[0])) return;
      lessons.delete(lesson.verified.id);
      lessons.set(lesson.verified.id, lesson);
      lines.push(lesson.line);
    },
    async undo(id, line) {
      const known = lessons.delete(id);
      if (known) lines.push(line);
      return known;
    },
    async setStale(id, stale, line) {
      const lesson = lessons.get(id);
      if (!lesson) return false;
      lessons.set(id, { ...lesson, verified: { ...lesson.verified, stale } });
      lines.push(line);
      return true;
    },
    refused: async (id) => refused(id),
    contested,
    async uses(ids) {
      return new Map(
        ids.flatMap((id) => {
          const found = use(id);
          return found ? [[id, found] as const] : [];
        }),
      );
    },
    changes: async (limit) => [...lines].reverse().slice(0, limit),
  };
}

function asRegExp(like: string): RegExp {
  const parts = like.match(/\\.|[\s\S]/gu) ?? [];
  return new RegExp(
    `^${parts.map((part) => (part === "%" ? ".*" : part === "_" ? "." : (part.at(-1) ?? "").replace(/[$()*+.?[\\\]^{|}]/gu, "\\$&"))).join("")}$`,
    "iu",
  );
}
