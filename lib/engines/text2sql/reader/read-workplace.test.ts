import { describe, it } from "vitest";
import { expectFirst } from "@/lib/engines/text2sql/expect-same.fixture.sqlite";

const NOW = "2026-11-18T15:30:00";

/** Boarding of animals, in whole words. */
const KENNEL = `
  CREATE TABLE keepers (id INTEGER PRIMARY KEY, full_name TEXT, town TEXT, permit_expires_on DATE NOT NULL, left_on DATE);
  CREATE TABLE guest_kinds (kind_code TEXT PRIMARY KEY, kind_name TEXT);
  CREATE TABLE guests (id INTEGER PRIMARY KEY, name TEXT, kind_code TEXT REFERENCES guest_kinds(kind_code), keeper_id INTEGER REFERENCES keepers(id), pen TEXT);
  CREATE TABLE walks (id INTEGER PRIMARY KEY, guest_id INTEGER NOT NULL REFERENCES guests(id), keeper_id INTEGER NOT NULL REFERENCES keepers(id), starts_at DATETIME NOT NULL, logged_on DATE);
  CREATE TABLE feeds (id INTEGER PRIMARY KEY, guest_id INTEGER NOT NULL REFERENCES guests(id), weight_kg REAL NOT NULL, price_per_kg REAL NOT NULL, given_on DATE NOT NULL);
  CREATE TABLE repairs (id INTEGER PRIMARY KEY, title TEXT, wing TEXT, cost REAL NOT NULL, reported_on DATE NOT NULL, finished_on DATE);
  CREATE TABLE toys (id INTEGER PRIMARY KEY, title TEXT, family TEXT);
  CREATE TABLE guest_toys (id INTEGER PRIMARY KEY, guest_id INTEGER NOT NULL REFERENCES guests(id), toy_id INTEGER NOT NULL REFERENCES toys(id), quantity INTEGER NOT NULL, unit_price REAL NOT NULL, lent_on DATE NOT NULL);
  CREATE TABLE tenants (id INTEGER PRIMARY KEY, full_name TEXT);
  CREATE TABLE huts (id INTEGER PRIMARY KEY, hut_name TEXT, is_heated INTEGER, nightly_fee REAL, warden_id INTEGER REFERENCES keepers(id));
  CREATE TABLE leases (id INTEGER PRIMARY KEY, hut_id INTEGER NOT NULL REFERENCES huts(id), tenant_id INTEGER NOT NULL REFERENCES tenants(id), start_date DATE NOT NULL, end_date DATE NOT NULL);
  CREATE TABLE dues (id INTEGER PRIMARY KEY, lease_id INTEGER NOT NULL REFERENCES leases(id), due_on DATE NOT NULL, paid_on DATE, amount REAL NOT NULL);
  INSERT INTO keepers VALUES (1, 'Ann Lee', 'Tarn', '2026-10-01', NULL), (2, 'Bo Kerr', 'Wick', '2027-03-01', '2026-06-30'), (3, 'Cy Dunn', 'Tarn', '2026-12-05', NULL);
  INSERT INTO guest_kinds VALUES ('DG', 'Dog'), ('CT', 'Cat'), ('PT', 'Parrot');
  INSERT INTO guests VALUES (1, 'Rex', 'DG', 1, 'A1'), (2, 'Tom', 'CT', 1, 'A2'), (3, 'Fay', 'DG', 3, 'B1'), (4, 'Gus', 'DG', 3, 'B2'), (5, 'Ivy', 'PT', 1, 'B3');
  INSERT INTO walks VALUES (1, 1, 1, '2026-11-17 09:00:00', '2026-11-17'), (2, 3, 3, '2026-11-20 10:00:00', NULL), (3, 4, 3, '2026-11-27 10:00:00', NULL), (4, 1, 1, '2025-05-04 09:00:00', NULL);
  INSERT INTO feeds VALUES (1, 1, 2.5, 3, '2026-10-04'), (2, 2, 1.5, 4, '2026-10-06'), (3, 1, 4, 3, '2026-11-02');
  INSERT INTO repairs VALUES (1, 'Gate', 'North', 40, '2025-02-01', '2025-02-03'), (2, 'Roof', 'South', 70, '2026-03-01', NULL), (3, 'Lock', 'South', 35, '2026-04-01', '2026-04-09'), (4, 'Tap', 'West', 25, '2026-05-01', NULL);
  INSERT INTO toys VALUES (1, 'Ball', 'outdoor'), (2, 'Bell', 'indoor'), (3, 'Rope', 'outdoor');
  INSERT INTO guest_toys VALUES (1, 1, 1, 2, 5, '2025-03-01'), (2, 2, 2, 1, 3, '2025-04-01'), (3, 3, 1, 1, 4, '2026-05-01');
  INSERT INTO tenants VALUES (1, 'Dot Hale'), (2, 'Ed Moss');
  INSERT INTO huts VALUES (1, 'Fern', 1, 40, 1), (2, 'Moss Hut', 0, 20, 1), (3, 'Reed', 1, 15, 3);
  INSERT INTO leases VALUES (1, 1, 1, '2024-01-01', '2025-12-31'), (2, 1, 2, '2026-01-01', '2027-06-30'), (3, 2, 1, '2026-01-01', '2026-12-31');
  INSERT INTO dues VALUES (1, 1, '2026-10-01', '2026-10-09', 40), (2, 2, '2026-10-01', '2026-10-01', 40), (3, 2, '2026-09-01', '2026-10-02', 40);`;

