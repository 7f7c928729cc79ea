export type Judged = { readonly signs: ReadonlyMap<string, number>; readonly right: boolean };

const STEPS = 2_000;
const RATE = 0.12;
const PENALTY = 0.0005;
const MIN_QUESTIONS = 25;

/**
 * Logistic regression of "the first choice was right" on signs of doubt, by full-batch gradient descent with a small penalty.
 * Signs are brought to -1..1 for it, since steps that suit a yes or no overshoot on larger ones.
 */
export function fitConfidence(rows: readonly Judged[]): Readonly<Record<string, number>> {
  const names = frequentSigns(rows);
  const scales = names.map((name) => Math.max(1, ...rows.map(({ signs }) => Math.abs(signs.get(name) ?? 0))));
  const packed = rows.map(({ signs, right }) => {
    const ids = Int32Array.from(names.flatMap((name, id) => (signs.has(name) ? [id] : [])));
    return { right, ids, values: Float64Array.from(ids, (id) => (signs.get(names[id] ?? "") ?? 0) / (scales[id] ?? 1)) };
  });
  const weights = new Float64Array(names.length);
  for (let step = 0; step < STEPS; step++) {
    const gradient = new Float64Array(names.length);
    for (const { ids, values, right } of packed) {
      let sum = 0;
      for (let at = 0; at < ids.length; at++) sum += (weights[ids[at] ?? 0] ?? 0) * (values[at] ?? 0);
      const pull = (right ? 1 : 0) - 1 / (1 + Math.exp(-sum));
      for (let at = 0; at < ids.length; at++) gradient[ids[at] ?? 0] = (gradient[ids[at] ?? 0] ?? 0) + pull * (values[at] ?? 0);
    }
    for (let id = 0; id < weights.length; id++)
      weights[id] = (weights[id] ?? 0) + RATE * ((gradient[id] ?? 0) / rows.length - PENALTY * (weights[id] ?? 0));
  }
  const kept = names.map((name, id): [string, number] => [name, Number(((weights[id] ?? 0) / (scales[id] ?? 1)).toFixed(3))]);
  return Object.fromEntries(kept.filter(([, weight]) => weight !== 0).sort((a, b) => (a[0] < b[0] ? -1 : 1)));
}

function frequentSigns(rows: readonly Judged[]): readonly string[] {
  const counts = new Map<string, number>();
  for (const { signs } of rows) for (const name of signs.keys()) counts.set(name, (counts.get(name) ?? 0) + 1);
  return [...counts].filter(([, count]) => count >= MIN_QUESTIONS).map(([name]) => name);
}

const BLOCK = 60;

/**
 * Isotonic regression: shares of right answers that never fall as the score rises, by pooling neighbours that do.
 * Source: pool adjacent violators, Ayer et al. 1955.
 * @returns [score, share] pairs, rising in both
 */
export function fitSteps(rows: readonly { readonly score: number; readonly right: boolean }[]): readonly (readonly [number, number])[] {
  const sorted = [...rows].sort((a, b) => a.score - b.score);
  const blocks: { score: number; right: number; count: number }[] = [];
  for (let at = 0; at < sorted.length; at += BLOCK) {
    const part = sorted.slice(at, at + BLOCK);
    blocks.push({
      score: part.reduce((sum, row) => sum + row.score, 0),
      right: part.filter((row) => row.right).length,
      count: part.length,
    });
    for (
      let last = blocks.at(-1), before = blocks.at(-2);
      last && before && last.right / last.count <= before.right / before.count;
      last = blocks.at(-1), before = blocks.at(-2)
    ) {
      blocks.splice(-2, 2, { score: last.score + before.score, right: last.right + before.right, count: last.count + before.count });
    }
  }
  return blocks.map(({ score, right, count }) => [Number((score / count).toFixed(3)), Number((right / count).toFixed(3))] as const);
}
