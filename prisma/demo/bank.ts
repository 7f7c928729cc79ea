import { isoDay } from "./calendar";
import type { Random } from "./random";
import { accountRow, cardRow, drawAccounts, drawCards, holderRows } from "./bank-accounts";
import { collateralRows, drawFacilities, facilityRow } from "./bank-credit";
import { feeRows } from "./bank-fees";
import { drawLoans, installmentRow, loanRow } from "./bank-loans";
import { customerRow, drawCustomers, makeBranches } from "./bank-people";
import type { Customer } from "./bank-people";
import { currentRatings, drawRatings, ratingRow } from "./bank-risk";
import { drawEmployees, drawOfficer, employeeRow, isLoanOfficer } from "./bank-staff";
import { BANK_TABLES } from "./bank-tables";
import { drawTransactions, transactionRow } from "./bank-transactions";
import { grouped } from "./tables";
import type { TableData } from "./tables";

/** All rows of the bank database. */
export function makeBankTables(random: Random): TableData[] {
  const branches = makeBranches();
  const employees = drawEmployees(random.fork("employees"), branches);
  const officers = employees.filter(isLoanOfficer);
  const customers = drawCustomers(random.fork("customers"), branches);
  const accounts = drawAccounts(random.fork("accounts"), customers);
  const cards = drawCards(random.fork("cards"), accounts);
  const transactions = drawTransactions(random.fork("transactions"), accounts, cards);
  const loans = drawLoans(random.fork("loans"), customers, officers);
  const facilities = drawFacilities(random.fork("facilities"), loans);
  const ratings = drawRatings(random.fork("ratings"), loans);
  const balances = new Map(transactions.map((transaction) => [transaction.account, transaction.balanceAfterCents]));
  const facilityOf = new Map(facilities.flatMap((facility) => facility.loans.map((loan) => [loan, facility.id] as const)));
  const installments = loans.flatMap((loan) => loan.installments.map((installment) => ({ loan, installment })));
  const feeRandom = random.fork("fees");
  return [
    {
      spec: BANK_TABLES.branches,
      rows: branches.map(({ id, name, city, region, openedOn }) => ({ id, name, city, region, opened_on: isoDay(openedOn) })),
    },
    { spec: BANK_TABLES.employees, rows: employees.map(employeeRow) },
    {
      spec: BANK_TABLES.customers,
      rows: customerRows(
        random.fork("relations"),
        customers,
        officers,
        grouped(loans, (loan) => loan.customer),
        currentRatings(ratings),
      ),
    },
    { spec: BANK_TABLES.accounts, rows: accounts.map((account) => accountRow(account, balances.get(account) ?? 0)) },
    { spec: BANK_TABLES.accountHolders, rows: accounts.flatMap(holderRows) },
    { spec: BANK_TABLES.cards, rows: cards.map(cardRow) },
    { spec: BANK_TABLES.transactions, rows: transactions.map((transaction, index) => transactionRow(transaction, index + 1)) },
    { spec: BANK_TABLES.facilities, rows: facilities.map(facilityRow) },
    { spec: BANK_TABLES.loans, rows: loans.map((loan) => loanRow(loan, facilityOf.get(loan) ?? null)) },
    {
      spec: BANK_TABLES.loanPayments,
      rows: installments.map(({ loan, installment }, index) => installmentRow(loan, installment, index + 1)),
    },
    { spec: BANK_TABLES.collateral, rows: collateralRows(random.fork("collateral"), loans) },
    { spec: BANK_TABLES.riskRatings, rows: ratings.map((rating, index) => ratingRow(rating, index + 1)) },
    { spec: BANK_TABLES.fees, rows: feeRows(feeRandom, transactions, loans, facilities) },
  ];
}

type Borrowed = ReturnType<typeof drawLoans>;

function customerRows(
  random: Random,
  customers: readonly Customer[],
  officers: Parameters<typeof drawOfficer>[1],
  loansOf: ReadonlyMap<Customer, Borrowed>,
  ratings: ReadonlyMap<Customer, number>,
) {
  return customers.map((customer) => {
    const loans = loansOf.get(customer);
    const assigned =
      loans?.at(-1)?.officer ??
      (random.chance(customer.type === "business" ? 0.8 : 0.12) ? drawOfficer(random, officers, customer.branch, customer.joinedOn) : null);
    const rating = ratings.get(customer) ?? 0;
    const isWatched = random.chance(rating >= 7 ? 0.8 : rating === 6 ? 0.35 : 0.004);
    return customerRow(random, customer, assigned?.id ?? null, isWatched, loans !== undefined);
  });
}
