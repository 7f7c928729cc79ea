import { AS_OF_DAY, addMonths, dayOf, isoDay } from "./calendar";
import { at, Choice } from "./random";
import type { Random } from "./random";
import { drawSchedule } from "./bank-installments";
import type { Installment, Outcome } from "./bank-installments";
import type { Customer } from "./bank-people";
import { drawOfficer } from "./bank-staff";
import type { Employee } from "./bank-staff";

export type LoanType = "mortgage" | "auto" | "personal" | "business" | "credit_line";

export type Loan = {
  readonly id: number;
  readonly number: string;
  readonly customer: Customer;
  readonly officer: Employee;
  readonly type: LoanType;
  readonly purpose: string | null;
  readonly principalCents: number;
  readonly outstandingCents: number;
  readonly rate: number;
  readonly rateType: "fixed" | "variable";
  readonly termMonths: number;
  readonly isSecured: boolean;
  readonly status: "applied" | "active" | "past_due" | "paid_off" | "charged_off";
  readonly appliedOn: number;
  readonly originatedOn: number | null;
  readonly closedOn: number | null;
  readonly installments: readonly Installment[];
};

type Terms = {
  readonly median: number;
  readonly spread: number;
  readonly months: readonly number[];
  readonly rate: number;
  readonly fixedShare: number;
  readonly securedShare: number;
  readonly purposes: readonly string[];
};

const LOAN_COUNT = 6_000;
const APPLIED_COUNT = 170;
const FOR_PEOPLE = new Choice<LoanType>({ mortgage: 13, auto: 42, personal: 45, business: 0, credit_line: 0 });
const FOR_BUSINESS = new Choice<LoanType>({ mortgage: 3, auto: 4, personal: 0, business: 60, credit_line: 33 });

const TERMS: Readonly<Record<LoanType, Terms>> = {
  mortgage: {
    median: 212_000,
    spread: 0.45,
    months: [120, 180, 180, 240, 240, 300],
    rate: 6.1,
    fixedShare: 0.8,
    securedShare: 1,
    purposes: ["home purchase", "refinance", "home improvement"],
  },
  auto: {
    median: 24_000,
    spread: 0.4,
    months: [36, 48, 60, 60, 72],
    rate: 7.2,
    fixedShare: 0.97,
    securedShare: 1,
    purposes: ["new vehicle", "used vehicle", "used vehicle", "refinance"],
  },
  personal: {
    median: 8_500,
    spread: 0.6,
    months: [12, 24, 36, 36, 48, 60],
    rate: 11.4,
    fixedShare: 0.9,
    securedShare: 0.06,
    purposes: ["debt consolidation", "medical expenses", "wedding", "home improvement", "travel", "education"],
  },
  business: {
    median: 140_000,
    spread: 0.95,
    months: [24, 36, 60, 60, 84, 120],
    rate: 8.1,
    fixedShare: 0.55,
    securedShare: 0.68,
    purposes: ["equipment", "expansion", "working capital", "premises", "acquisition"],
  },
  credit_line: {
    median: 85_000,
    spread: 0.85,
    months: [12, 18, 24, 36],
    rate: 8.9,
    fixedShare: 0.12,
    securedShare: 0.38,
    purposes: ["working capital", "seasonal stock", "payroll bridge"],
  },
};

/** Loans in the order of application: those granted since 2014, and the applications that wait for a decision. */
export function drawLoans(random: Random, customers: readonly Customer[], officers: readonly Employee[]): Loan[] {
  const people = customers.filter((customer) => customer.type === "individual");
  const businesses = customers.filter((customer) => customer.type === "business");
  const drafts = Array.from({ length: LOAN_COUNT }, (_, index) => {
    const waiting = index < APPLIED_COUNT;
    const originatedOn = waiting ? null : drawOriginDay(random);
    const appliedOn = originatedOn === null ? AS_OF_DAY - Math.floor(random.exponential(16)) : originatedOn - random.int(3, 40);
    const group = random.chance(0.3) ? businesses : people;
    return drawLoan(random, drawBorrower(random, group, appliedOn), officers, appliedOn, originatedOn);
  });
  return drafts
    .sort((left, right) => left.appliedOn - right.appliedOn)
    .map((draft, index) => ({ ...draft, id: index + 1, number: `LN-${200_001 + index * 3}` }));
}

