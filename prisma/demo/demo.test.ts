import { createHash } from "node:crypto";
import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import Database from "libsql";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { writeDemoData } from "./write.sqlite";

const AS_OF = "2026-11-18 15:30:00";
const TODAY = "2026-11-18";

let dir = "";
let shop: Database.Database;
let bank: Database.Database;

beforeAll(async () => {
  dir = mkdtempSync(join(tmpdir(), "demo-data-"));
  await writeDemoData(join(dir, "first"));
  shop = new Database(join(dir, "first", "shop.sqlite"), { readonly: true });
  bank = new Database(join(dir, "first", "bank.sqlite"), { readonly: true });
}, 300_000);

afterAll(() => {
  shop.close();
  bank.close();
  rmSync(dir, { recursive: true, force: true });
});

type Cells = Record<string, string | number | null>;

function all(db: Database.Database, sql: string): Cells[] {
  return db.prepare(sql).all() as Cells[];
}

/** The one number of a query. */
function one(db: Database.Database, sql: string): number {
  return Number(Object.values(all(db, sql)[0] ?? {})[0]);
}

function column(db: Database.Database, sql: string): (string | number | null)[] {
  return all(db, sql).map((row) => Object.values(row)[0] ?? null);
}

function databases(): [string, Database.Database][] {
  return [
    ["shop", shop],
    ["bank", bank],
  ];
}

describe("writing", () => {
  it("gives the same bytes again, because tests and evaluation rely on the values", async () => {
    await writeDemoData(join(dir, "second"));
    const digest = (run: string, file: string) =>
      createHash("sha256")
        .update(readFileSync(join(dir, run, file)))
        .digest("hex");
    for (const file of ["shop.sqlite", "bank.sqlite"]) expect(digest("second", file)).toBe(digest("first", file));
  }, 300_000);

  it("leaves what is there alone and nothing half-made behind", async () => {
    const before = statSync(join(dir, "first", "shop.sqlite")).mtimeMs;
    expect((await writeDemoData(join(dir, "first"))).written).toEqual([]);
    expect(statSync(join(dir, "first", "shop.sqlite")).mtimeMs).toBe(before);
    expect(readdirSync(join(dir, "first")).sort()).toEqual(["bank.glossary.json", "bank.sqlite", "shop.sqlite"]);
  });

  it("ends in journal mode delete, intact and with every reference resolved", () => {
    for (const [, db] of databases()) {
      expect(column(db, "PRAGMA journal_mode")).toEqual(["delete"]);
      expect(column(db, "PRAGMA integrity_check")).toEqual(["ok"]);
      expect(all(db, "PRAGMA foreign_key_check")).toEqual([]);
    }
  });

  it("declares a primary key on every table and indexes on the larger ones", () => {
    for (const [, db] of databases()) {
      for (const table of column(db, "SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite%'")) {
        expect(one(db, `SELECT count(*) FROM pragma_table_info('${table}') WHERE pk > 0`), String(table)).toBeGreaterThan(0);
        if (one(db, `SELECT count(*) FROM ${table}`) > 1000)
          expect(all(db, `PRAGMA index_list(${table})`).length, String(table)).toBeGreaterThan(0);
      }
    }
  });
});

