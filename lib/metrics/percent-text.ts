/** A ratio in [0, 1] as percent with one decimal, "–" where there is none. */
export function formatPercent(ratio: number | null): string {
  return ratio === null ? "–" : `${(ratio * 100).toFixed(1).replace(/\.0$/, "")} %`;
}
