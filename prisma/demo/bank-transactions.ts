import { AS_OF_SECOND, DAY_COUNT, FIRST_DAY, addMonths, dayAt, dayOf, dayOfMonth, isoTime, startOf } from "./calendar";
import { dailyLevels } from "./demand";
import { at, Choice, Weights } from "./random";
import type { Random } from "./random";
import type { Account, AccountType, Card } from "./bank-accounts";
import { drawPayment, drawSize } from "./bank-amounts";
import type { TransactionType } from "./bank-amounts";
import { grouped } from "./tables";

export type Transaction = {
  readonly account: Account;
  readonly card: Card | null;
  readonly status: "posted" | "failed" | "returned" | "reversed";
  readonly second: number;
  readonly type: TransactionType;
  readonly cents: number;
  readonly channel: string | null;
  readonly merchant: string | null;
  readonly category: string | null;
  readonly balanceAfterCents: number;
};

type Happening = { readonly second: number; readonly type: TransactionType };

const TRANSACTION_COUNT = 300_000;
const BUSY_HOURS = [0.3, 0.2, 0.1, 0.1, 0.2, 0.5, 1.5, 3, 5, 7, 8, 8, 8.5, 8, 7.5, 7.5, 7.5, 7, 6, 5, 4, 3, 1.8, 0.8];
const ACTIVITY: Readonly<Record<AccountType, number>> = { checking: 1.7, savings: 0.6, money_market: 0.5, term_deposit: 0.16 };
const TYPES: Readonly<Record<AccountType, Choice<TransactionType>>> = {
  checking: new Choice({ deposit: 18, withdrawal: 6, transfer_in: 9, transfer_out: 12, card_purchase: 40, atm: 9, fee: 5, interest: 1 }),
  savings: new Choice({ deposit: 27, withdrawal: 9, transfer_in: 20, transfer_out: 15, card_purchase: 0, atm: 0, fee: 3, interest: 26 }),
  money_market: new Choice({
    deposit: 24,
    withdrawal: 6,
    transfer_in: 16,
    transfer_out: 17,
    card_purchase: 0,
    atm: 0,
    fee: 3,
    interest: 34,
  }),
  term_deposit: new Choice({ deposit: 5, withdrawal: 3, transfer_in: 4, transfer_out: 2, card_purchase: 0, atm: 0, fee: 1, interest: 85 }),
};
const HOLIDAYS = ["2024-11-28", "2024-12-25", "2025-01-01", "2025-07-04", "2025-11-27", "2025-12-25", "2026-01-01", "2026-07-04"].map(
  dayOf,
);

/** All transactions of the window in the order in which they were posted. */
export function drawTransactions(random: Random, accounts: readonly Account[], cards: readonly Card[]): Transaction[] {
  const days = new Weights(
    dailyLevels(random.fork("days"), {
      weekdays: [1.08, 1, 1, 1.05, 1.3, 0.85, 0.5],
      months: [0.92, 0.93, 1, 1, 1.02, 1.02, 1, 1.03, 0.98, 1, 1.06, 1.2],
      hours: BUSY_HOURS,
      growth: 1.35,
      special: payDays,
      noise: 0.06,
    }),
  );
  const hours = new Weights(BUSY_HOURS);
  const cardsOf = grouped(cards, (card) => card.account);
  const activity = accounts.map(
    (account) => random.logNormal(1, 1) * ACTIVITY[account.type] * (account.customer.type === "business" ? 2.2 : 1) * openShare(account),
  );
  const scale = TRANSACTION_COUNT / activity.reduce((sum, level) => sum + level, 0);
  const all = accounts.flatMap((account, index) => {
    const count = Math.max(1, Math.round(at(activity, index) * scale * 0.985));
    return book(random, account, cardsOf.get(account) ?? [], drawHappenings(random, account, count, days, hours));
  });
  return all.sort((left, right) => left.second - right.second || left.account.id - right.account.id);
}

function payDays(day: number): number {
  if (HOLIDAYS.includes(day)) return 0.12;
  const date = dayOfMonth(day);
  return date === 1 || date === 15 ? 1.7 : date === 2 || date === 16 ? 1.3 : 1;
}