const COLUMNS: [string, string][] = [
  ["shops", "id, name, slug, time_zone, currency, created_at"],
  ["categories", "id, shop_id, name, parent_id"],
  ["products", "id, shop_id, category_id, name, sku, price, cost, stock_quantity, reorder_level, is_active, created_at"],
  ["customers", "id, shop_id, first_name, last_name, email, phone, city, created_at"],
  [
    "orders",
    "id, shop_id, customer_id, order_number, status, payment_status, payment_method, channel, subtotal, discount_amount, coupon_code, delivery_fee, grand_total, shipping_name, shipping_city, created_at, updated_at",
  ],
  ["order_items", "id, order_id, product_id, quantity, unit_price"],
  ["refunds", "id, order_id, amount, reason, created_at"],
  ["coupons", "id, shop_id, code, percent_off, is_active, created_at"],
];
const BANK_COLUMNS: [string, string][] = [
  ["branches", "id, name, city, region, opened_on"],
  ["employees", "id, branch_id, manager_id, first_name, last_name, title, department, hired_on, left_on"],
  [
    "customers",
    "id, customer_type, first_name, last_name, business_name, full_name, date_of_birth, email, phone, city, state, region, industry, branch_id, officer_id, on_watch_list, joined_on, next_review_on",
  ],
  ["accounts", "id, account_number, customer_id, branch_id, account_type, currency, balance, interest_rate, status, opened_on, closed_on"],
  ["account_holders", "account_id, customer_id, role"],
  ["transactions", "id, account_id, card_id, status, posted_at, transaction_type, amount, channel, merchant, category, balance_after"],
  ["cards", "id, account_id, customer_id, card_type, network, status, credit_limit, balance, issued_on, expires_on"],
  ["facilities", "id, customer_id, officer_id, limit_amount, used_amount, status, opened_on, expires_on"],
  [
    "loans",
    "id, loan_number, customer_id, facility_id, branch_id, officer_id, loan_type, purpose, principal_amount, outstanding_principal, interest_rate, rate_type, term_months, is_secured, status, applied_on, originated_on, matures_on, closed_on",
  ],
  ["loan_payments", "id, loan_id, installment_number, due_on, amount_due, principal_due, interest_due, paid_on, amount_paid"],
  ["collateral", "id, loan_id, collateral_type, description, appraised_value, appraised_on"],
  ["risk_ratings", "id, customer_id, source, rating, label, rated_on"],
  ["fees", "id, customer_id, account_id, loan_id, fee_type, amount, charged_on, is_waived, waived_on"],
];

/** Every query counts rows that break a rule, so each must give 0. */
const SHOP_RULES: [string, string][] = [
  [
    "the grand total is subtotal less discount plus delivery",
    "SELECT count(*) FROM orders WHERE grand_total <> subtotal - discount_amount + delivery_fee",
  ],
  [
    "the subtotal is the sum of the lines",
    "SELECT count(*) FROM orders o WHERE subtotal <> coalesce((SELECT sum(quantity * unit_price) FROM order_items i WHERE i.order_id = o.id), -1)",
  ],
  [
    "no order has the same product twice",
    "SELECT count(*) FROM (SELECT 1 FROM order_items GROUP BY order_id, product_id HAVING count(*) > 1)",
  ],
  [
    "no order is for another shop's customer",
    "SELECT count(*) FROM orders o JOIN customers c ON c.id = o.customer_id WHERE o.shop_id <> c.shop_id",
  ],
  [
    "no line sells another shop's product",
    "SELECT count(*) FROM order_items i JOIN orders o ON o.id = i.order_id JOIN products p ON p.id = i.product_id WHERE p.shop_id <> o.shop_id",
  ],
  [
    "no product or category hangs under another shop's category",
    "SELECT (SELECT count(*) FROM products p JOIN categories c ON c.id = p.category_id WHERE p.shop_id <> c.shop_id) + (SELECT count(*) FROM categories a JOIN categories b ON b.id = a.parent_id WHERE a.shop_id <> b.shop_id)",
  ],
  [
    "a coupon on an order is the shop's own and was there before",
    "SELECT count(*) FROM orders o WHERE coupon_code IS NOT NULL AND NOT EXISTS (SELECT 1 FROM coupons c WHERE c.shop_id = o.shop_id AND c.code = o.coupon_code AND c.created_at < o.created_at)",
  ],
  [
    "refunds belong to refunded orders",
    "SELECT count(*) FROM refunds r JOIN orders o ON o.id = r.order_id WHERE o.payment_status <> 'refunded'",
  ],
  [
    "every refunded order has a refund",
    "SELECT count(*) FROM orders o WHERE payment_status = 'refunded' AND NOT EXISTS (SELECT 1 FROM refunds r WHERE r.order_id = o.id)",
  ],
  [
    "no more is refunded than was charged, and never before the order",
    "SELECT count(*) FROM (SELECT o.id FROM orders o JOIN refunds r ON r.order_id = o.id GROUP BY o.id HAVING sum(r.amount) > o.grand_total OR min(r.created_at) < o.created_at)",
  ],
  [
    "nobody orders before registering, nothing sells before it is listed",
    "SELECT (SELECT count(*) FROM orders o JOIN customers c ON c.id = o.customer_id WHERE c.created_at > o.created_at) + (SELECT count(*) FROM order_items i JOIN orders o ON o.id = i.order_id JOIN products p ON p.id = i.product_id WHERE p.created_at > o.created_at)",
  ],
  [
    "nothing happened after as-of",
    `SELECT sum(n) FROM (SELECT count(*) n FROM orders WHERE max(created_at, updated_at) > '${AS_OF}' OR updated_at < created_at UNION ALL SELECT count(*) FROM customers WHERE created_at > '${AS_OF}' UNION ALL SELECT count(*) FROM products WHERE created_at > '${AS_OF}' UNION ALL SELECT count(*) FROM refunds WHERE created_at > '${AS_OF}' UNION ALL SELECT count(*) FROM coupons WHERE created_at > '${AS_OF}')`,
  ],
  [
    "every timestamp is ISO local time",
    "SELECT count(*) FROM orders WHERE created_at NOT GLOB '20[0-9][0-9]-[0-9][0-9]-[0-9][0-9] [0-9][0-9]:[0-9][0-9]:[0-9][0-9]'",
  ],
];

