import { dayOf, monthOf, weekday } from "./calendar";
import type { Demand } from "./demand";
import { CRAFT_STORE, GADGET_STORE, GENERAL_STORE } from "./shop-assortment";
import type { Shelf } from "./shop-assortment";

export type ShopProfile = {
  readonly id: number;
  readonly name: string;
  readonly slug: string;
  readonly openedAt: string;
  readonly numberPrefix: string;
  readonly shelves: readonly Shelf[];
  readonly productCount: number;
  readonly customerCount: number;
  /** Customers with at least one order, the staff account left out. */
  readonly buyerCount: number;
  readonly orderCount: number;
  /** Share of orders that staff enter for callers under one account of their own. */
  readonly staffShare: number;
  readonly cashShare: number;
  readonly cancelShare: number;
  /** Lines of an order beyond the first, on average. */
  readonly extraLines: number;
  readonly coupons: readonly CouponProfile[];
  readonly demand: Demand;
  /** Days before as-of on which there is an order for certain. */
  readonly pinnedAges: readonly number[];
};

export type CouponProfile = {
  readonly code: string;
  readonly percentOff: number;
  readonly from: string;
  readonly days: number;
  readonly pull: number;
};

const EVENING_HOURS = [2.2, 1.2, 0.6, 0.3, 0.2, 0.3, 0.6, 1, 1.8, 3, 4.4, 5.2, 5.4, 4.6, 4.2, 4.6, 5, 5.4, 5.6, 6.4, 7.6, 8, 6.8, 4.4];

/** Friday and Saturday are the weekend. */
const BANGLADESHI_WEEK = [0.93, 0.9, 0.92, 1.02, 1.34, 1.16, 0.88];

const EIDS = ["2025-03-31", "2025-06-07", "2026-03-20", "2026-05-27"].map(dayOf);
const SALES = [
  "2024-12-16",
  "2025-03-26",
  "2025-04-14",
  "2025-10-02",
  "2025-11-11",
  "2025-12-16",
  "2026-02-21",
  "2026-03-26",
  "2026-04-14",
  "2026-10-20",
  "2026-11-11",
].map(dayOf);
const CLOSED = ["2025-01-17", "2025-08-22", "2026-07-05", "2026-07-06"].map(dayOf);

