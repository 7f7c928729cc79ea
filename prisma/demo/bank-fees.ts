import { AS_OF_DAY, FIRST_DAY, dayAt, isoDay } from "./calendar";
import type { Random } from "./random";
import { MONTHLY_FEE_CENTS, OVERDRAFT_FEE_CENTS } from "./bank-amounts";
import type { Facility } from "./bank-credit";
import type { Loan } from "./bank-loans";
import type { Transaction } from "./bank-transactions";

type Draft = {
  readonly customer_id: number;
  readonly account_id: number | null;
  readonly loan_id: number | null;
  readonly fee_type: "monthly" | "overdraft" | "late_payment" | "wire" | "commitment";
  readonly amount: number;
  readonly day: number;
};

/** Fees of the window: those booked on accounts, those waived before booking, late instalments, and the yearly price of unused limits. */
export function feeRows(random: Random, transactions: readonly Transaction[], loans: readonly Loan[], facilities: readonly Facility[]) {
  const booked = transactions.filter((transaction) => transaction.type === "fee" && transaction.status === "posted").map(accountFee);
  const spared = booked
    .filter(() => random.chance(0.11))
    .map((fee) => ({ ...fee, day: Math.min(AS_OF_DAY, fee.day + random.int(20, 40)) }));
  const credit = [...loans.flatMap((loan) => lateFees(random, loan)), ...facilities.flatMap((facility) => commitmentFees(facility))];
  const all = [
    ...booked.map((fee) => ({ fee, isWaived: false })),
    ...spared.map((fee) => ({ fee, isWaived: true })),
    ...credit.map((fee) => ({ fee, isWaived: random.chance(0.13) })),
  ];
  all.sort((left, right) => left.fee.day - right.fee.day);
  return all.map(({ fee: { day, ...fee }, isWaived }, index) => ({
    id: index + 1,
    ...fee,
    charged_on: isoDay(day),
    is_waived: isWaived ? 1 : 0,
    waived_on: isWaived ? isoDay(Math.min(AS_OF_DAY, day + Math.floor(random.exponential(6)))) : null,
  }));
}

function accountFee({ account, cents, second }: Transaction): Draft {
  const type = cents === -OVERDRAFT_FEE_CENTS ? "overdraft" : cents === -MONTHLY_FEE_CENTS ? "monthly" : "wire";
  return {
    customer_id: account.customer.id,
    account_id: account.id,
    loan_id: null,
    fee_type: type,
    amount: -cents / 100,
    day: dayAt(second),
  };
}

/** An instalment five days late costs 4 % of it, between 15 and 250 dollars. */
function lateFees(random: Random, loan: Loan): Draft[] {
  return loan.installments
    .filter(
      (installment) =>
        (installment.paidOn ?? AS_OF_DAY) > installment.dueOn + 5 && installment.dueOn + 6 >= FIRST_DAY && random.chance(0.85),
    )
    .map((installment) => {
      const amount = Math.min(250, Math.max(15, Math.round((installment.principalCents + installment.interestCents) * 0.0004)));
      return {
        customer_id: loan.customer.id,
        account_id: null,
        loan_id: loan.id,
        fee_type: "late_payment",
        amount,
        day: installment.dueOn + 6,
      };
    });
}

/** A quarter of a percent of the limit, each year on the day the facility was opened. */
function commitmentFees(facility: Facility): Draft[] {
  const [loan] = facility.loans;
  if (loan === undefined) return [];
  return [1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12]
    .map((year) => facility.openedOn + year * 365)
    .filter((day) => day >= FIRST_DAY && day <= Math.min(AS_OF_DAY, facility.expiresOn))
    .map((day) => ({
      customer_id: loan.customer.id,
      account_id: null,
      loan_id: loan.id,
      fee_type: "commitment",
      amount: Math.round(facility.limitCents * 0.0025) / 100,
      day,
    }));
}