describe("shop", () => {
  it.each(COLUMNS)("has the fixed columns of %s", (table, columns) => {
    expect(column(shop, `SELECT name FROM pragma_table_info('${table}')`).join(", ")).toBe(columns);
  });

  it.each(SHOP_RULES)("keeps that %s", (_rule, sql) => {
    expect(one(shop, sql)).toBe(0);
  });

  it("has the three shops in their sizes", () => {
    const rows = all(
      shop,
      "SELECT s.id, (SELECT count(*) FROM products p WHERE p.shop_id = s.id) products, (SELECT count(*) FROM customers c WHERE c.shop_id = s.id) customers, (SELECT count(*) FROM orders o WHERE o.shop_id = s.id) orders, time_zone, currency FROM shops s",
    );
    const place = { time_zone: "Asia/Dhaka", currency: "BDT" };
    expect(rows).toEqual([
      { id: 10, products: 141, customers: 23, orders: 174, ...place },
      { id: 13, products: 970, customers: 28_000, orders: 35_000, ...place },
      { id: 21, products: 300, customers: 4_000, orders: 9_000, ...place },
    ]);
  });

  it("makes shop 13 mostly cash on delivery and unpaid, about 9 % cancelled, about 1,200 an order", () => {
    const share = (test: string) => one(shop, `SELECT avg(${test}) FROM orders WHERE shop_id = 13`);
    expect(share("payment_method = 'cash_on_delivery'")).toBeGreaterThan(0.7);
    expect(share("payment_status = 'unpaid'")).toBeGreaterThan(0.55);
    expect(Math.abs(share("status = 'cancelled'") - 0.09)).toBeLessThan(0.01);
    expect(Math.abs(one(shop, "SELECT avg(grand_total) FROM orders WHERE shop_id = 13 AND status <> 'cancelled'") - 1200)).toBeLessThan(
      100,
    );
  });

  it.each(["status", "payment_status", "payment_method", "channel"])("uses every %s in each shop", (name) => {
    const sizes: Record<string, number> = { status: 5, payment_status: 3, payment_method: 4, channel: 4 };
    expect(column(shop, `SELECT count(DISTINCT ${name}) FROM orders GROUP BY shop_id`)).toEqual([sizes[name], sizes[name], sizes[name]]);
  });

  it("has orders today, yesterday, this week, last week and in each of the 25 months, in every shop", () => {
    for (const id of [10, 13, 21]) {
      const between = (from: string, to: string) =>
        one(shop, `SELECT count(*) FROM orders WHERE shop_id = ${id} AND created_at >= '${from}' AND created_at < '${to}'`);
      for (const [from, to] of [
        [TODAY, AS_OF],
        ["2026-11-17", TODAY],
        ["2026-11-16", "2026-11-17"],
        ["2026-11-09", "2026-11-16"],
      ] as const)
        expect(between(from, to), `${id} ${from}`).toBeGreaterThan(0);
      expect(one(shop, `SELECT count(DISTINCT substr(created_at, 1, 7)) FROM orders WHERE shop_id = ${id}`)).toBe(25);
    }
  });

  it("has new customers and refunds today, and refunds for every reason", () => {
    expect(one(shop, `SELECT count(*) FROM customers WHERE shop_id = 13 AND created_at >= '${TODAY}'`)).toBeGreaterThan(0);
    expect(one(shop, `SELECT count(*) FROM refunds WHERE created_at >= '${TODAY}'`)).toBeGreaterThan(0);
    expect(one(shop, "SELECT count(DISTINCT reason) FROM refunds")).toBe(4);
  });

  it("is messy where shops are: shared first names, nameless and never-ordering customers, dead stock, a busy staff account", () => {
    const counts = [
      "SELECT count(*) FROM (SELECT 1 FROM customers WHERE shop_id = 13 GROUP BY first_name HAVING count(DISTINCT last_name) > 1)",
      "SELECT count(*) FROM customers WHERE shop_id = 13 AND first_name IS NULL",
      "SELECT count(*) FROM customers c WHERE shop_id = 10 AND NOT EXISTS (SELECT 1 FROM orders o WHERE o.customer_id = c.id)",
      "SELECT count(*) FROM customers c WHERE shop_id = 13 AND NOT EXISTS (SELECT 1 FROM orders o WHERE o.customer_id = c.id)",
      "SELECT count(*) FROM products p WHERE shop_id = 13 AND NOT EXISTS (SELECT 1 FROM order_items i WHERE i.product_id = p.id)",
      "SELECT count(*) FROM products WHERE shop_id = 13 AND stock_quantity < reorder_level AND stock_quantity > 0",
      "SELECT count(*) FROM products WHERE shop_id = 13 AND is_active = 0",
      "SELECT count(*) FROM (SELECT 1 FROM orders WHERE shop_id = 13 AND status <> 'cancelled' GROUP BY customer_id HAVING max(created_at) < '2026-08-20')",
      "SELECT count(*) FROM (SELECT 1 FROM orders WHERE shop_id = 13 GROUP BY customer_id HAVING count(*) > 3000)",
      "SELECT count(*) FROM coupons c WHERE NOT EXISTS (SELECT 1 FROM orders o WHERE o.shop_id = c.shop_id AND o.coupon_code = c.code)",
    ];
    for (const sql of counts) expect(one(shop, sql), sql).toBeGreaterThan(0);
  });

  it("sells like a shop and not like dice: few products make most of it, weekends and feasts stand out, it grows", () => {
    const topShare = one(
      shop,
      "WITH s AS (SELECT product_id, sum(quantity) u FROM order_items i JOIN orders o ON o.id = i.order_id WHERE shop_id = 13 GROUP BY 1) SELECT (SELECT sum(u) FROM (SELECT u FROM s ORDER BY u DESC LIMIT 97)) * 1.0 / sum(u) FROM s",
    );
    expect(topShare).toBeGreaterThan(0.5);
    const weekday = (day: number) => one(shop, `SELECT count(*) FROM orders WHERE shop_id = 13 AND strftime('%w', created_at) = '${day}'`);
    expect(weekday(5)).toBeGreaterThan(1.25 * weekday(0));
    const month = (name: string) => one(shop, `SELECT count(*) FROM orders WHERE shop_id = 13 AND substr(created_at, 1, 7) = '${name}'`);
    expect(month("2026-10")).toBeGreaterThan(1.2 * month("2025-10"));
    expect(month("2025-03")).toBeGreaterThan(1.3 * month("2025-02"));
    expect(
      one(shop, "SELECT count(*) FROM (SELECT date(created_at) d, count(*) n FROM orders WHERE shop_id = 13 GROUP BY 1) WHERE n < 12"),
    ).toBeGreaterThan(0);
    const night = one(shop, "SELECT avg(strftime('%H', created_at) BETWEEN '02' AND '05') FROM orders WHERE shop_id = 13");
    expect(night).toBeLessThan(0.05);
  });
});