function openShare(account: Account): number {
  return Math.max(0.02, (account.usedUntil - Math.max(account.openedOn, FIRST_DAY) + 1) / DAY_COUNT);
}

/**
 * Distinct seconds of one account, in order; an account opened within the window starts with a deposit, a closed one ends with its pay-out.
 */
function drawHappenings(random: Random, account: Account, count: number, days: Weights, hours: Weights): Happening[] {
  const isNew = account.openedOn >= FIRST_DAY;
  const firstDay = Math.max(account.openedOn, FIRST_DAY);
  const opening = startOf(firstDay) + random.int(9 * 3600, 15 * 3600);
  const closing = account.closedOn === null ? null : startOf(account.closedOn) + 17 * 3600;
  const latest = closing ?? Math.min(AS_OF_SECOND, startOf(account.usedUntil + 1) - 1);
  const taken = new Map<number, TransactionType>();
  if (isNew) taken.set(opening, "deposit");
  for (let tries = 0; taken.size < count - (closing === null ? 0 : 1) && tries < count * 4; tries += 1) {
    const type = TYPES[account.type].draw(random);
    const day = FIRST_DAY + days.drawBetween(random, firstDay - FIRST_DAY, account.usedUntil - FIRST_DAY);
    const second =
      type === "interest"
        ? startOf(addMonths(day, 1) - dayOfMonth(addMonths(day, 1)) + 1) - 7200
        : startOf(day) + hours.draw(random) * 3600 + random.int(0, 3599);
    const isInside = second > (isNew ? opening : startOf(FIRST_DAY)) && second < latest;
    if (isInside && !taken.has(second)) taken.set(second, type);
  }
  if (closing !== null) taken.set(closing, "withdrawal");
  if (taken.size === 0) taken.set(Math.min(latest, startOf(firstDay) + 12 * 3600), "deposit");
  return [...taken].map(([second, type]) => ({ second, type })).sort((left, right) => left.second - right.second);
}

/** Books what happened to one account: only posted transactions move its balance. */
function book(random: Random, account: Account, cards: readonly Card[], happenings: readonly Happening[]): Transaction[] {
  let balance = account.openedOn >= FIRST_DAY ? 0 : Math.round(drawSize(random, account) * 100);
  return happenings.map(({ second, type }, index) => {
    const isFirst = index === 0 && account.openedOn >= FIRST_DAY;
    const isLast = index === happenings.length - 1 && account.closedOn !== null;
    const payment = isLast
      ? {
          type: balance >= 0 ? ("withdrawal" as const) : ("deposit" as const),
          cents: 0 - balance,
          channel: "branch",
          merchant: null,
          category: null,
          card: null,
          bounces: false,
        }
      : isFirst
        ? {
            type: "deposit" as const,
            cents: Math.round(drawSize(random, account) * 60),
            channel: "branch",
            merchant: null,
            category: null,
            card: null,
            bounces: false,
          }
        : drawPayment(random, account, type, balance, usable(cards, dayAt(second)));
    const status = isFirst || isLast ? "posted" : payment.bounces ? "failed" : drawStatus(random, payment.type);
    if (status === "posted") balance += payment.cents;
    const { type: kind, cents, channel, merchant, category, card } = payment;
    return { account, card, status, second, type: kind, cents, channel, merchant, category, balanceAfterCents: balance };
  });
}

function usable(cards: readonly Card[], day: number): readonly Card[] {
  return cards.filter((card) => card.issuedOn <= day && day <= card.expiresOn);
}

function drawStatus(random: Random, type: TransactionType): Transaction["status"] {
  if (type === "interest" || type === "fee") return "posted";
  const roll = random.next();
  if (roll < 0.006) return "failed";
  if (roll < 0.013) return "reversed";
  return type === "deposit" && roll < 0.024 ? "returned" : "posted";
}

export function transactionRow(transaction: Transaction, id: number) {
  return {
    id,
    account_id: transaction.account.id,
    card_id: transaction.card?.id ?? null,
    status: transaction.status,
    posted_at: isoTime(transaction.second),
    transaction_type: transaction.type,
    amount: transaction.cents / 100,
    channel: transaction.channel,
    merchant: transaction.merchant,
    category: transaction.category,
    balance_after: transaction.balanceAfterCents / 100,
  };
}
