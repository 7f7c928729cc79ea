/** Seeded pseudo-random numbers: the same seed and the same calls give the same values on every machine. */
export class Random {
  private a: number;
  private b: number;
  private c: number;
  private counter = 1;

  constructor(private readonly seed: string) {
    this.a = hash(seed, 0x9e3779b9);
    this.b = hash(seed, 0x243f6a88);
    this.c = hash(seed, 0xb7e15162);
    for (let round = 0; round < 12; round += 1) this.next();
  }

  /** An independent stream, so that a change in one table leaves the others alone. */
  fork(name: string): Random {
    return new Random(`${this.seed}/${name}`);
  }

  /** Uniform in [0, 1). Source: C. Doty-Humphrey, PractRand, generator "sfc32". */
  next(): number {
    const sum = (this.a + this.b + this.counter) | 0;
    this.counter = (this.counter + 1) | 0;
    this.a = this.b ^ (this.b >>> 9);
    this.b = (this.c + (this.c << 3)) | 0;
    this.c = ((this.c << 21) | (this.c >>> 11)) + sum;
    this.c |= 0;
    return (sum >>> 0) / 4294967296;
  }

  /** Whole number in [min, max], both ends included. */
  int(min: number, max: number): number {
    return min + Math.floor(this.next() * (max - min + 1));
  }

  chance(probability: number): boolean {
    return this.next() < probability;
  }

  pick<T>(items: readonly T[]): T {
    return at(items, Math.floor(this.next() * items.length));
  }

  /** Source: Box and Muller, 1958; one of the pair is dropped to keep the stream simple. */
  normal(mean = 0, deviation = 1): number {
    const radius = Math.sqrt(-2 * Math.log(1 - this.next()));
    return mean + deviation * radius * Math.cos(2 * Math.PI * this.next());
  }

  logNormal(median: number, sigma: number): number {
    return median * Math.exp(this.normal(0, sigma));
  }

  exponential(mean: number): number {
    return -mean * Math.log(1 - this.next());
  }

  shuffled<T>(items: readonly T[]): T[] {
    const copy = [...items];
    for (let last = copy.length - 1; last > 0; last -= 1) {
      const other = this.int(0, last);
      const kept = at(copy, last);
      copy[last] = at(copy, other);
      copy[other] = kept;
    }
    return copy;
  }
}

/** Draws indexes in proportion to their weights. */
export class Weights {
  private readonly upTo: Float64Array;
  readonly total: number;

  constructor(weights: ArrayLike<number>) {
    this.upTo = new Float64Array(weights.length);
    let total = 0;
    for (let index = 0; index < weights.length; index += 1) {
      total += weights[index] ?? 0;
      this.upTo[index] = total;
    }
    this.total = total;
  }

  draw(random: Random): number {
    return this.drawBetween(random, 0, this.upTo.length - 1);
  }

  /** As `draw`, among the indexes from `first` to `last`, both included. */
  drawBetween(random: Random, first: number, last: number): number {
    const before = first > 0 ? (this.upTo[first - 1] ?? 0) : 0;
    const wanted = before + random.next() * ((this.upTo[last] ?? this.total) - before);
    let low = first;
    let high = last;
    while (low < high) {
      const middle = (low + high) >> 1;
      if ((this.upTo[middle] ?? 0) > wanted) high = middle;
      else low = middle + 1;
    }
    return low;
  }
}

/** A choice between named values, `{ web: 5, app: 3 }`. */
export class Choice<T extends string> {
  private readonly names: readonly T[];
  private readonly weights: Weights;

  constructor(shares: Readonly<Record<T, number>>) {
    const entries = Object.entries<number>(shares);
    this.names = entries.map(([name]) => name as T);
    this.weights = new Weights(entries.map(([, share]) => share));
  }

  draw(random: Random): T {
    return at(this.names, this.weights.draw(random));
  }
}

/** Weights 1/(rank + shift)^power: a few large, a long tail. */
export function zipf(count: number, power: number, shift = 1): number[] {
  return Array.from({ length: count }, (_, rank) => 1 / Math.pow(rank + shift, power));
}

/** The item at an index that is known to exist. @throws RangeError otherwise */
export function at<T>(items: ArrayLike<T>, index: number): T {
  const item = items[index];
  if (item === undefined) throw new RangeError(`no item ${index} among ${items.length}`);
  return item;
}

/** Source: FNV-1a with a final mix, to spread short seeds over 32 bits. */
function hash(text: string, start: number): number {
  let value = start ^ 0x811c9dc5;
  for (let index = 0; index < text.length; index += 1) {
    value = Math.imul(value ^ text.charCodeAt(index), 0x01000193);
  }
  value = Math.imul(value ^ (value >>> 16), 0x85ebca6b);
  value = Math.imul(value ^ (value >>> 13), 0xc2b2ae35);
  return value ^ (value >>> 16);
}