const PAST = `(SELECT loan_id FROM loan_payments WHERE due_on < '${TODAY}' AND paid_on IS NULL)`;
const CHAIN =
  "(SELECT a.opened_on, t.status, t.amount, t.balance_after, lag(t.balance_after) OVER w before, row_number() OVER w nth FROM transactions t JOIN accounts a ON a.id = t.account_id WINDOW w AS (PARTITION BY t.account_id ORDER BY t.posted_at, t.id))";
const LABELS = ["exemplary", "excellent", "strong", "good", "acceptable", "watch", "special mention", "substandard", "doubtful", "loss"];

const BANK_RULES: [string, string][] = [
  [
    "a balance is the last balance_after of its account",
    "SELECT count(*) FROM accounts a WHERE balance IS NOT (SELECT balance_after FROM transactions t WHERE t.account_id = a.id ORDER BY posted_at DESC, id DESC LIMIT 1)",
  ],
  [
    "only posted transactions move a balance",
    `SELECT count(*) FROM ${CHAIN} WHERE before IS NOT NULL AND abs(before + CASE status WHEN 'posted' THEN amount ELSE 0 END - balance_after) > 0.004`,
  ],
  [
    "an account opened in the window starts from nothing",
    `SELECT count(*) FROM ${CHAIN} WHERE nth = 1 AND opened_on >= '2024-11-19' AND abs(amount - balance_after) > 0.004`,
  ],
  [
    "ids follow time within an account",
    "SELECT count(*) FROM (SELECT posted_at, lag(posted_at) OVER (PARTITION BY account_id ORDER BY id) before FROM transactions) WHERE before >= posted_at",
  ],
  [
    "money in is positive and money out negative",
    "SELECT count(*) FROM transactions WHERE (transaction_type IN ('deposit', 'transfer_in', 'interest')) <> (amount > 0)",
  ],
  [
    "nothing moves before an account opens or after it closes",
    "SELECT count(*) FROM transactions t JOIN accounts a ON a.id = t.account_id WHERE date(posted_at) < opened_on OR date(posted_at) > closed_on",
  ],
  [
    "closed accounts, and only they, have a closing day and nothing left",
    "SELECT count(*) FROM accounts WHERE (status = 'closed') <> (closed_on IS NOT NULL) OR (status = 'closed' AND balance <> 0)",
  ],
  [
    "a card is named exactly on card purchases and cash machines",
    "SELECT count(*) FROM transactions WHERE (card_id IS NOT NULL) <> (transaction_type IN ('card_purchase', 'atm'))",
  ],
  [
    "a card is used on its own account while valid",
    "SELECT count(*) FROM transactions t JOIN cards c ON c.id = t.card_id WHERE c.account_id <> t.account_id OR date(t.posted_at) NOT BETWEEN c.issued_on AND c.expires_on",
  ],
  [
    "cards past their day, and only they, are expired",
    `SELECT count(*) FROM cards WHERE (status = 'expired') <> (expires_on < '${TODAY}')`,
  ],
  [
    "credit limits and balances belong to credit cards",
    "SELECT count(*) FROM cards WHERE (card_type = 'credit') <> (credit_limit IS NOT NULL) OR (card_type = 'credit') <> (balance IS NOT NULL)",
  ],
  [
    "every account has one primary holder, its customer",
    "SELECT count(*) FROM accounts a WHERE (SELECT count(*) FROM account_holders h WHERE h.account_id = a.id AND role = 'primary' AND h.customer_id = a.customer_id) <> 1 OR (SELECT count(*) FROM account_holders h WHERE h.account_id = a.id AND role = 'primary') <> 1",
  ],
  [
    "a loan is past due exactly when an instalment due before as-of is unpaid",
    `SELECT count(*) FROM loans WHERE (status = 'past_due') <> (id IN ${PAST})`,
  ],
  [
    "outstanding principal agrees with the payments",
    "SELECT count(*) FROM loans l WHERE status <> 'applied' AND abs(principal_amount - outstanding_principal - coalesce((SELECT sum(principal_due) FROM loan_payments p WHERE p.loan_id = l.id AND paid_on IS NOT NULL), 0)) > 0.004",
  ],
  [
    "instalments of a loan on the books add up to its principal and run to its maturity",
    "SELECT count(*) FROM loans l JOIN (SELECT loan_id, sum(principal_due) p, max(due_on) d, count(*) n FROM loan_payments GROUP BY 1) s ON s.loan_id = l.id WHERE status IN ('active', 'past_due') AND (abs(principal_amount - p) > 0.004 OR d <> matures_on OR n <> term_months)",
  ],
  [
    "loans that are paid off owe nothing and the others that were granted do",
    "SELECT count(*) FROM loans WHERE status <> 'applied' AND (status = 'paid_off') <> (outstanding_principal = 0)",
  ],
  [
    "instalments are paid whole or not at all",
    "SELECT count(*) FROM loan_payments WHERE (paid_on IS NULL) <> (amount_paid IS NULL) OR amount_paid <> amount_due OR abs(amount_due - principal_due - interest_due) > 0.004",
  ],
  [
    "instalments are paid in order",
    "SELECT count(*) FROM (SELECT paid_on, lag(paid_on, 1, '2000-01-01') OVER (PARTITION BY loan_id ORDER BY installment_number) before FROM loan_payments) WHERE paid_on IS NOT NULL AND (before IS NULL OR before > paid_on)",
  ],
  [
    "applications have no origination, and only they",
    "SELECT count(*) FROM loans WHERE (status = 'applied') <> (originated_on IS NULL) OR (status = 'applied') <> (matures_on IS NULL) OR (status = 'applied' AND outstanding_principal <> 0)",
  ],
  [
    "a loan is closed exactly when paid off or charged off",
    "SELECT count(*) FROM loans WHERE (status IN ('paid_off', 'charged_off')) <> (closed_on IS NOT NULL) OR closed_on < originated_on OR originated_on < applied_on",
  ],
  [
    "a paid-off loan closed on its last payment",
    "SELECT count(*) FROM loans l WHERE status = 'paid_off' AND closed_on <> (SELECT max(paid_on) FROM loan_payments p WHERE p.loan_id = l.id)",
  ],
  [
    "collateral stands behind secured loans, all of them and no others",
    "SELECT count(*) FROM loans l WHERE is_secured <> EXISTS (SELECT 1 FROM collateral c WHERE c.loan_id = l.id)",
  ],
  [
    "loan officers carry the titles",
    "SELECT count(*) FROM employees e WHERE id IN (SELECT officer_id FROM loans UNION SELECT officer_id FROM facilities UNION SELECT officer_id FROM customers WHERE officer_id IS NOT NULL) AND title NOT IN ('Loan Officer', 'Senior Loan Officer')",
  ],
  [
    "a loan is granted in the officer's own branch while the officer was there",
    "SELECT count(*) FROM loans l JOIN employees e ON e.id = l.officer_id WHERE e.branch_id <> l.branch_id OR e.hired_on > l.applied_on OR e.left_on < l.applied_on",
  ],
  [
    "nobody borrows before joining",
    "SELECT count(*) FROM loans l JOIN customers c ON c.id = l.customer_id WHERE c.joined_on > l.applied_on",
  ],
  [
    "a facility's use is what its loans owe",
    "SELECT count(*) FROM facilities f WHERE abs(used_amount - coalesce((SELECT sum(outstanding_principal) FROM loans l WHERE l.facility_id = f.id AND l.status IN ('active', 'past_due')), 0)) > 0.004",
  ],
  [
    "facilities past their day are expired and belong to the borrower",
    `SELECT (SELECT count(*) FROM facilities WHERE (status = 'expired') <> (expires_on < '${TODAY}')) + (SELECT count(*) FROM loans l JOIN facilities f ON f.id = l.facility_id WHERE f.customer_id <> l.customer_id OR f.opened_on > l.originated_on)`,
  ],
  [
    "everybody with a loan has been rated",
    "SELECT count(*) FROM loans l WHERE NOT EXISTS (SELECT 1 FROM risk_ratings r WHERE r.customer_id = l.customer_id)",
  ],
  [
    "labels say what the rating is",
    `SELECT count(*) FROM risk_ratings WHERE label <> CASE rating ${LABELS.map((label, index) => `WHEN ${index + 1} THEN '${label}'`).join(" ")} END`,
  ],
  [
    "waived fees, and only they, have a day of waiver",
    "SELECT count(*) FROM fees WHERE is_waived <> (waived_on IS NOT NULL) OR waived_on < charged_on",
  ],
  [
    "a fee names its account or its loan, of the same customer",
    "SELECT (SELECT count(*) FROM fees WHERE (account_id IS NULL) = (loan_id IS NULL)) + (SELECT count(*) FROM fees f JOIN accounts a ON a.id = f.account_id WHERE a.customer_id <> f.customer_id) + (SELECT count(*) FROM fees f JOIN loans l ON l.id = f.loan_id WHERE l.customer_id <> f.customer_id)",
  ],
  [
    "fees that were not waived were booked on the account",
    "SELECT count(*) FROM fees f WHERE account_id IS NOT NULL AND is_waived = 0 AND NOT EXISTS (SELECT 1 FROM transactions t WHERE t.account_id = f.account_id AND t.transaction_type = 'fee' AND t.amount = -f.amount AND date(t.posted_at) = f.charged_on)",
  ],
  [
    "people have a name and businesses a business name",
    "SELECT count(*) FROM customers WHERE full_name <> CASE customer_type WHEN 'business' THEN business_name ELSE first_name || ' ' || last_name END",
  ],
  [
    "a manager was there first in the list and is a manager",
    "SELECT count(*) FROM employees e LEFT JOIN employees m ON m.id = e.manager_id WHERE (e.manager_id IS NULL) <> (e.id = 1) OR m.id >= e.id OR m.department <> 'management'",
  ],
  [
    "nothing happened after as-of",
    `SELECT sum(n) FROM (SELECT count(*) n FROM transactions WHERE posted_at > '${AS_OF}' UNION ALL ${[
      ["customers", "joined_on"],
      ["accounts", "opened_on"],
      ["accounts", "closed_on"],
      ["cards", "issued_on"],
      ["facilities", "opened_on"],
      ["loans", "applied_on"],
      ["loans", "originated_on"],
      ["loans", "closed_on"],
      ["loan_payments", "paid_on"],
      ["collateral", "appraised_on"],
      ["risk_ratings", "rated_on"],
      ["fees", "charged_on"],
      ["fees", "waived_on"],
      ["employees", "hired_on"],
      ["employees", "left_on"],
      ["branches", "opened_on"],
    ]
      .map(([table, name]) => `SELECT count(*) FROM ${table} WHERE ${name} > '${TODAY}'`)
      .join(" UNION ALL ")})`,
  ],
];