/** A mill that hires out its rooms, in short names. */
const MILL = `
  CREATE TABLE rm (rm_id INTEGER PRIMARY KEY, rm_nm TEXT, area_ha REAL);
  CREATE TABLE evt_st (st_cd TEXT PRIMARY KEY, st_nm TEXT);
  CREATE TABLE crew (crew_id INTEGER PRIMARY KEY, crew_nm TEXT, hire_dt DATE NOT NULL, term_dt DATE, ins_exp_dt DATE NOT NULL);
  CREATE TABLE payout (payout_id INTEGER PRIMARY KEY, crew_id INTEGER REFERENCES crew(crew_id), amt REAL NOT NULL, paid_dt DATE NOT NULL);
  CREATE TABLE evt (evt_id INTEGER PRIMARY KEY, evt_nm TEXT, evt_typ TEXT, rm_id INTEGER REFERENCES rm(rm_id), st_cd TEXT REFERENCES evt_st(st_cd), start_ts DATETIME NOT NULL, bdgt REAL, leader_crew_id INTEGER REFERENCES crew(crew_id));
  CREATE TABLE inv (inv_id INTEGER PRIMARY KEY, inv_no TEXT NOT NULL, evt_id INTEGER REFERENCES evt(evt_id), due_dt DATE NOT NULL, amt REAL NOT NULL, paid_dt DATE);
  CREATE TABLE buyer (buyer_id INTEGER PRIMARY KEY, buyer_nm TEXT, phone TEXT);
  CREATE TABLE ord_st (ord_st_id INTEGER PRIMARY KEY, st_nm TEXT);
  CREATE TABLE ware (ware_id INTEGER PRIMARY KEY, ware_nm TEXT, shelf TEXT, stock_qty INTEGER, min_stock INTEGER, cost_price REAL, list_price REAL);
  CREATE TABLE ord (ord_id INTEGER PRIMARY KEY, buyer_id INTEGER REFERENCES buyer(buyer_id), ord_st_id INTEGER REFERENCES ord_st(ord_st_id), price REAL NOT NULL, ord_dt DATE NOT NULL);
  CREATE TABLE ord_ln (ord_ln_id INTEGER PRIMARY KEY, ord_id INTEGER REFERENCES ord(ord_id), ware_id INTEGER REFERENCES ware(ware_id), qty INTEGER NOT NULL);
  CREATE TABLE bill (bill_id INTEGER PRIMARY KEY, buyer_id INTEGER REFERENCES buyer(buyer_id), due_dt DATE NOT NULL, total_cost REAL NOT NULL, paid_dt DATE);
  INSERT INTO buyer VALUES (1, 'Una', '55-1'), (2, 'Vic', '55-2'), (3, 'Wes', '55-3');
  INSERT INTO ord_st VALUES (1, 'Open'), (2, 'Cancelled');
  INSERT INTO ware VALUES (1, 'Jug', 'A', 1, 2, 3, 6), (2, 'Cup', 'A', 9, 4, 1, 2), (3, 'Pan', 'B', 90, 5, 2, 4);
  INSERT INTO ord VALUES (1, 1, 1, 60, '2026-01-05'), (2, 2, 2, 25, '2026-02-05'), (3, 3, 1, 5, '2026-03-05');
  INSERT INTO ord_ln VALUES (1, 1, 1, 5), (2, 3, 2, 4), (3, 2, 3, 80), (4, 1, 3, 1);
  INSERT INTO bill VALUES (1, 1, '2026-02-01', 60, NULL), (2, 2, '2026-03-01', 25, NULL), (3, 3, '2026-04-01', 99, '2026-04-01');
  INSERT INTO rm VALUES (1, 'Loft', 0.5), (2, 'Barn', 2), (3, 'Yard', 4);
  INSERT INTO evt_st VALUES ('DN', 'Completed'), ('CX', 'Cancelled'), ('PL', 'Planned');
  INSERT INTO crew VALUES (1, 'Ida', '2020-01-01', NULL, '2026-09-30'), (2, 'Jon', '2021-01-01', '2026-05-31', '2027-09-30');
  INSERT INTO payout VALUES (1, 1, 20, '2026-02-03'), (2, 2, 10, '2026-02-05'), (3, 1, 12, '2026-03-05');
  INSERT INTO evt VALUES (1, 'Ball', 'party', 1, 'DN', '2026-02-01 19:00:00', 900, 1), (2, 'Fair', 'market', 2, 'DN', '2026-03-01 10:00:00', 300, NULL), (3, 'Gala', 'party', 2, 'DN', '2026-04-01 19:00:00', 800, NULL), (4, 'Show', 'market', 3, 'CX', '2026-05-01 10:00:00', 100, NULL), (5, 'Wake', 'party', 3, 'PL', '2026-11-21 12:00:00', 50, NULL), (6, 'Talk', 'talk', 1, 'DN', '2026-06-01 19:00:00', NULL, NULL);
  INSERT INTO inv VALUES (1, 'E1', 1, '2026-02-20', 400, '2026-02-18'), (2, 'E2', 2, '2026-03-20', 150, NULL), (3, 'E3', 3, '2026-12-20', 90, NULL), (4, 'E4', 3, '2026-05-20', 60, NULL);`;