function drawOriginDay(random: Random): number {
  const first = dayOf("2014-01-06");
  return first + Math.floor(Math.pow(random.next(), 0.36) * (AS_OF_DAY - first + 1));
}

/** Somebody who was a customer then; earlier customers of a group borrow more often and some come again. */
function drawBorrower(random: Random, group: readonly Customer[], day: number): Customer {
  let known = 0;
  let high = group.length;
  while (known < high) {
    const middle = (known + high) >> 1;
    if (at(group, middle).joinedOn <= day) known = middle + 1;
    else high = middle;
  }
  return at(group, Math.floor(Math.pow(random.next(), 1.25) * Math.max(1, known)));
}

function drawLoan(
  random: Random,
  customer: Customer,
  officers: readonly Employee[],
  appliedOn: number,
  originatedOn: number | null,
): Omit<Loan, "id" | "number"> {
  const type = (customer.type === "business" ? FOR_BUSINESS : FOR_PEOPLE).draw(random);
  const terms = TERMS[type];
  const principalCents = Math.max(1000, Math.round(random.logNormal(terms.median, terms.spread) / 500) * 500) * 100;
  const termMonths = random.pick(terms.months);
  const rateType = random.chance(terms.fixedShare) ? "fixed" : "variable";
  const rate = Math.max(2.25, Math.round(random.normal(terms.rate - (rateType === "variable" ? 0.4 : 0), 1.2) * 8) / 8);
  const common = {
    customer,
    officer: drawOfficer(random, officers, customer.branch, appliedOn),
    type,
    purpose: random.chance(0.93) ? random.pick(terms.purposes) : null,
    principalCents,
    rate,
    rateType,
    termMonths,
    isSecured: random.chance(terms.securedShare),
    appliedOn,
    originatedOn,
  } as const;
  if (originatedOn === null) return { ...common, outstandingCents: 0, status: "applied", closedOn: null, installments: [] };
  const schedule = drawSchedule(
    random,
    { principalCents, rate, termMonths, originatedOn, interestOnly: type === "credit_line" },
    drawOutcome(random, type),
  );
  return { ...common, ...schedule };
}

/** How the borrower will do; a loan that has run its term ends up paid off unless it was charged off. */
function drawOutcome(random: Random, type: LoanType): Outcome {
  const strain = type === "personal" || type === "credit_line" ? 1.5 : type === "mortgage" ? 0.5 : 1;
  const roll = random.next();
  if (roll < 0.028 * strain) return "charged_off";
  if (roll < 0.1 * strain) return "past_due";
  return roll > 0.84 ? "paid_early" : "on_schedule";
}

export function loanRow(loan: Loan, facilityId: number | null) {
  return {
    id: loan.id,
    loan_number: loan.number,
    customer_id: loan.customer.id,
    facility_id: facilityId,
    branch_id: loan.customer.branch.id,
    officer_id: loan.officer.id,
    loan_type: loan.type,
    purpose: loan.purpose,
    principal_amount: loan.principalCents / 100,
    outstanding_principal: loan.outstandingCents / 100,
    interest_rate: loan.rate,
    rate_type: loan.rateType,
    term_months: loan.termMonths,
    is_secured: loan.isSecured ? 1 : 0,
    status: loan.status,
    applied_on: isoDay(loan.appliedOn),
    originated_on: loan.originatedOn === null ? null : isoDay(loan.originatedOn),
    matures_on: loan.originatedOn === null ? null : isoDay(addMonths(loan.originatedOn, loan.termMonths)),
    closed_on: loan.closedOn === null ? null : isoDay(loan.closedOn),
  };
}

export function installmentRow(loan: Loan, installment: Installment, id: number) {
  const amountDue = (installment.principalCents + installment.interestCents) / 100;
  const { paidOn } = installment;
  return {
    id,
    loan_id: loan.id,
    installment_number: installment.number,
    due_on: isoDay(installment.dueOn),
    amount_due: amountDue,
    principal_due: installment.principalCents / 100,
    interest_due: installment.interestCents / 100,
    paid_on: paidOn === null ? null : isoDay(paidOn),
    amount_paid: paidOn === null ? null : amountDue,
  };
}
