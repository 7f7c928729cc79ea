import { isoOf } from "@/lib/engines/logs/records/timestamps";

export type HistogramBar = { readonly from: string; readonly lines: number; readonly failures: number };

export type Histogram = {
  add(ms: number, lines: number): void;
  addFailure(ms: number): void;
  /** Equal spans, at most `bars` of them, gaps included. */
  finish(bars: number, offset: number | null): readonly HistogramBar[];
};

const MAX_BUCKETS = 4_096;
const WIDER = 4;
const SPANS_MS = [
  1_000,
  5_000,
  10_000,
  30_000,
  60_000,
  300_000,
  600_000,
  1_800_000,
  3_600_000,
  10_800_000,
  21_600_000,
  43_200_000,
  86_400_000,
  7 * 86_400_000,
  30 * 86_400_000,
  365 * 86_400_000,
];

/** Counts lines and failures over time with bounded memory: buckets get wider when there are too many. */
export function createHistogram(): Histogram {
  let width = 1_000;
  let buckets = new Map<number, { lines: number; failures: number }>();
  let lastKey = Number.NaN;
  let last = { lines: 0, failures: 0 };

  const bucketAt = (ms: number): { lines: number; failures: number } => {
    const key = Math.floor(ms / width);
    if (key === lastKey) return last;
    let bucket = buckets.get(key);
    if (!bucket) {
      bucket = { lines: 0, failures: 0 };
      buckets.set(key, bucket);
      if (buckets.size > MAX_BUCKETS) {
        width *= WIDER;
        buckets = regroup(buckets);
        lastKey = Number.NaN;
        return bucketAt(ms);
      }
    }
    lastKey = key;
    last = bucket;
    return bucket;
  };

  return {
    add(ms, lines) {
      bucketAt(ms).lines += lines;
    },
    addFailure(ms) {
      bucketAt(ms).failures++;
    },
    finish(bars, offset) {
      if (buckets.size === 0) return [];
      const keys = [...buckets.keys()];
      const first = keys.reduce((a, b) => Math.min(a, b)) * width;
      const end = (keys.reduce((a, b) => Math.max(a, b)) + 1) * width;
      const shift = (offset ?? 0) * 60_000;
      const span = SPANS_MS.find((ms) => ms >= width && (end - first) / ms <= bars) ?? Math.ceil((end - first) / bars);
      const start = Math.floor((first + shift) / span) * span - shift;
      const count = Math.min(bars + 1, Math.ceil((end - start) / span));
      const out = Array.from({ length: count }, (_, index) => ({ from: isoOf(start + index * span, offset), lines: 0, failures: 0 }));
      for (const [key, bucket] of buckets) {
        const bar = out[Math.min(count - 1, Math.floor((key * width - start) / span))];
        if (!bar) continue;
        bar.lines += bucket.lines;
        bar.failures += bucket.failures;
      }
      return out;
    },
  };
}

function regroup(buckets: ReadonlyMap<number, { lines: number; failures: number }>): Map<number, { lines: number; failures: number }> {
  const wider = new Map<number, { lines: number; failures: number }>();
  for (const [key, bucket] of buckets) {
    const target = Math.floor(key / WIDER);
    const held = wider.get(target);
    if (held) {
      held.lines += bucket.lines;
      held.failures += bucket.failures;
    } else wider.set(target, { ...bucket });
  }
  return wider;
}