/** A brewery whose customers have a day that bears their own name. */
const BREWERY = `
  CREATE TABLE customers (id INTEGER PRIMARY KEY, name TEXT NOT NULL, customer_since DATE NOT NULL);
  CREATE TABLE orders (id INTEGER PRIMARY KEY, customer_id INTEGER NOT NULL REFERENCES customers(id), ordered_on DATE NOT NULL);
  CREATE TABLE invoices (id INTEGER PRIMARY KEY, order_id INTEGER NOT NULL REFERENCES orders(id), amount REAL NOT NULL, issued_on DATE NOT NULL);
  CREATE TABLE beers (id INTEGER PRIMARY KEY, name TEXT NOT NULL, style TEXT NOT NULL, abv REAL NOT NULL);
  INSERT INTO customers VALUES (1, 'Adler', '2019-03-01'), (2, 'Bistro', '2026-02-01'), (3, 'Corner', '2020-05-01');
  INSERT INTO orders VALUES (1, 1, '2026-03-01'), (2, 2, '2026-03-04'), (3, 3, '2025-06-01'), (4, 1, '2025-07-01');
  INSERT INTO invoices VALUES (1, 1, 500, '2026-03-05'), (2, 2, 300, '2026-03-09'), (3, 3, 900, '2025-06-09'), (4, 4, 50, '2025-07-09');
  INSERT INTO beers VALUES (1, 'Hell', 'Lager', 4.9), (2, 'Bock', 'Strong', 7.1), (3, 'Null', 'Alcohol-free', 0.4), (4, 'Tripel', 'Strong', 9);`;

