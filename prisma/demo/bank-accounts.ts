import { AS_OF_DAY, FIRST_DAY, addMonths, isoDay } from "./calendar";
import { at, Choice } from "./random";
import type { Random } from "./random";
import type { Customer } from "./bank-people";

export type AccountType = "checking" | "savings" | "money_market" | "term_deposit";

export type Account = {
  readonly id: number;
  readonly number: string;
  readonly customer: Customer;
  readonly jointHolder: Customer | null;
  readonly type: AccountType;
  readonly rate: number;
  readonly status: "open" | "dormant" | "frozen" | "closed";
  readonly openedOn: number;
  readonly closedOn: number | null;
  /** Last day on which its owner used it. */
  readonly usedUntil: number;
};

export type Card = {
  readonly id: number;
  readonly account: Account;
  readonly holder: Customer;
  readonly type: "debit" | "credit";
  readonly network: string;
  readonly status: "active" | "blocked" | "lost" | "stolen" | "expired";
  readonly limit: number | null;
  readonly balance: number | null;
  readonly issuedOn: number;
  readonly expiresOn: number;
};

const ACCOUNT_COUNT = 30_000;
const FIRST_TYPES = new Choice<AccountType>({ checking: 84, savings: 14, money_market: 1, term_deposit: 1 });
const NEXT_TYPES = new Choice<AccountType>({ checking: 17, savings: 49, money_market: 13, term_deposit: 21 });
const NETWORKS = new Choice({ Visa: 58, Mastercard: 36, Discover: 6 });

/** Accounts in the order of opening; nearly every customer has one, some have five. */
export function drawAccounts(random: Random, customers: readonly Customer[]): Account[] {
  const counts = customers.map(() => (random.chance(0.015) ? 0 : 1 + Math.min(5, Math.floor(random.exponential(0.72)))));
  for (let total = counts.reduce((sum, count) => sum + count, 0); total !== ACCOUNT_COUNT;) {
    const index = random.int(0, counts.length - 1);
    const change = total < ACCOUNT_COUNT ? 1 : at(counts, index) > 1 ? -1 : 0;
    counts[index] = at(counts, index) + change;
    total += change;
  }
  const openings = customers.flatMap((customer, index) =>
    Array.from({ length: at(counts, index) }, (_, nth) => ({
      customer,
      nth,
      day: nth === 0 ? customer.joinedOn : random.int(customer.joinedOn, AS_OF_DAY),
    })),
  );
  openings.sort((left, right) => left.day - right.day);
  return openings.map(({ customer, nth, day }, index) => drawAccount(random, index + 1, customer, nth, day, customers));
}

function drawAccount(
  random: Random,
  id: number,
  customer: Customer,
  nth: number,
  openedOn: number,
  customers: readonly Customer[],
): Account {
  const type = (nth === 0 ? FIRST_TYPES : NEXT_TYPES).draw(random);
  const since = Math.max(openedOn + 60, FIRST_DAY + 20);
  const roll = random.next();
  const closes = roll < 0.07 && since < AS_OF_DAY - 5;
  const sleeps = !closes && roll < 0.13 && since < AS_OF_DAY - 420;
  const closedOn = closes ? random.int(since, AS_OF_DAY - 1) : null;
  const canBeJoint = customer.type === "individual" && random.chance(0.13);
  const partner = at(customers, random.int(0, customers.length - 1));
  return {
    id,
    number: String(4_100_000_000 + id * 37 + random.int(0, 36)),
    customer,
    jointHolder: canBeJoint && partner !== customer && partner.type === "individual" && partner.joinedOn <= openedOn ? partner : null,
    type,
    rate: drawRate(random, type),
    openedOn,
    closedOn,
    status: closes ? "closed" : sleeps ? "dormant" : random.chance(0.008) ? "frozen" : "open",
    usedUntil: closedOn ?? (sleeps ? random.int(since, AS_OF_DAY - 366) : AS_OF_DAY),
  };
}

