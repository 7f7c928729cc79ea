import { AS_OF_DAY, AS_OF_SECOND, dayAt, dayOf, startOf } from "./calendar";
import { drawTimes } from "./demand";
import { at, Choice, Weights } from "./random";
import type { Random } from "./random";
import { drawBasket } from "./shop-baskets";
import type { BasketLine, ProductShelf } from "./shop-baskets";
import { drawPerson, drawShippingName } from "./shop-people";
import type { Shopper } from "./shop-shoppers";
import type { ShopProfile } from "./shop-profiles";

export type Status = "pending" | "approved" | "shipped" | "delivered" | "cancelled";
export type Method = "cash_on_delivery" | "card" | "mobile_wallet" | "bank_transfer";
export type Reason = "damaged" | "wrong_item" | "late" | "changed_mind";

export type Order = {
  readonly shopper: Shopper;
  readonly status: Status;
  readonly paymentStatus: "paid" | "unpaid" | "refunded";
  readonly method: Method;
  readonly channel: "web" | "app" | "social" | "phone";
  readonly lines: readonly BasketLine[];
  readonly subtotal: number;
  readonly discount: number;
  readonly couponCode: string | null;
  readonly deliveryFee: number;
  readonly total: number;
  readonly shippingName: string | null;
  readonly shippingCity: string | null;
  readonly createdAt: number;
  readonly updatedAt: number;
  readonly refunds: readonly { readonly amount: number; readonly reason: Reason; readonly createdAt: number }[];
};

const HOUR = 3600;

const CHANNELS_EARLY = new Choice({ web: 44, app: 18, social: 32, phone: 6 });
const CHANNELS_LATE = new Choice({ web: 38, app: 36, social: 22, phone: 4 });
const CHANNELS_STAFF = new Choice({ web: 1, app: 0, social: 14, phone: 85 });
const ONLINE_METHODS = new Choice({ card: 28, mobile_wallet: 60, bank_transfer: 12 });
const REASONS = new Choice({ damaged: 36, wrong_item: 24, late: 14, changed_mind: 26 });

/** Seconds of all orders of a shop, in order. */
export function drawOrderTimes(random: Random, profile: ShopProfile): number[] {
  return drawTimes(
    random,
    profile.demand,
    profile.orderCount,
    profile.pinnedAges.map((age) => AS_OF_DAY - age),
  );
}

/** One order, from the basket to its refunds. */
export function drawOrder(random: Random, profile: ShopProfile, products: ProductShelf, shopper: Shopper, createdAt: number): Order {
  const lines = drawBasket(random, products, createdAt, profile.extraLines);
  const subtotal = lines.reduce((sum, line) => sum + line.quantity * line.unitPrice, 0);
  const late = (createdAt - startOf(dayOf("2024-11-19"))) / (AS_OF_SECOND - startOf(dayOf("2024-11-19")));
  const channel = (shopper.isStaff ? CHANNELS_STAFF : random.chance(late) ? CHANNELS_LATE : CHANNELS_EARLY).draw(random);
  const cashShare = profile.cashShare + 0.06 * (0.5 - late) - (channel === "app" ? 0.05 : 0);
  const method: Method = random.chance(cashShare) ? "cash_on_delivery" : ONLINE_METHODS.draw(random);
  const { discount, couponCode } = drawDiscount(random, profile, shopper, subtotal, createdAt);
  const shippingCity = random.chance(0.94) ? shopper.person.city : random.pick(["Dhaka", "Chattogram", "Gazipur", "Sylhet"]);
  const deliveryFee = drawDeliveryFee(random, shopper.isStaff, shippingCity, subtotal);
  const total = subtotal - discount + deliveryFee;
  const status = drawStatus(random, AS_OF_SECOND - createdAt, profile.cancelShare);
  const updatedAt = Math.min(AS_OF_SECOND, createdAt + settleTime(random, status));
  const payment = drawPayment(random, status, method);
  const refunds = payment === "refunded" ? drawRefunds(random, total, createdAt, updatedAt) : [];
  return {
    shopper,
    status,
    paymentStatus: payment,
    method,
    channel,
    lines,
    subtotal,
    discount,
    couponCode,
    deliveryFee,
    total,
    shippingName: drawShippingName(random, shopper.isStaff ? drawPerson(random) : shopper.person),
    shippingCity,
    createdAt,
    updatedAt: Math.max(updatedAt, ...refunds.map((refund) => refund.createdAt)),
    refunds,
  };
}

