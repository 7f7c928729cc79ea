import { AS_OF_DAY, FIRST_DAY, addMonths, dayOf, isoDay } from "./calendar";
import { at, Weights, zipf } from "./random";
import type { Random } from "./random";
import { BUSINESS_HEADS, BUSINESS_TRADES, FIRST_NAMES, LAST_NAMES, TOWNS } from "./bank-names";

export type Branch = {
  readonly id: number;
  readonly name: string;
  readonly city: string;
  readonly state: string;
  readonly region: string;
  readonly openedOn: number;
};

export type Customer = {
  readonly id: number;
  readonly type: "individual" | "business";
  readonly firstName: string | null;
  readonly lastName: string | null;
  readonly businessName: string | null;
  readonly fullName: string;
  readonly bornOn: number | null;
  readonly email: string | null;
  readonly phone: string | null;
  readonly city: string | null;
  readonly industry: string | null;
  readonly branch: Branch;
  readonly joinedOn: number;
};

const FIRST_WEIGHTS = new Weights(zipf(FIRST_NAMES.length, 0.6, 6));
const LAST_WEIGHTS = new Weights(zipf(LAST_NAMES.length, 0.7, 4));
const TOWN_WEIGHTS = new Weights([20, 9, 6, 14, 8, 5, 11, 7, 4, 8, 5, 3]);
const CUSTOMER_COUNT = 20_000;

export function makeBranches(): Branch[] {
  return TOWNS.map(([city, state, region, openedOn], index) => ({
    id: index + 1,
    name: index === 0 ? `${city} Main` : city,
    city,
    state,
    region,
    openedOn: dayOf(openedOn),
  }));
}

/** Customers in the order in which they joined: half before the window, more each year since. */
export function drawCustomers(random: Random, branches: readonly Branch[]): Customer[] {
  const joined = Array.from({ length: CUSTOMER_COUNT }, () => drawJoinDay(random)).sort((left, right) => left - right);
  const taken = new Set<string>();
  return joined.map((joinedOn, index) => {
    const open = branches.filter((branch) => branch.openedOn <= joinedOn);
    const drawn = at(branches, TOWN_WEIGHTS.draw(random));
    const branch = open.includes(drawn) ? drawn : at(open, 0);
    return random.chance(0.14)
      ? drawBusiness(random, index + 1, branch, joinedOn, taken)
      : drawIndividual(random, index + 1, branch, joinedOn, taken);
  });
}

function drawJoinDay(random: Random): number {
  for (;;) {
    const day = random.chance(0.52)
      ? FIRST_DAY - 1 - Math.floor(Math.pow(random.next(), 1.5) * 16 * 365)
      : FIRST_DAY + Math.floor(Math.pow(random.next(), 0.8) * (AS_OF_DAY - FIRST_DAY + 1));
    const isSunday = (day + 3) % 7 === 6;
    if (!isSunday || random.chance(0.2)) return day;
  }
}

function drawIndividual(random: Random, id: number, branch: Branch, joinedOn: number, taken: Set<string>): Customer {
  const { first, last } = drawName(random, taken);
  const bornOn = joinedOn - Math.round((18 + Math.min(62, random.exponential(11) + 8 * random.next())) * 365.25) - random.int(0, 360);
  return {
    id,
    type: "individual",
    firstName: first,
    lastName: last,
    businessName: null,
    fullName: `${first} ${last}`,
    bornOn,
    email: random.chance(0.83)
      ? `${first}.${last}${random.chance(0.5) ? random.int(1, 99) : ""}@${random.pick(["mail.example", "post.example", "inbox.example"])}`.toLowerCase()
      : null,
    phone: random.chance(0.95) ? drawPhone(random) : null,
    city: random.chance(0.97) ? branch.city : null,
    industry: null,
    branch,
    joinedOn,
  };
}

function drawBusiness(random: Random, id: number, branch: Branch, joinedOn: number, taken: Set<string>): Customer {
  const [industry, trades] = random.pick(BUSINESS_TRADES);
  let name = "";
  do {
    const owner = random.chance(0.3)
      ? `${at(LAST_NAMES, LAST_WEIGHTS.draw(random))}${random.chance(0.3) ? " & Sons" : ""}`
      : random.pick(BUSINESS_HEADS);
    name = `${owner} ${random.pick(trades)} ${random.pick(["LLC", "Inc", "Co", "Group", "Ltd"])}`;
  } while (taken.has(name));
  taken.add(name);
  return {
    id,
    type: "business",
    firstName: null,
    lastName: null,
    businessName: name,
    fullName: name,
    bornOn: null,
    email: random.chance(0.9) ? `office@${name.toLowerCase().replace(/[^a-z]+/g, "-")}.example` : null,
    phone: drawPhone(random),
    city: branch.city,
    industry: random.chance(0.96) ? industry : null,
    branch,
    joinedOn,
  };
}

/** Names are unique but for about one in two hundred, as in any town. */
function drawName(random: Random, taken: Set<string>): { first: string; last: string } {
  for (;;) {
    const first = at(FIRST_NAMES, FIRST_WEIGHTS.draw(random));
    const last = at(LAST_NAMES, LAST_WEIGHTS.draw(random));
    const fullName = `${first} ${last}`;
    if (taken.has(fullName) && !random.chance(0.004)) continue;
    taken.add(fullName);
    return { first, last };
  }
}

/** 555-01xx is kept free for fiction. */
function drawPhone(random: Random): string {
  return `(${random.int(220, 989)}) 555-01${String(random.int(0, 99)).padStart(2, "0")}`;
}

/** The columns of one customer; reviews are for those who borrow, some of them overdue. */
export function customerRow(random: Random, customer: Customer, officerId: number | null, onWatchList: boolean, borrows: boolean) {
  const reviewed = borrows ? random.chance(0.9) : customer.type === "business" && random.chance(0.35);
  const nextReview = addMonths(AS_OF_DAY, random.int(-1, 11)) + random.int(-20, 27);
  return {
    id: customer.id,
    customer_type: customer.type,
    first_name: customer.firstName,
    last_name: customer.lastName,
    business_name: customer.businessName,
    full_name: customer.fullName,
    date_of_birth: customer.bornOn === null ? null : isoDay(customer.bornOn),
    email: customer.email,
    phone: customer.phone,
    city: customer.city,
    state: customer.city === null ? null : customer.branch.state,
    region: customer.branch.region,
    industry: customer.industry,
    branch_id: customer.branch.id,
    officer_id: officerId,
    on_watch_list: onWatchList ? 1 : 0,
    joined_on: isoDay(customer.joinedOn),
    next_review_on: reviewed ? isoDay(nextReview) : null,
  };
}