function drawRate(random: Random, type: AccountType): number {
  switch (type) {
    case "checking":
      return random.chance(0.75) ? 0 : 0.05;
    case "savings":
      return random.pick([0.25, 0.4, 0.4, 0.75, 1.1]);
    case "money_market":
      return random.pick([1.5, 2, 2.35, 2.8]);
    case "term_deposit":
      return random.pick([2.9, 3.4, 3.75, 4.1, 4.35]);
    default:
      return type satisfies never;
  }
}

/** Debit cards on most checking accounts, credit cards on some, and the expired ones before them. */
export function drawCards(random: Random, accounts: readonly Account[]): Card[] {
  const drafts = accounts
    .filter((account) => account.type === "checking")
    .flatMap((account) => {
      const business = account.customer.type === "business";
      const own = random.chance(0.76) ? drawCardLine(random, account, account.customer, "debit") : [];
      const joint = account.jointHolder !== null && random.chance(0.6) ? drawCardLine(random, account, account.jointHolder, "debit") : [];
      const credit = random.chance(business ? 0.34 : 0.2) ? drawCardLine(random, account, account.customer, "credit") : [];
      return [...own, ...joint, ...credit];
    });
  return drafts.sort((left, right) => left.issuedOn - right.issuedOn).map((draft, index) => ({ ...draft, id: index + 1 }));
}

/** A card and those that replaced it every four years. */
function drawCardLine(random: Random, account: Account, holder: Customer, type: Card["type"]): Omit<Card, "id">[] {
  const network = NETWORKS.draw(random);
  const limit =
    type === "credit" ? Math.max(500, Math.round(random.logNormal(holder.type === "business" ? 15_000 : 5_500, 0.7) / 500) * 500) : null;
  const cards: Omit<Card, "id">[] = [];
  const until = account.closedOn ?? AS_OF_DAY;
  const earliest = Math.max(account.openedOn, AS_OF_DAY - 7 * 365);
  let issuedOn = Math.min(until, earliest + (type === "debit" ? random.int(0, 12) : random.int(0, 400)));
  for (;;) {
    const expiresOn = addMonths(issuedOn, 48);
    const expired = expiresOn < AS_OF_DAY;
    const balance = limit === null ? null : expired ? 0 : Math.round(limit * Math.min(1.03, Math.pow(random.next(), 2.2)) * 100) / 100;
    cards.push({
      account,
      holder,
      type,
      network,
      status: expired ? "expired" : drawCardStatus(random),
      limit,
      balance,
      issuedOn,
      expiresOn,
    });
    if (!expired || random.chance(0.1) || expiresOn > until) return cards;
    issuedOn = expiresOn - random.int(5, 25);
  }
}

function drawCardStatus(random: Random): Card["status"] {
  const roll = random.next();
  return roll < 0.025 ? "lost" : roll < 0.038 ? "stolen" : roll < 0.068 ? "blocked" : "active";
}

export function accountRow(account: Account, balanceCents: number) {
  return {
    id: account.id,
    account_number: account.number,
    customer_id: account.customer.id,
    branch_id: account.customer.branch.id,
    account_type: account.type,
    currency: "USD",
    balance: balanceCents / 100,
    interest_rate: account.rate,
    status: account.status,
    opened_on: isoDay(account.openedOn),
    closed_on: account.closedOn === null ? null : isoDay(account.closedOn),
  };
}

export function holderRows(account: Account) {
  const rows = [{ account_id: account.id, customer_id: account.customer.id, role: "primary" }];
  return account.jointHolder === null ? rows : [...rows, { account_id: account.id, customer_id: account.jointHolder.id, role: "joint" }];
}

export function cardRow(card: Card) {
  return {
    id: card.id,
    account_id: card.account.id,
    customer_id: card.holder.id,
    card_type: card.type,
    network: card.network,
    status: card.status,
    credit_limit: card.limit,
    balance: card.balance,
    issued_on: isoDay(card.issuedOn),
    expires_on: isoDay(card.expiresOn),
  };
}