function drawDiscount(
  random: Random,
  profile: ShopProfile,
  shopper: Shopper,
  subtotal: number,
  time: number,
): { discount: number; couponCode: string | null } {
  const day = dayAt(time);
  const live = profile.coupons.filter((coupon) => coupon.pull > 0 && dayOf(coupon.from) < day && day <= dayOf(coupon.from) + coupon.days);
  const pulls = new Weights(live.map((coupon) => coupon.pull));
  if (!shopper.isStaff && random.chance(pulls.total * 0.017)) {
    const coupon = at(live, pulls.draw(random));
    return { discount: Math.round((subtotal * coupon.percentOff) / 100), couponCode: coupon.code };
  }
  const haggled = random.chance(shopper.isStaff ? 0.12 : 0.02);
  return {
    discount: haggled ? Math.min(Math.floor(subtotal / 2), random.pick([20, 30, 50, 50, 100, 100, 150, 200])) : 0,
    couponCode: null,
  };
}

function drawDeliveryFee(random: Random, isStaff: boolean, city: string | null, subtotal: number): number {
  if (subtotal >= 5000 || (isStaff && random.chance(0.35))) return 0;
  if (city === "Dhaka") return 60;
  return city === "Gazipur" || city === "Narayanganj" || city === "Savar" ? 100 : 120;
}

/** Orders move on with age; a few old ones were forgotten on the way. */
function drawStatus(random: Random, ageSeconds: number, cancelShare: number): Status {
  const ageDays = ageSeconds / 86_400;
  const roll = random.next();
  if (ageDays < 1) return roll < 0.62 ? "pending" : roll < 0.94 ? "approved" : roll < 0.945 ? "shipped" : "cancelled";
  if (roll < cancelShare) return "cancelled";
  const stage = random.next();
  if (ageDays < 3) return stage < 0.2 ? "pending" : stage < 0.56 ? "approved" : stage < 0.93 ? "shipped" : "delivered";
  if (ageDays < 8) return stage < 0.04 ? "pending" : stage < 0.12 ? "approved" : stage < 0.45 ? "shipped" : "delivered";
  return stage < 0.008 ? "pending" : stage < 0.013 ? "approved" : stage < 0.022 ? "shipped" : "delivered";
}

function settleTime(random: Random, status: Status): number {
  switch (status) {
    case "pending":
      return random.chance(0.8) ? 0 : random.int(60, 4 * HOUR);
    case "approved":
      return random.int(600, 20 * HOUR);
    case "shipped":
      return random.int(8 * HOUR, 60 * HOUR);
    case "delivered":
      return random.int(26 * HOUR, 170 * HOUR);
    case "cancelled":
      return Math.round(random.exponential(22 * HOUR)) + 120;
    default:
      return status satisfies never;
  }
}

/** Riders' cash is rarely written back, so most cash orders stay unpaid for ever. */
function drawPayment(random: Random, status: Status, method: Method): Order["paymentStatus"] {
  const roll = random.next();
  if (method === "cash_on_delivery") {
    if (status !== "delivered") return "unpaid";
    return roll < 0.16 ? "paid" : roll < 0.166 ? "refunded" : "unpaid";
  }
  if (status === "cancelled") return roll < 0.3 ? "refunded" : "unpaid";
  if (status === "delivered") return roll < 0.055 ? "refunded" : roll < 0.955 ? "paid" : "unpaid";
  return roll < 0.8 ? "paid" : "unpaid";
}

/** Whole refunds and part refunds, now and then in two steps; never more than the order in sum. */
function drawRefunds(random: Random, total: number, createdAt: number, settledAt: number): Order["refunds"] {
  const whole = random.chance(0.66);
  const amount = whole ? total : Math.max(1, Math.round(total * (0.2 + 0.6 * random.next())));
  const first = laterThan(random, Math.max(settledAt, createdAt + 1));
  const reason = REASONS.draw(random);
  if (amount < 2 || !random.chance(0.05)) return [{ amount, reason, createdAt: first }];
  const part = Math.max(1, Math.round(amount * 0.4));
  return [
    { amount: part, reason, createdAt: first },
    { amount: amount - part, reason, createdAt: laterThan(random, first) },
  ];
}

function laterThan(random: Random, second: number): number {
  const wait = Math.round(random.exponential(2.5 * 86_400)) + 900;
  const room = AS_OF_SECOND - second;
  return room <= 0 ? AS_OF_SECOND : second + (wait <= room ? wait : random.int(0, room));
}
