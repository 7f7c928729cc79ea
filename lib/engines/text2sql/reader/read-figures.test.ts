import { describe, expect, it } from "vitest";
import { readPlan } from "@/lib/engines/text2sql/plan-question";
import { openStatements } from "@/lib/engines/text2sql/databases.fixture.sqlite";
import { expectRead, expectSame } from "@/lib/engines/text2sql/expect-same.fixture.sqlite";

const NOW = "2026-11-18T15:30:00";
const POOL = `
CREATE TABLE sites (site_id INTEGER PRIMARY KEY, name TEXT NOT NULL, town TEXT NOT NULL, opened_on DATE NOT NULL);
CREATE TABLE guests (guest_id INTEGER PRIMARY KEY, full_name TEXT NOT NULL, email TEXT, site_id INTEGER NOT NULL REFERENCES sites(site_id), joined_on DATE NOT NULL);
CREATE TABLE entries (entry_id INTEGER PRIMARY KEY, guest_id INTEGER NOT NULL REFERENCES guests(guest_id), site_id INTEGER NOT NULL REFERENCES sites(site_id), checked_in_at DATETIME NOT NULL);
CREATE TABLE invoices (invoice_id INTEGER PRIMARY KEY, guest_id INTEGER NOT NULL REFERENCES guests(guest_id), billed_on DATE NOT NULL, paid_on DATE, amount REAL NOT NULL);
CREATE TABLE suppliers (supplier_id INTEGER PRIMARY KEY, company TEXT NOT NULL, trade TEXT NOT NULL, hourly_rate REAL NOT NULL);
CREATE TABLE jobs (job_id INTEGER PRIMARY KEY, supplier_id INTEGER NOT NULL REFERENCES suppliers(supplier_id), reported_on DATE NOT NULL, cost REAL NOT NULL);
CREATE TABLE rent_dues (rent_due_id INTEGER PRIMARY KEY, site_id INTEGER NOT NULL REFERENCES sites(site_id), due_date DATE NOT NULL, amount REAL NOT NULL);
INSERT INTO sites VALUES (1,'Lakeside','Tarn','2026-10-02'),(2,'Uphill','Tarn','2019-04-01'),(3,'Canal','Wick','2018-01-15');
INSERT INTO guests VALUES (1,'Ann Lee','a@x.org',1,'2025-01-02'),(2,'Bo Kerr',NULL,2,'2026-10-05'),(3,'Cy Dunn','c@x.org',3,'2026-02-01');
INSERT INTO entries VALUES (1,1,2,'2026-10-03 08:00:00'),(2,1,2,'2026-10-09 08:00:00'),(3,2,3,'2026-10-09 18:00:00'),(4,3,1,'2026-09-01 07:00:00'),(5,1,1,'2026-11-05 07:00:00');
INSERT INTO invoices VALUES (1,1,'2026-10-01','2026-10-20',50),(2,2,'2026-10-01',NULL,70),(3,3,'2026-10-19',NULL,20),(4,1,'2026-09-01','2026-10-02',30);
INSERT INTO suppliers VALUES (1,'Drip & Sons','plumbing',58),(2,'Brightwire','electrics',61),(3,'Pipe Dream','plumbing',49);
INSERT INTO jobs VALUES (1,1,'2026-03-01',100),(2,3,'2026-04-01',250),(3,2,'2026-10-01',90);
INSERT INTO rent_dues VALUES (1,1,'2026-10-01',900),(2,2,'2026-10-01',700),(3,1,'2026-11-01',900);`;

const { runner, schema } = await openStatements(POOL);

describe("figures that nobody names as the schema does", () => {
  it.each([
    [
      "check-ins per site last month",
      "SELECT s.name, count(*) FROM entries e JOIN sites s USING (site_id) WHERE e.checked_in_at >= '2026-10-01' AND e.checked_in_at < '2026-11-01' GROUP BY 1",
    ],
    [
      "check-ins per site last month, busiest on top",
      "SELECT s.name, count(*) FROM entries e JOIN sites s USING (site_id) WHERE e.checked_in_at >= '2026-10-01' AND e.checked_in_at < '2026-11-01' GROUP BY 1",
    ],
    ["guests who have not checked in since October", "SELECT 'Cy Dunn'"],
    [
      "revenue by town",
      "SELECT s.town, sum(i.amount) FROM invoices i JOIN guests g USING (guest_id) JOIN sites s USING (site_id) GROUP BY 1",
    ],
    ["money received month by month", "SELECT strftime('%Y-%m', paid_on), sum(amount) FROM invoices WHERE paid_on IS NOT NULL GROUP BY 1"],
    [
      "invoiced amount by site",
      "SELECT s.name, sum(i.amount) FROM invoices i JOIN guests g USING (guest_id) JOIN sites s USING (site_id) GROUP BY 1",
    ],
    ["rent due last month", "SELECT 1600"],
    ["unpaid invoices older than 30 days: how many and total amount", "SELECT 1, 70"],
    ["job cost per supplier", "SELECT company, sum(cost) FROM jobs JOIN suppliers USING (supplier_id) GROUP BY 1"],
    ["plumbing suppliers with their hourly rate, cheapest first", "SELECT 'Pipe Dream', 49 UNION ALL SELECT 'Drip & Sons', 58"],
  ])("%s", (question, gold) => expectRead({ runner, schema }, question, gold, NOW));
});

describe("the order of groups that nobody asked for", () => {
  it.each<[string, string]>([
    ["check-ins per site last month", "SELECT 'Uphill', 2 UNION ALL SELECT 'Canal', 1"],
    ["number of sites by town", "SELECT 'Tarn', 2 UNION ALL SELECT 'Wick', 1"],
    ["check-ins per month", "SELECT '2026-09', 1 UNION ALL SELECT '2026-10', 3 UNION ALL SELECT '2026-11', 1"],
  ])("is the figure's, highest first, and that of time for periods: %s", async (question, gold) => {
    const { ranked, unread } = readPlan(question, schema, NOW);
    await expectSame(runner, { candidate: ranked[0]?.candidate, unread }, gold, true);
  });
});

describe("how far a reading is believed", () => {
  it.each<[string, string]>([
    ["how many guests joined this year", "show what sites without check-ins or invoices in October had last month"],
    ["revenue last month", "what about the sites, guests and suppliers of Tarn or Wick with jobs"],
  ])("a plain figure more than what is put together from much: %s", (plain, tangled) => {
    expect(readPlan(plain, schema, NOW).confidence).toBeGreaterThan(readPlan(tangled, schema, NOW).confidence + 0.2);
  });

  it("leaves what holds a window and is not read in full to be asked back about", () => {
    expect(readPlan("frobnicated guests per site last month", schema, NOW).confidence).toBeLessThan(0.35);
  });
});
