import { flag, oneOf, refersTo } from "./tables";
import type { TableSpec } from "./tables";

const KEY = "INTEGER PRIMARY KEY";

/** The tables of the bank database, each after those it refers to. */
export const BANK_TABLES = {
  branches: {
    name: "branches",
    columns: { id: KEY, name: "TEXT NOT NULL UNIQUE", city: "TEXT NOT NULL", region: "TEXT NOT NULL", opened_on: "DATE NOT NULL" },
    indexes: [["region"]],
  },
  employees: {
    name: "employees",
    columns: {
      id: KEY, branch_id: refersTo("branches"), manager_id: refersTo("employees", true), first_name: "TEXT NOT NULL", last_name: "TEXT NOT NULL",
      title: "TEXT NOT NULL", department: oneOf("department", ["retail", "lending", "operations", "risk", "management"]),
      hired_on: "DATE NOT NULL", left_on: "DATE",
    },
    indexes: [["branch_id"], ["manager_id"]],
  },
  customers: {
    name: "customers",
    columns: {
      id: KEY, customer_type: oneOf("customer_type", ["individual", "business"]), first_name: "TEXT", last_name: "TEXT", business_name: "TEXT",
      full_name: "TEXT NOT NULL", date_of_birth: "DATE", email: "TEXT", phone: "TEXT", city: "TEXT", state: "TEXT", region: "TEXT NOT NULL",
      industry: "TEXT", branch_id: refersTo("branches"), officer_id: refersTo("employees", true), on_watch_list: flag("on_watch_list"),
      joined_on: "DATE NOT NULL", next_review_on: "DATE",
    },
    indexes: [["full_name"], ["last_name"], ["branch_id"], ["officer_id"], ["joined_on"]],
  },
  accounts: {
    name: "accounts",
    columns: {
      id: KEY, account_number: "TEXT NOT NULL UNIQUE", customer_id: refersTo("customers"), branch_id: refersTo("branches"),
      account_type: oneOf("account_type", ["checking", "savings", "money_market", "term_deposit"]), currency: "TEXT NOT NULL",
      balance: "REAL NOT NULL", interest_rate: "REAL NOT NULL", status: oneOf("status", ["open", "dormant", "frozen", "closed"]),
      opened_on: "DATE NOT NULL", closed_on: "DATE",
    },
    indexes: [["customer_id"], ["branch_id"], ["account_type", "status"]],
  },
  accountHolders: {
    name: "account_holders",
    columns: { account_id: refersTo("accounts"), customer_id: refersTo("customers"), role: oneOf("role", ["primary", "joint"]) },
    constraints: ["PRIMARY KEY (account_id, customer_id)"],
    indexes: [["customer_id"]],
  },
  cards: {
    name: "cards",
    columns: {
      id: KEY, account_id: refersTo("accounts"), customer_id: refersTo("customers"), card_type: oneOf("card_type", ["debit", "credit"]),
      network: "TEXT NOT NULL", status: oneOf("status", ["active", "blocked", "lost", "stolen", "expired"]), credit_limit: "REAL", balance: "REAL",
      issued_on: "DATE NOT NULL", expires_on: "DATE NOT NULL",
    },
    indexes: [["account_id"], ["customer_id"], ["status"]],
  },
  transactions: {
    name: "transactions",
    columns: {
      id: KEY, account_id: refersTo("accounts"), card_id: refersTo("cards", true), status: oneOf("status", ["posted", "failed", "returned", "reversed"]),
      posted_at: "DATETIME NOT NULL",
      transaction_type: oneOf("transaction_type", ["deposit", "withdrawal", "transfer_in", "transfer_out", "card_purchase", "atm", "fee", "interest"]),
      amount: "REAL NOT NULL", channel: oneOf("channel", ["branch", "online", "mobile", "atm", "pos", "wire"], true), merchant: "TEXT", category: "TEXT",
      balance_after: "REAL NOT NULL",
    },
    indexes: [["account_id", "posted_at"], ["posted_at"], ["card_id"], ["transaction_type", "posted_at"]],
  },
  facilities: {
    name: "facilities",
    columns: {
      id: KEY, customer_id: refersTo("customers"), officer_id: refersTo("employees"), limit_amount: "REAL NOT NULL", used_amount: "REAL NOT NULL",
      status: oneOf("status", ["active", "expired", "cancelled"]), opened_on: "DATE NOT NULL", expires_on: "DATE NOT NULL",
    },
    indexes: [["customer_id"], ["officer_id"]],
  },
  loans: {
    name: "loans",
    columns: {
      id: KEY, loan_number: "TEXT NOT NULL UNIQUE", customer_id: refersTo("customers"), facility_id: refersTo("facilities", true),
      branch_id: refersTo("branches"), officer_id: refersTo("employees"),
      loan_type: oneOf("loan_type", ["mortgage", "auto", "personal", "business", "credit_line"]), purpose: "TEXT",
      principal_amount: "REAL NOT NULL", outstanding_principal: "REAL NOT NULL", interest_rate: "REAL NOT NULL",
      rate_type: oneOf("rate_type", ["fixed", "variable"]), term_months: "INTEGER NOT NULL", is_secured: flag("is_secured"),
      status: oneOf("status", ["applied", "active", "past_due", "paid_off", "charged_off"]), applied_on: "DATE NOT NULL", originated_on: "DATE",
      matures_on: "DATE", closed_on: "DATE",
    },
    indexes: [["customer_id"], ["facility_id"], ["branch_id"], ["officer_id"], ["status"], ["originated_on"]],
  },
  loanPayments: {
    name: "loan_payments",
    columns: {
      id: KEY, loan_id: refersTo("loans"), installment_number: "INTEGER NOT NULL", due_on: "DATE NOT NULL", amount_due: "REAL NOT NULL",
      principal_due: "REAL NOT NULL", interest_due: "REAL NOT NULL", paid_on: "DATE", amount_paid: "REAL",
    },
    constraints: ["UNIQUE (loan_id, installment_number)"],
    indexes: [["due_on"], ["paid_on"]],
  },
  collateral: {
    name: "collateral",
    columns: {
      id: KEY, loan_id: refersTo("loans"), collateral_type: oneOf("collateral_type", ["property", "vehicle", "equipment", "deposit", "guarantee"]),
      description: "TEXT", appraised_value: "REAL NOT NULL", appraised_on: "DATE NOT NULL",
    },
    indexes: [["loan_id"]],
  },
  riskRatings: {
    name: "risk_ratings",
    columns: {
      id: KEY, customer_id: refersTo("customers"), source: oneOf("source", ["officer", "credit_review", "regulator"]),
      rating: "INTEGER NOT NULL CHECK (rating BETWEEN 1 AND 10)", label: "TEXT NOT NULL", rated_on: "DATE NOT NULL",
    },
    indexes: [["customer_id", "rated_on"], ["rated_on"]],
  },
  fees: {
    name: "fees",
    columns: {
      id: KEY, customer_id: refersTo("customers"), account_id: refersTo("accounts", true), loan_id: refersTo("loans", true),
      fee_type: oneOf("fee_type", ["monthly", "overdraft", "late_payment", "wire", "commitment"]), amount: "REAL NOT NULL", charged_on: "DATE NOT NULL",
      is_waived: flag("is_waived"), waived_on: "DATE",
    },
    indexes: [["customer_id"], ["account_id"], ["loan_id"], ["charged_on"]],
  },
} satisfies Record<string, TableSpec>;