/** The three demo shops, the largest first. */
export const SHOP_PROFILES: readonly ShopProfile[] = [
  {
    id: 13,
    name: "Shapla Bazar",
    slug: "shapla-bazar",
    openedAt: "2024-09-02 10:14:09",
    numberPrefix: "SB",
    shelves: GENERAL_STORE,
    productCount: 970,
    customerCount: 28_000,
    buyerCount: 21_300,
    orderCount: 35_000,
    staffShare: 0.115,
    cashShare: 0.81,
    cancelShare: 0.09,
    extraLines: 0.72,
    coupons: [
      { code: "WELCOME10", percentOff: 10, from: "2024-11-01", days: 760, pull: 3 },
      { code: "BIJOY16", percentOff: 16, from: "2024-12-14", days: 4, pull: 5 },
      { code: "EID25", percentOff: 15, from: "2025-03-10", days: 22, pull: 6 },
      { code: "BOISHAKH32", percentOff: 12, from: "2025-04-08", days: 8, pull: 5 },
      { code: "QURBANI10", percentOff: 10, from: "2025-05-22", days: 17, pull: 4 },
      { code: "APPONLY5", percentOff: 5, from: "2025-07-01", days: 520, pull: 2 },
      { code: "PUJA12", percentOff: 12, from: "2025-09-22", days: 12, pull: 4 },
      { code: "ELEVEN11", percentOff: 11, from: "2025-11-09", days: 4, pull: 8 },
      { code: "WINTER20", percentOff: 20, from: "2025-12-10", days: 35, pull: 4 },
      { code: "EID26", percentOff: 15, from: "2026-02-28", days: 21, pull: 6 },
      { code: "MONSOON8", percentOff: 8, from: "2026-06-15", days: 60, pull: 2 },
      { code: "DOUBLE11", percentOff: 11, from: "2026-11-08", days: 14, pull: 8 },
      { code: "VIPTEST", percentOff: 50, from: "2026-01-10", days: 0, pull: 0 },
      { code: "STAFF15", percentOff: 15, from: "2025-01-05", days: 690, pull: 0.4 },
    ],
    demand: {
      weekdays: BANGLADESHI_WEEK,
      months: [1.02, 0.92, 1.1, 1.02, 1.05, 0.98, 0.84, 0.86, 0.93, 1.05, 1.12, 1.16],
      hours: EVENING_HOURS,
      growth: 2.1,
      special: festivals,
      noise: 0.14,
    },
    pinnedAges: [],
  },
  {
    id: 10,
    name: "Nakshi Corner",
    slug: "nakshi-corner",
    openedAt: "2024-10-20 12:40:33",
    numberPrefix: "NC",
    shelves: CRAFT_STORE,
    productCount: 141,
    customerCount: 23,
    buyerCount: 19,
    orderCount: 174,
    staffShare: 0,
    cashShare: 0.55,
    cancelShare: 0.1,
    extraLines: 0.9,
    coupons: [
      { code: "CRAFT10", percentOff: 10, from: "2025-02-01", days: 650, pull: 3 },
      { code: "HELLO5", percentOff: 5, from: "2024-11-15", days: 400, pull: 2 },
      { code: "FAIR15", percentOff: 15, from: "2026-04-10", days: 10, pull: 4 },
    ],
    demand: {
      weekdays: BANGLADESHI_WEEK,
      months: [1, 0.9, 1.1, 1.2, 1, 0.9, 0.8, 0.8, 0.9, 1, 1.1, 1.2],
      hours: EVENING_HOURS,
      growth: 1.3,
      special: festivals,
      noise: 0.3,
    },
    pinnedAges: [0, 1, 2, 5, 8, 12, 17, ...Array.from({ length: 24 }, (_, month) => 30 * month + 22)],
  },
  {
    id: 21,
    name: "Padma Gadgets",
    slug: "padma-gadgets",
    openedAt: "2024-10-05 09:05:51",
    numberPrefix: "PG",
    shelves: GADGET_STORE,
    productCount: 300,
    customerCount: 4_000,
    buyerCount: 3_250,
    orderCount: 9_000,
    staffShare: 0.04,
    cashShare: 0.58,
    cancelShare: 0.11,
    extraLines: 0.35,
    coupons: [
      { code: "PADMA5", percentOff: 5, from: "2024-11-10", days: 800, pull: 2 },
      { code: "TECHEID", percentOff: 8, from: "2025-03-12", days: 20, pull: 4 },
      { code: "ELEVEN11", percentOff: 11, from: "2025-11-10", days: 3, pull: 8 },
      { code: "TECHEID26", percentOff: 8, from: "2026-03-02", days: 19, pull: 4 },
      { code: "BACK2CAMPUS", percentOff: 7, from: "2026-08-01", days: 30, pull: 3 },
      { code: "NOV11", percentOff: 11, from: "2026-11-09", days: 12, pull: 6 },
    ],
    demand: {
      weekdays: BANGLADESHI_WEEK,
      months: [0.95, 0.9, 1.15, 0.95, 1.1, 1, 0.95, 1, 0.95, 1, 1.1, 1],
      hours: EVENING_HOURS,
      growth: 1.7,
      special: festivals,
      noise: 0.2,
    },
    pinnedAges: [0, 1],
  },
];

/** The weeks before an Eid are busy, the feast itself is quiet; single sale days stand out; some days the shop is shut. */
function festivals(day: number): number {
  if (CLOSED.includes(day)) return 0.02;
  for (const eid of EIDS) {
    if (day >= eid - 21 && day < eid - 2) return 1.25 + 0.04 * (21 - (eid - day));
    if (day >= eid - 1 && day <= eid + 3) return 0.25;
  }
  if (SALES.includes(day)) return 1.9;
  const slumpInFlood = day >= dayOf("2026-08-09") && day <= dayOf("2026-08-30");
  const payday = monthOf(day) !== monthOf(day + 3) && weekday(day) >= 3;
  return slumpInFlood ? 0.62 : payday ? 1.12 : 1;
}
