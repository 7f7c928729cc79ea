const BINS = [0, 0.2, 0.35, 0.5, 0.6, 0.7, 0.8, 0.9, 1.0001] as const;

/**
 * How far confidence can be trusted, as a table in text: bins with count, mean confidence and share right,
 * and the share right among the most confident.
 * @param rows one a question that was planned
 */
export function reliability(rows: readonly { readonly confidence: number; readonly right: boolean }[]): string {
  const lines = ["| confidence | questions | mean confidence | right |", "|---|--:|--:|--:|"];
  BINS.slice(0, -1).forEach((low, at) => {
    const high = BINS[at + 1] ?? 1;
    const bin = rows.filter(({ confidence }) => confidence >= low && confidence < high);
    const mean = bin.reduce((sum, { confidence }) => sum + confidence, 0) / Math.max(1, bin.length);
    lines.push(`| ${low.toFixed(2)} to ${Math.min(1, high).toFixed(2)} | ${bin.length} | ${mean.toFixed(2)} | ${share(bin)} |`);
  });
  const sorted = [...rows].sort((a, b) => b.confidence - a.confidence);
  for (const part of [0.2, 0.4, 0.6, 0.8, 1]) {
    const kept = sorted.slice(0, Math.round(rows.length * part));
    lines.push(`most confident ${Math.round(part * 100)} %: ${share(kept)} right, from ${(kept.at(-1)?.confidence ?? 0).toFixed(2)}`);
  }
  return lines.join("\n");
}

function share(rows: readonly { readonly right: boolean }[]): string {
  return rows.length === 0 ? "–" : (rows.filter(({ right }) => right).length / rows.length).toFixed(3);
}
