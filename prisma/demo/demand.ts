import { AS_OF_DAY, AS_OF_SECOND, DAY_COUNT, FIRST_DAY, dayAt, monthOf, startOf, weekday } from "./calendar";
import { at, Weights } from "./random";
import type { Random } from "./random";

/** How busy a business is: factors around 1 that are multiplied. */
export type Demand = {
  /** Monday first. */
  readonly weekdays: readonly number[];
  /** January first. */
  readonly months: readonly number[];
  /** Midnight first, 24 of them. */
  readonly hours: readonly number[];
  /** Level at the end of the window over the level at its start. */
  readonly growth: number;
  /** Factor of one day, for festivals, sales and closures. */
  readonly special: (day: number) => number;
  /** Spread of the daily noise; 0 for none. */
  readonly noise: number;
};

/**
 * Seconds at which something happened, in order, none after the as-of time.
 * @param pinnedDays days on which at least one must lie; they are part of `count`
 */
export function drawTimes(random: Random, demand: Demand, count: number, pinnedDays: readonly number[] = []): number[] {
  const days = new Weights(dailyLevels(random, demand));
  const hours = new Weights(demand.hours);
  const times = pinnedDays.map((day) => startOf(day) + secondOfDay(random, hours, day));
  while (times.length < count) {
    const day = FIRST_DAY + days.draw(random);
    times.push(startOf(day) + secondOfDay(random, hours, day));
  }
  return times.sort((left, right) => left - right);
}

/** Expected activity of each day of the window, first day first. */
export function dailyLevels(random: Random, demand: Demand): number[] {
  return Array.from({ length: DAY_COUNT }, (_, index) => {
    const day = FIRST_DAY + index;
    const trend = Math.pow(demand.growth, index / DAY_COUNT);
    const noise = demand.noise > 0 ? random.logNormal(1, demand.noise) : 1;
    const level = trend * at(demand.weekdays, weekday(day)) * at(demand.months, monthOf(day)) * demand.special(day) * noise;
    return day === AS_OF_DAY ? level * shareOfToday(demand.hours) : level;
  });
}

/** A second within one day by the hours' weights; today's lie before the as-of time. */
function secondOfDay(random: Random, hours: Weights, day: number): number {
  for (;;) {
    const second = hours.draw(random) * 3600 + random.int(0, 3599);
    if (day !== dayAt(AS_OF_SECOND) || startOf(day) + second <= AS_OF_SECOND) return second;
  }
}

function shareOfToday(hours: readonly number[]): number {
  const passed = (AS_OF_SECOND - startOf(AS_OF_DAY)) / 3600;
  const total = hours.reduce((sum, weight) => sum + weight, 0);
  const before = hours.reduce((sum, weight, hour) => sum + weight * Math.min(1, Math.max(0, passed - hour)), 0);
  return before / total;
}
