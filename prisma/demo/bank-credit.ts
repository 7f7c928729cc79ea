import { AS_OF_DAY, addMonths, isoDay } from "./calendar";
import { at } from "./random";
import type { Random } from "./random";
import type { Loan } from "./bank-loans";
import { grouped } from "./tables";

export type Facility = {
  readonly id: number;
  readonly loans: readonly Loan[];
  readonly limitCents: number;
  readonly usedCents: number;
  readonly status: "active" | "expired" | "cancelled";
  readonly openedOn: number;
  readonly expiresOn: number;
};

/** Credit lines are drawn under a facility of the business, and so are some of its other loans; a few go over their limit. */
export function drawFacilities(random: Random, loans: readonly Loan[]): Facility[] {
  const granted = loans.filter(
    (loan) => loan.originatedOn !== null && (loan.type === "credit_line" || (loan.type === "business" && random.chance(0.3))),
  );
  const drafts = [...grouped(granted, (loan) => loan.customer).values()].map((drawn) => {
    const openedOn = Math.max(drawn[0]?.customer.joinedOn ?? 0, Math.min(...drawn.map((loan) => loan.appliedOn)) - random.int(0, 60));
    const usedCents = drawn.filter(isOnBooks).reduce((sum, loan) => sum + loan.outstandingCents, 0);
    const expiresOn =
      usedCents > 0
        ? addMonths(AS_OF_DAY, random.chance(0.06) ? -random.int(1, 4) : random.int(1, 30))
        : addMonths(openedOn, random.pick([24, 36, 48, 60]));
    const status =
      expiresOn < AS_OF_DAY ? ("expired" as const) : usedCents === 0 && random.chance(0.3) ? ("cancelled" as const) : ("active" as const);
    const need =
      usedCents > 0
        ? usedCents / (random.chance(0.05) ? 0.85 + 0.28 * random.next() : 0.3 + 0.65 * random.next())
        : random.logNormal(12_000_000, 0.7);
    return { loans: drawn, limitCents: Math.max(5000_00, Math.round(need / 5000_00) * 5000_00), usedCents, status, openedOn, expiresOn };
  });
  return drafts.sort((left, right) => left.openedOn - right.openedOn).map((draft, index) => ({ ...draft, id: index + 1 }));
}

function isOnBooks(loan: Loan): boolean {
  return loan.status === "active" || loan.status === "past_due";
}

export function facilityRow(facility: Facility) {
  const first = at(facility.loans, 0);
  return {
    id: facility.id,
    customer_id: first.customer.id,
    officer_id: first.officer.id,
    limit_amount: facility.limitCents / 100,
    used_amount: facility.usedCents / 100,
    status: facility.status,
    opened_on: isoDay(facility.openedOn),
    expires_on: isoDay(facility.expiresOn),
  };
}

const VEHICLES = ["Sedan", "Pickup truck", "Minivan", "Compact SUV", "Hatchback", "Delivery van"];
const EQUIPMENT = ["CNC mill", "Forklift", "Commercial oven", "Tractor", "Excavator", "Packaging line", "Dental chair set"];
const HOMES = ["Single-family house", "Townhouse", "Condominium", "Duplex"];

/** What stands behind each secured loan: one thing, for larger business loans sometimes two. */
export function collateralRows(random: Random, loans: readonly Loan[]) {
  return loans
    .filter((loan) => loan.isSecured)
    .flatMap((loan) => {
      const count = loan.type === "business" && random.chance(0.22) ? 2 : 1;
      return Array.from({ length: count }, () => drawCollateral(random, loan, count));
    })
    .map((row, index) => ({ id: index + 1, ...row }));
}

function drawCollateral(random: Random, loan: Loan, parts: number) {
  const type = drawCollateralType(random, loan);
  const cover = (type === "property" ? 1.35 : type === "deposit" ? 1.05 : 1.15) * random.logNormal(1, 0.16);
  const day = Math.min(
    AS_OF_DAY,
    (loan.originatedOn ?? loan.appliedOn) - random.int(-2, 25) + (loan.type === "mortgage" && random.chance(0.2) ? 700 : 0),
  );
  return {
    loan_id: loan.id,
    collateral_type: type,
    description: random.chance(0.95) ? describe(random, type, loan) : null,
    appraised_value: Math.max(500, Math.round((loan.principalCents * cover) / parts / 50_000) * 500),
    appraised_on: isoDay(day),
  };
}

function drawCollateralType(random: Random, loan: Loan): "property" | "vehicle" | "equipment" | "deposit" | "guarantee" {
  switch (loan.type) {
    case "mortgage":
      return "property";
    case "auto":
      return "vehicle";
    case "personal":
      return random.chance(0.7) ? "deposit" : "vehicle";
    case "business":
      return random.pick(["equipment", "equipment", "property", "property", "guarantee", "vehicle", "deposit"]);
    case "credit_line":
      return random.pick(["deposit", "guarantee", "property", "equipment"]);
    default:
      return loan.type satisfies never;
  }
}

function describe(random: Random, type: "property" | "vehicle" | "equipment" | "deposit" | "guarantee", loan: Loan): string {
  const town = loan.customer.branch.city;
  switch (type) {
    case "property":
      return loan.type === "mortgage" ? `${random.pick(HOMES)} in ${town}` : `Commercial premises in ${town}`;
    case "vehicle":
      return `${random.pick(VEHICLES)}, model year ${random.int(2015, 2026)}`;
    case "equipment":
      return random.pick(EQUIPMENT);
    case "deposit":
      return "Pledged term deposit";
    case "guarantee":
      return "Personal guarantee of the owner";
    default:
      return type satisfies never;
  }
}
