import { at, Choice, Weights } from "./random";
import type { Random } from "./random";
import type { Account, Card } from "./bank-accounts";
import { MERCHANTS } from "./bank-names";

export type TransactionType = "deposit" | "withdrawal" | "transfer_in" | "transfer_out" | "card_purchase" | "atm" | "fee" | "interest";

export type Payment = {
  readonly type: TransactionType;
  /** Signed: money out is negative. */
  readonly cents: number;
  readonly channel: string | null;
  readonly merchant: string | null;
  readonly category: string | null;
  readonly card: Card | null;
  /** Refused for lack of money. */
  readonly bounces: boolean;
};

export const MONTHLY_FEE_CENTS = 1200;
export const OVERDRAFT_FEE_CENTS = 3500;
const WIRE_FEE_CENTS = 2500;

const CATEGORY_WEIGHTS = new Weights(MERCHANTS.map(([, share]) => share));
const DEPOSIT_CHANNELS = new Choice({ branch: 34, online: 22, mobile: 30, atm: 10, wire: 4 });
const TRANSFER_CHANNELS = new Choice({ online: 46, mobile: 44, wire: 6, branch: 4 });

/** A balance in dollars that suits the kind of account and owner: many small, few very large. */
export function drawSize(random: Random, account: Account): number {
  const business = account.customer.type === "business" ? 7 : 1;
  switch (account.type) {
    case "checking":
      return random.logNormal(1900, 1) * business;
    case "savings":
      return random.logNormal(4200, 1.2) * business;
    case "money_market":
      return random.logNormal(19_000, 0.9) * business;
    case "term_deposit":
      return Math.round(random.logNormal(15_000, 0.8) / 500) * 500 * business + 1000;
    default:
      return account.type satisfies never;
  }
}

/** One payment that the balance can bear; a few are refused, a few overdraw a checking account. */
export function drawPayment(
  random: Random,
  account: Account,
  type: TransactionType,
  balanceCents: number,
  cards: readonly Card[],
): Payment {
  if (balanceCents < 0 && type !== "deposit" && random.chance(0.7)) return plain("fee", -OVERDRAFT_FEE_CENTS, null);
  switch (type) {
    case "deposit":
      return credit(type, Math.round(income(random, account)), DEPOSIT_CHANNELS.draw(random));
    case "transfer_in":
      return credit(type, Math.round(income(random, account) * 0.5), TRANSFER_CHANNELS.draw(random));
    case "interest":
      return credit(type, Math.max(1, Math.round((Math.max(0, balanceCents) * account.rate) / 1200)), null);
    case "fee":
      return plain(type, random.chance(0.2) ? -WIRE_FEE_CENTS : -MONTHLY_FEE_CENTS, null);
    case "card_purchase":
      return cards.length === 0 ? transferOut(random, account, balanceCents) : purchase(random, account, balanceCents, random.pick(cards));
    case "atm": {
      const debit = cards.find((card) => card.type === "debit") ?? null;
      return debit === null
        ? transferOut(random, account, balanceCents)
        : bearable(random, account, balanceCents, { ...plain(type, -2000 * random.int(1, 20), "atm"), card: debit });
    }
    case "withdrawal":
      return bearable(random, account, balanceCents, plain(type, -Math.round(income(random, account) * 0.32), "branch"));
    case "transfer_out":
      return transferOut(random, account, balanceCents);
    default:
      return type satisfies never;
  }
}

function income(random: Random, account: Account): number {
  const scale = account.customer.type === "business" ? 5 : 1;
  return random.logNormal(account.type === "checking" ? 98_000 : 52_000, 0.75) * scale;
}

function transferOut(random: Random, account: Account, balanceCents: number): Payment {
  return bearable(
    random,
    account,
    balanceCents,
    plain("transfer_out", -Math.round(income(random, account) * 0.55), TRANSFER_CHANNELS.draw(random)),
  );
}

function purchase(random: Random, account: Account, balanceCents: number, card: Card): Payment {
  const [category, , merchants] = at(MERCHANTS, CATEGORY_WEIGHTS.draw(random));
  const merchant = at(merchants, Math.floor(Math.pow(random.next(), 1.7) * merchants.length));
  const typical =
    category === "travel" ? 21_000 : category === "utilities" ? 11_500 : category === "fuel" ? 4200 : category === "dining" ? 2700 : 4800;
  const cents = -Math.round(random.logNormal(typical, 0.65) * (account.customer.type === "business" ? 2.5 : 1));
  return bearable(random, account, balanceCents, {
    ...plain("card_purchase", cents, random.chance(0.72) ? "pos" : "online"),
    merchant,
    category,
    card,
  });
}

/** Money out: paid when it is there, else refused, overdrawn a little, cut to size, or turned into the deposit that was due. */
function bearable(random: Random, account: Account, balanceCents: number, payment: Payment): Payment {
  if (balanceCents + payment.cents >= 0) return payment;
  const roll = random.next();
  if (roll < 0.2) return { ...payment, bounces: true };
  if (roll < 0.38 && account.type === "checking" && balanceCents > 0 && payment.cents > -90_000) return payment;
  if (payment.type !== "atm" && roll < 0.6 && balanceCents > 4000)
    return { ...payment, cents: -Math.round(balanceCents * (0.1 + 0.6 * random.next())) };
  return credit("deposit", Math.round(income(random, account)), DEPOSIT_CHANNELS.draw(random));
}

function credit(type: TransactionType, cents: number, channel: string | null): Payment {
  return plain(type, cents, channel);
}

function plain(type: TransactionType, cents: number, channel: string | null): Payment {
  return { type, cents, channel, merchant: null, category: null, card: null, bounces: false };
}
