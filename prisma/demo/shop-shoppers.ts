import { FIRST_DAY, startOf } from "./calendar";
import { drawTimes } from "./demand";
import { at } from "./random";
import type { Random } from "./random";
import { drawPerson } from "./shop-people";
import type { Person } from "./shop-people";
import type { ShopProfile } from "./shop-profiles";

export type Shopper = { readonly person: Person; readonly createdAt: number; readonly isStaff: boolean };

const STAFF: Person = { first_name: "Order Desk", last_name: null, email: "orders@shapla-bazar.example", phone: null, city: "Dhaka" };

/**
 * Who placed each order: the staff account, somebody new, or somebody who ordered before (the more orders so far and the more
 * recent, the likelier).
 * @param times seconds of the orders, in order
 * @param openedAt second before which nobody could register
 */
export function assignShoppers(random: Random, profile: ShopProfile, times: readonly number[], openedAt: number): Shopper[] {
  const staff: Shopper = { person: STAFF, createdAt: openedAt + 3600, isStaff: true };
  const byStaff = times.map(() => random.chance(profile.staffShare));
  const past: Shopper[] = [];
  let ordersLeft = byStaff.filter((isStaff) => !isStaff).length;
  let newLeft = profile.buyerCount;
  return times.map((time, index) => {
    if (at(byStaff, index)) return staff;
    const isNew = past.length === 0 || newLeft >= ordersLeft || random.chance(newLeft / ordersLeft);
    const shopper = isNew && newLeft > 0 ? newShopper(random, time, openedAt) : comesBack(random, past);
    ordersLeft -= 1;
    if (isNew && newLeft > 0) newLeft -= 1;
    past.push(shopper);
    return shopper;
  });
}

/** Those who registered and never ordered. */
export function drawLookers(random: Random, profile: ShopProfile, count: number, openedAt: number): Shopper[] {
  const early = Math.min(Math.floor(count * 0.03), count);
  const before = Array.from({ length: early }, () => random.int(openedAt, startOf(FIRST_DAY)));
  return [...before, ...drawTimes(random, profile.demand, count - early)].map((createdAt) => ({
    person: drawPerson(random),
    createdAt,
    isStaff: false,
  }));
}

function newShopper(random: Random, time: number, openedAt: number): Shopper {
  const lag = random.chance(0.78) ? random.int(20, 1500) : Math.round(random.exponential(16 * 86_400));
  return { person: drawPerson(random), createdAt: Math.max(openedAt, time - lag), isStaff: false };
}

function comesBack(random: Random, past: readonly Shopper[]): Shopper {
  return at(past, past.length - 1 - Math.floor(past.length * Math.pow(random.next(), 1.9)));
}