describe("what is asked of any workplace", () => {
  it.each<[string, string]>([
    ["keepers who left", "SELECT 'Bo Kerr'"],
    ["which keepers have left us?", "SELECT 'Bo Kerr'"],
    ["how many keepers are there, leavers not counted", "SELECT 2"],
    ["keepers per town (no leavers)", "SELECT 'Tarn', 2"],
    ["Which keepers have an expired permit?", "SELECT 'Ann Lee'"],
    ["keepers whose permit expires between now and the end of the year", "SELECT 'Cy Dunn'"],
    ["keepers whose permit expires by the end of December", "SELECT 'Cy Dunn'"],
    ["keepers whose permit expires by the end of March", "SELECT 'Bo Kerr' UNION SELECT 'Cy Dunn'"],
    ["keepers whose permit expires before February", "SELECT 'Cy Dunn'"],
    ["total kg of feeds given in October", "SELECT 4"],
    ["how many kg did Rex get", "SELECT 6.5"],
    ["compare repair cost 2025 and 2026", "SELECT 40, 130"],
    ["which walks do we have this week?", "SELECT 1 UNION SELECT 2"],
    ["How many dogs do we have?", "SELECT 3"],
    ["number of dogs per keeper", "SELECT 'Ann Lee', 1 UNION SELECT 'Cy Dunn', 2"],
    ["which keeper looks after the most dogs?", "SELECT 'Cy Dunn'"],
    ["repairs from 2026 that are not finished yet, number per wing please", "SELECT 'South', 1 UNION SELECT 'West', 1"],
    ["no of walks per keeper this year", "SELECT 'Ann Lee', 1"],
    ["share of this years repairs that were for South", "SELECT 66.66666667"],
    ["Which toys have never been used?", "SELECT 'Rope'"],
    ["toys that were never handed out yet", "SELECT 'Rope'"],
    ["revenue per toy family in 2025", "SELECT 'outdoor', 10 UNION SELECT 'indoor', 3"],
    ["which toy brought in the most money?", "SELECT 'Ball'"],
    ["who lives at Fern right now?", "SELECT 'Ed Moss'"],
    ["heated huts under 20 a night", "SELECT 'Reed'"],
    ["how many dues were late last month?", "SELECT 1"],
    ["how much do tenants still owe us in total?", "SELECT NULL"],
    ["average cost of repairs for North, South and West", "SELECT 'North', 40 UNION SELECT 'South', 52.5 UNION SELECT 'West', 25"],
    ["how many feeds came in last month and how many kg was that in total", "SELECT 2, 4"],
    ["how much did we spend on repairs last year?", "SELECT 40"],
    ["Hello, when was the last walk of Rex and who did it?", "SELECT '2026-11-17 09:00:00', 'Ann Lee'"],
    ["how long does it take on average until a repair is finished?", "SELECT 5"],
    ["show the keepers and the number of walks each made", "SELECT 'Ann Lee', 2 UNION SELECT 'Cy Dunn', 2"],
    ["how many different guests from each keeper?? only keepers in Tarn", "SELECT 'Ann Lee', 3 UNION SELECT 'Cy Dunn', 2"],
  ])("in whole words: %s", (question, gold) => expectFirst(KENNEL, question, gold, NOW));

  it.each<[string, string]>([
    ["crew that have left", "SELECT 'Jon'"],
    ["number of crew without leavers", "SELECT 1"],
    ["crew whose insurance has expired", "SELECT 'Ida'"],
    ["total amount of invoices that are overdue and not paid", "SELECT 210"],
    ["how many hectares does each room have", "SELECT rm_nm, area_ha FROM rm"],
    ["top 2 rooms by completed events", "SELECT 'Barn', 2 UNION SELECT 'Loft', 2"],
    ["top 2 rooms by events this year", "SELECT 'Barn', 2 UNION SELECT 'Loft', 2"],
    ["events per event status", "SELECT 'Completed', 4 UNION SELECT 'Cancelled', 1 UNION SELECT 'Planned', 1"],
    ["average budget by event type", "SELECT 'party', 1750 / 3.0 UNION SELECT 'market', 200 UNION SELECT 'talk', NULL"],
    ["events this week", "SELECT 'Wake'"],
    ["wat did we pay out in February compared with March?", "SELECT 30, 12"],
    ["events that have no leader yet", "SELECT evt_nm FROM evt WHERE leader_crew_id IS NULL"],
    ["when did Una place her last order and what status is it in?", "SELECT '2026-01-05', 'Open'"],
    ["what share of the 2026 events were cancelled", "SELECT 20"],
    [
      "percentage of events that are completed by event type",
      "SELECT 'party', 200 / 3.0 UNION SELECT 'market', 50 UNION SELECT 'talk', 100",
    ],
    ["which room has the most overdue invoices on completed events", "SELECT 'Barn'"],
    ["top 2 wares by quantity sold, cancelled orders not counted", "SELECT 'Jug', 5 UNION SELECT 'Cup', 4"],
    ["the 2 buyers who owe us the most on unpaid bills", "SELECT 'Una' UNION SELECT 'Vic'"],
    ["top 2 buyers by total price of the orders", "SELECT 'Una', 60 UNION SELECT 'Vic', 25"],
    ["value of our ware stock", "SELECT 192"],
    ["stock value by shelf", "SELECT 'A', 12 UNION SELECT 'B', 180"],
    ["phone numbers of buyers of jugs", "SELECT '55-1'"],
  ])("in short names: %s", (question, gold) => expectFirst(MILL, question, gold, NOW));

  it.each<[string, string]>([
    ["top 2 customers by invoiced amount in 2026", "SELECT 'Adler', 500 UNION SELECT 'Bistro', 300"],
    ["number of invoices per customer in 2025", "SELECT 'Corner', 1 UNION SELECT 'Adler', 1"],
    ["how many customers in 2026", "SELECT 1"],
    ["who ordered in 2025 but nothing since january 1st 2026", "SELECT 'Corner'"],
    ["Which customers have not ordered anything in 2026 although they ordered before?", "SELECT 'Corner'"],
    ["which beers are stronger than 6 % alcohol", "SELECT 'Bock' UNION SELECT 'Tripel'"],
  ])("where a day or a value has a word of the question: %s", (question, gold) => expectFirst(BREWERY, question, gold, NOW));
});