describe("bank", () => {
  it.each(BANK_COLUMNS)("has the fixed columns of %s", (table, columns) => {
    expect(column(bank, `SELECT name FROM pragma_table_info('${table}')`).join(", ")).toBe(columns);
  });

  it.each(BANK_RULES)("keeps that %s", (_rule, sql) => {
    expect(one(bank, sql)).toBe(0);
  });

  it.each([
    ["customers", 20_000],
    ["accounts", 30_000],
    ["transactions", 300_000],
    ["loans", 6_000],
    ["branches", 12],
    ["employees", 180],
  ])("has about as many %s as stated: %i", (table, size) => {
    expect(Math.abs(one(bank, `SELECT count(*) FROM ${table}`) / size - 1)).toBeLessThan(0.02);
  });

  it.each([
    ["employees", "department", 5],
    ["customers", "customer_type", 2],
    ["accounts", "account_type", 4],
    ["accounts", "status", 4],
    ["account_holders", "role", 2],
    ["transactions", "status", 4],
    ["transactions", "transaction_type", 8],
    ["transactions", "channel", 6],
    ["cards", "card_type", 2],
    ["cards", "status", 5],
    ["facilities", "status", 3],
    ["loans", "loan_type", 5],
    ["loans", "rate_type", 2],
    ["loans", "status", 5],
    ["collateral", "collateral_type", 5],
    ["risk_ratings", "source", 3],
    ["risk_ratings", "rating", 10],
    ["fees", "fee_type", 5],
    ["branches", "region", 4],
    ["accounts", "currency", 1],
  ])("%s uses every %s", (table, name, size) => {
    expect(one(bank, `SELECT count(DISTINCT ${name}) FROM ${table}`)).toBe(size);
  });

  it("has the people whom questions are asked about", () => {
    const counts = [
      "SELECT count(*) - 1 FROM customers WHERE last_name = 'Smith'",
      "SELECT count(*) FROM customers c WHERE EXISTS (SELECT 1 FROM loans l WHERE l.customer_id = c.id) AND EXISTS (SELECT 1 FROM cards d WHERE d.customer_id = c.id) AND EXISTS (SELECT 1 FROM fees f WHERE f.customer_id = c.id AND is_waived = 0)",
      "SELECT count(*) FROM account_holders WHERE role = 'joint'",
      "SELECT count(*) FROM risk_ratings a JOIN risk_ratings b ON b.customer_id = a.customer_id AND b.rated_on = a.rated_on AND b.id > a.id AND b.rating <> a.rating",
      "SELECT count(*) FROM facilities WHERE used_amount > limit_amount",
      "SELECT count(*) FROM customers WHERE on_watch_list = 1",
      `SELECT count(*) FROM customers WHERE next_review_on < '${TODAY}'`,
      `SELECT count(*) FROM loan_payments WHERE due_on = '${TODAY}' AND paid_on IS NULL`,
      "SELECT count(*) FROM loans WHERE matures_on BETWEEN '2026-11-18' AND '2026-12-31'",
      "SELECT count(*) FROM accounts WHERE balance < 0",
      "SELECT count(*) FROM employees WHERE left_on IS NOT NULL",
    ];
    for (const sql of counts) expect(one(bank, sql), sql).toBeGreaterThan(0);
  });

  it("keeps full names mostly unique", () => {
    expect(one(bank, "SELECT count(DISTINCT full_name) * 1.0 / count(*) FROM customers")).toBeGreaterThan(0.98);
    expect(one(bank, "SELECT count(DISTINCT full_name) < count(*) FROM customers")).toBe(1);
  });

  it("has postings today, yesterday, this week, last week and in each of the 25 months", () => {
    for (const day of ["2026-11-18", "2026-11-17", "2026-11-16", "2026-11-10"])
      expect(one(bank, `SELECT count(*) FROM transactions WHERE date(posted_at) = '${day}'`)).toBeGreaterThan(100);
    expect(one(bank, "SELECT count(DISTINCT substr(posted_at, 1, 7)) FROM transactions")).toBe(25);
  });

  it("is no dice game: paydays and Fridays stand out, Sundays are quiet, few accounts are very busy, the worse rated fall behind", () => {
    const weekday = (day: number) => one(bank, `SELECT count(*) FROM transactions WHERE strftime('%w', posted_at) = '${day}'`);
    expect(weekday(5)).toBeGreaterThan(1.7 * weekday(0));
    const dates = (list: string) => one(bank, `SELECT count(*) FROM transactions WHERE strftime('%d', posted_at) IN (${list})`);
    expect(dates("'01', '15'")).toBeGreaterThan(1.3 * dates("'07', '21'"));
    expect(one(bank, "SELECT max(n) / avg(n) FROM (SELECT count(*) n FROM transactions GROUP BY account_id)")).toBeGreaterThan(20);
    const rating = (status: string) =>
      one(
        bank,
        `SELECT avg((SELECT rating FROM risk_ratings r WHERE r.customer_id = l.customer_id ORDER BY rated_on DESC, id DESC LIMIT 1)) FROM loans l WHERE status = '${status}'`,
      );
    expect(rating("past_due")).toBeGreaterThan(rating("active") + 1);
    const largest = one(bank, "SELECT max(n) * 1.0 / min(n) FROM (SELECT count(*) n FROM customers GROUP BY branch_id)");
    expect(largest).toBeGreaterThan(5);
  });
});
