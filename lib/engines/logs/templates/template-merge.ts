import { WILDCARD } from "@/lib/engines/logs/templates/tokens";

/** How many different words in one place make that place changing. */
const CHANGING_WORDS = 4;
/** Beside a wildcard two are enough; the first word names the event and needs more. */
const BESIDE_WILDCARD = 2;
const FIRST_WORD = 8;
const MAX_ROUNDS = 6;
const FIXED_WORDS = new Set(["true", "false", "null", "none", "nil", "yes", "no", "on", "off"]);

type Shape = { tokens: readonly string[]; hash: number; to: Shape | null };

/**
 * Merges token sequences of equal length that differ in one place, when that place holds enough different words.
 * Repeats until nothing changes, so that several changing places are found one after another.
 * @returns for each input the tokens of its merged template, in the order of the input
 */
export function mergeSimilar(sequences: readonly (readonly string[])[]): readonly (readonly string[])[] {
  const byText = new Map<string, Shape>();
  const own = sequences.map((tokens) => shapeOf(tokens, byText));
  let live = [...new Set(own)];
  for (let round = 0; round < MAX_ROUNDS; round++) {
    const merged = mergeRound(live, byText);
    if (!merged) break;
    live = [...new Set(live.map(resolve))];
  }
  return own.map((shape) => resolve(shape).tokens);
}

function resolve(shape: Shape): Shape {
  let end = shape;
  while (end.to) end = end.to;
  return end;
}

function shapeOf(tokens: readonly string[], byText: Map<string, Shape>): Shape {
  const text = tokens.join(" ");
  const known = byText.get(text);
  if (known) return known;
  const shape: Shape = { tokens, hash: hashTokens(tokens), to: null };
  byText.set(text, shape);
  return shape;
}

function mergeRound(live: readonly Shape[], byText: Map<string, Shape>): boolean {
  let merged = false;
  for (const [place, group] of candidateGroups(live)) {
    const open = group.filter((shape) => shape.to === null);
    const first = open[0];
    if (!first || open.length < 2) continue;
    const wild = open.some((shape) => shape.tokens[place] === WILDCARD);
    const needed = place === 0 ? FIRST_WORD : wild ? BESIDE_WILDCARD : CHANGING_WORDS;
    if (open.length < needed || !agreeExcept(open, place)) continue;
    const target = shapeOf(
      first.tokens.map((token, index) => (index === place ? WILDCARD : token)),
      byText,
    );
    for (const shape of open) if (shape !== target) shape.to = target;
    merged = true;
  }
  return merged;
}

/** Shapes that are equal but for one place, largest group first. */
function candidateGroups(live: readonly Shape[]): readonly (readonly [number, readonly Shape[]])[] {
  const groups = new Map<number, { place: number; shapes: Shape[] }>();
  for (const shape of live) {
    const { tokens, hash } = shape;
    if (tokens.length < 3) continue;
    for (let place = 0; place < tokens.length; place++) {
      const word = tokens[place] ?? "";
      if (word !== WILDCARD && !isChangeable(word)) continue;
      const rest = (hash - Math.imul(hashText(word), weight(place))) >>> 0;
      const key = rest * 0x100000 + place * 0x200 + (tokens.length % 0x200);
      const group = groups.get(key);
      if (group) group.shapes.push(shape);
      else groups.set(key, { place, shapes: [shape] });
    }
  }
  return [...groups.values()]
    .filter((group) => group.shapes.length > 1)
    .sort((a, b) => b.shapes.length - a.shapes.length)
    .map((group) => [group.place, group.shapes] as const);
}

function agreeExcept(shapes: readonly Shape[], place: number): boolean {
  const first = shapes[0]?.tokens ?? [];
  const rest = first.filter((token, index) => index !== place && /[a-z]{2}/i.test(token));
  return (
    rest.length > 0 &&
    shapes.every(
      ({ tokens }) => tokens.length === first.length && tokens.every((token, index) => index === place || token === first[index]),
    )
  );
}

function isChangeable(word: string): boolean {
  return /[a-z]/i.test(word) && !FIXED_WORDS.has(word.toLowerCase());
}

const weight = (place: number): number => Math.imul(place * 2 + 1, 0x9e3779b1) | 1;

function hashText(text: string): number {
  let hash = 0x811c9dc5;
  for (let i = 0; i < text.length; i++) hash = Math.imul(hash ^ text.charCodeAt(i), 0x01000193);
  return hash ^ (hash >>> 15);
}

function hashTokens(tokens: readonly string[]): number {
  return tokens.reduce((sum, token, place) => (sum + Math.imul(hashText(token), weight(place))) | 0, 0);
}
