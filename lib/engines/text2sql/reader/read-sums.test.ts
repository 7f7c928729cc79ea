import { describe, it } from "vitest";
import { expectFirst } from "@/lib/engines/text2sql/expect-same.fixture.sqlite";

const NOW = "2026-11-18T15:30:00";
const GARAGE = `
CREATE TABLE depots (depot_id INTEGER PRIMARY KEY, name TEXT NOT NULL);
CREATE TABLE vehicles (vehicle_id INTEGER PRIMARY KEY, plate TEXT NOT NULL, depot_id INTEGER NOT NULL REFERENCES depots(depot_id));
CREATE TABLE visits (visit_id INTEGER PRIMARY KEY, vehicle_id INTEGER NOT NULL REFERENCES vehicles(vehicle_id), brought_in_at DATETIME NOT NULL, finished_at DATETIME);
CREATE TABLE works (work_id INTEGER PRIMARY KEY, visit_id INTEGER NOT NULL REFERENCES visits(visit_id), description TEXT NOT NULL, price REAL NOT NULL);
CREATE TABLE invoices (invoice_id INTEGER PRIMARY KEY, visit_id INTEGER NOT NULL REFERENCES visits(visit_id), issued_on DATE NOT NULL, total REAL NOT NULL, paid_on DATE);
CREATE TABLE warranty_cases (case_id INTEGER PRIMARY KEY, visit_id INTEGER NOT NULL REFERENCES visits(visit_id), maker TEXT NOT NULL, reported_on DATE NOT NULL, resolved_on DATE);
INSERT INTO depots VALUES (1,'North'),(2,'South');
INSERT INTO vehicles VALUES (1,'AB1',1),(2,'CD2',2),(3,'EF3',2);
INSERT INTO visits VALUES (1,1,'2026-10-01 08:00:00','2026-10-01 14:00:00'),(2,2,'2026-10-05 08:00:00','2026-10-06 08:00:00'),(3,3,'2026-11-17 09:00:00',NULL),(4,3,'2025-02-01 09:00:00','2025-02-01 12:00:00');
INSERT INTO works VALUES (1,1,'Oil change',50),(2,1,'Brake pads',180),(3,2,'Oil change',55),(4,2,'Brake pads',190),(5,3,'Oil change',52),(6,4,'Wheel balance',40),(7,4,'Oil change',48);
INSERT INTO invoices VALUES (1,1,'2026-10-02',230,'2026-10-12'),(2,2,'2026-10-07',245,NULL),(3,4,'2025-02-02',88,'2025-02-06'),(4,3,'2026-11-17',52,NULL);
INSERT INTO warranty_cases VALUES (1,1,'Ford','2026-10-03','2026-10-09'),(2,2,'Ford','2026-10-08',NULL),(3,4,'Opel','2025-02-03','2025-03-05');`;

const TIME_TAKEN = "SELECT AVG(julianday(finished_at)-julianday(brought_in_at))*24 FROM visits";
const UNTIL_PAID = "SELECT AVG(julianday(paid_on)-julianday(issued_on)) FROM invoices";

describe("how long something takes", () => {
  it.each([
    ["how many days does it take on average until an invoice is paid?", UNTIL_PAID],
    ["How long until an invoice gets paid on average?", UNTIL_PAID],
    ["average days until an invoice was paid", UNTIL_PAID],
    ["on average, how many hours until a visit is finished?", TIME_TAKEN],
    ["avg hours from brought in to finished", TIME_TAKEN],
    [
      "how long do we need on average to settle a warranty case, in days?",
      "SELECT AVG(julianday(resolved_on)-julianday(reported_on)) FROM warranty_cases",
    ],
    [
      "average warranty case time in days by maker",
      "SELECT maker, AVG(julianday(resolved_on)-julianday(reported_on)) FROM warranty_cases GROUP BY maker",
    ],
  ])("%s", (question, gold) => expectFirst(GARAGE, question, gold, NOW));
});

const BAKERY = `
CREATE TABLE cafes (id INTEGER PRIMARY KEY, name TEXT NOT NULL);
CREATE TABLE breads (id INTEGER PRIMARY KEY, name TEXT NOT NULL);
CREATE TABLE bread_sales (id INTEGER PRIMARY KEY, bread_id INTEGER NOT NULL REFERENCES breads(id), cafe_id INTEGER NOT NULL REFERENCES cafes(id), sold_on DATE NOT NULL, price REAL NOT NULL);
CREATE TABLE flour_purchases (id INTEGER PRIMARY KEY, mill TEXT NOT NULL, purchased_on DATE NOT NULL, price REAL NOT NULL);
INSERT INTO cafes VALUES (1,'Nook'),(2,'Perch');
INSERT INTO breads VALUES (1,'Rye'),(2,'Spelt');
INSERT INTO bread_sales VALUES (1,1,1,'2026-02-01',10),(2,1,2,'2026-03-01',11),(3,1,2,'2026-05-01',12),(4,2,1,'2026-04-01',90),(5,2,2,'2025-03-01',70),(6,1,1,'2025-09-01',9);
INSERT INTO flour_purchases VALUES (1,'Weir','2026-01-03',300),(2,'Weir','2025-01-03',280);`;
const LETTING = `
CREATE TABLE rooms (id INTEGER PRIMARY KEY, label TEXT NOT NULL, monthly_rent REAL NOT NULL);
CREATE TABLE rent_payments (id INTEGER PRIMARY KEY, room_id INTEGER NOT NULL REFERENCES rooms(id), paid_on DATE NOT NULL, amount REAL NOT NULL);
INSERT INTO rooms VALUES (1,'Front',500),(2,'Back',400);
INSERT INTO rent_payments VALUES (1,1,'2026-10-01',500),(2,2,'2026-10-02',380),(3,1,'2026-09-01',500);`;

describe("money by a word that no column has", () => {
  it.each([
    [GARAGE, "top 2 works by revenue", "SELECT description, SUM(price) FROM works GROUP BY 1 ORDER BY 2 DESC LIMIT 2"],
    [GARAGE, "revenue by work", "SELECT description, SUM(price) FROM works GROUP BY 1"],
    [GARAGE, "What is the total amount of invoices that haven't been paid yet?", "SELECT SUM(total) FROM invoices WHERE paid_on IS NULL"],
    [GARAGE, "invoiced per year", "SELECT strftime('%Y', issued_on), SUM(total) FROM invoices GROUP BY 1"],
    [BAKERY, "best selling bread this year by money", "SELECT 'Spelt', 90"],
    [
      BAKERY,
      "Did we take more money in the first half of 2026 than in the first half of 2025?",
      "SELECT (SELECT SUM(price) FROM bread_sales WHERE sold_on >= '2026-01-01' AND sold_on < '2026-07-01'), (SELECT SUM(price) FROM bread_sales WHERE sold_on >= '2025-01-01' AND sold_on < '2025-07-01')",
    ],
    [BAKERY, "what did we earn from bread sales in 2026?", "SELECT SUM(price) FROM bread_sales WHERE sold_on >= '2026-01-01'"],
    [
      LETTING,
      "how much rent came in in October?",
      "SELECT SUM(amount) FROM rent_payments WHERE paid_on >= '2026-10-01' AND paid_on < '2026-11-01'",
    ],
    [
      LETTING,
      "how much rent did we take in October",
      "SELECT SUM(amount) FROM rent_payments WHERE paid_on >= '2026-10-01' AND paid_on < '2026-11-01'",
    ],
    [LETTING, "rent received per room", "SELECT label, SUM(amount) FROM rent_payments JOIN rooms ON rooms.id = room_id GROUP BY 1"],
    [LETTING, "rental income by room", "SELECT label, SUM(amount) FROM rent_payments JOIN rooms ON rooms.id = room_id GROUP BY 1"],
  ])("%#", (sql, question, gold) => expectFirst(sql, question, gold, NOW));
});

const STUDIO = `
CREATE TABLE potters (id INTEGER PRIMARY KEY, full_name TEXT NOT NULL);
CREATE TABLE courses (id INTEGER PRIMARY KEY, title TEXT NOT NULL);
CREATE TABLE sessions (id INTEGER PRIMARY KEY, course_id INTEGER NOT NULL REFERENCES courses(id), potter_id INTEGER NOT NULL REFERENCES potters(id), starts_at DATETIME NOT NULL, is_cancelled INTEGER NOT NULL, mark INTEGER);
CREATE TABLE clays (id INTEGER PRIMARY KEY, name TEXT NOT NULL);
CREATE TABLE clay_purchases (id INTEGER PRIMARY KEY, clay_id INTEGER NOT NULL REFERENCES clays(id), purchased_on DATE NOT NULL, quantity REAL NOT NULL, unit_price REAL NOT NULL);
CREATE TABLE clay_usage (id INTEGER PRIMARY KEY, clay_id INTEGER NOT NULL REFERENCES clays(id), used_on DATE NOT NULL, quantity REAL NOT NULL);
CREATE TABLE vase_sales (id INTEGER PRIMARY KEY, potter_id INTEGER NOT NULL REFERENCES potters(id), sold_on DATE NOT NULL, vase_height INTEGER, price REAL NOT NULL, vase_returned_on DATE);
INSERT INTO potters VALUES (1,'Ana Reed'),(2,'Bo Finch'),(3,'Cy Marsh');
INSERT INTO courses VALUES (1,'Wheel Autumn 2026'),(2,'Glaze Spring 2027');
INSERT INTO sessions VALUES (1,1,1,'2026-11-10 10:00:00',0,70),(2,1,1,'2026-11-19 10:00:00',1,NULL),(3,1,1,'2027-01-20 10:00:00',0,NULL),(4,2,2,'2026-10-01 10:00:00',0,50),(5,2,2,'2026-12-01 10:00:00',0,NULL),(6,1,3,'2026-09-01 10:00:00',0,90),(7,1,3,'2026-09-08 10:00:00',1,40);
INSERT INTO clays VALUES (1,'Porcelain'),(2,'Raku');
INSERT INTO clay_purchases VALUES (1,1,'2026-01-01',10,4.5),(2,1,'2026-06-01',12,4.9),(3,2,'2026-03-01',90,2.5);
INSERT INTO clay_usage VALUES (1,1,'2026-02-01',9),(2,1,'2026-07-01',8),(3,2,'2026-04-01',3);
INSERT INTO vase_sales VALUES (1,1,'2026-10-02',30,80,NULL),(2,1,'2026-10-09',40,95,'2026-11-02'),(3,2,'2026-10-20',30,70,NULL),(4,2,'2026-09-20',30,70,'2026-10-01'),(5,3,'2026-10-21',20,60,NULL);`;

const OCTOBER = "sold_on >= '2026-10-01' AND sold_on < '2026-11-01'";
describe("how many, the latest and the next", () => {
  it.each([
    ["how many vases did we sell in October?", `SELECT COUNT(*) FROM vase_sales WHERE ${OCTOBER}`],
    ["how many vase sales were there in October", `SELECT COUNT(*) FROM vase_sales WHERE ${OCTOBER}`],
    ["which clay did we use most by quantity this year", "SELECT 'Porcelain', 17"],
    ["What did we last pay per kilo for Porcelain?", "SELECT 4.9"],
    ["when is the next session of Wheel Autumn 2026?", "SELECT '2027-01-20 10:00:00'"],
    ["When is Bo Finch's next session?", "SELECT '2026-12-01 10:00:00'"],
    [
      "number of vases sold by Ana Reed and by Bo Finch in October",
      `SELECT full_name, COUNT(*) FROM vase_sales JOIN potters ON potters.id = potter_id WHERE potter_id < 3 AND ${OCTOBER} GROUP BY 1`,
    ],
  ])("%s", (question, gold) => expectFirst(STUDIO, question, gold, NOW));

  it.each([
    ["Of the sessions that got a mark, what percentage reached at least 60 points?", "SELECT 50.0"],
    ["what percentage of sessions with a mark have a mark of at least 60?", "SELECT 50.0"],
    ["what share of the sessions that have a mark were cancelled", "SELECT 25.0"],
    ["What percentage of this year's sessions up to today were cancelled?", "SELECT 25.0"],
  ])("the whole of a share is what is said before the verb: %s", (question, gold) => expectFirst(STUDIO, question, gold, NOW));

  it("a quantity of lines where one of the goods is named", () =>
    expectFirst(
      `CREATE TABLE wares (id INTEGER PRIMARY KEY, name TEXT NOT NULL);
       CREATE TABLE orders (id INTEGER PRIMARY KEY, order_date DATE NOT NULL);
       CREATE TABLE order_lines (id INTEGER PRIMARY KEY, order_id INTEGER NOT NULL REFERENCES orders(id), ware_id INTEGER NOT NULL REFERENCES wares(id), quantity INTEGER NOT NULL, unit_price REAL NOT NULL);
       INSERT INTO wares VALUES (1,'Mugs'),(2,'Bowls');
       INSERT INTO orders VALUES (1,'2026-10-05'),(2,'2026-10-06'),(3,'2026-09-06');
       INSERT INTO order_lines VALUES (1,1,1,6,9),(2,2,1,4,9),(3,2,2,8,12),(4,3,1,5,9);`,
      "how many mugs did we sell in October",
      "SELECT 10",
      NOW,
    ));

  it("a day that was scheduled is one on which somebody was here, unless it was called off", () =>
    expectFirst(
      `CREATE TABLE patients (patient_id INTEGER PRIMARY KEY, first_name TEXT NOT NULL, last_name TEXT NOT NULL);
       CREATE TABLE appointments (appointment_id INTEGER PRIMARY KEY, patient_id INTEGER NOT NULL REFERENCES patients(patient_id), scheduled_at DATETIME NOT NULL, status TEXT NOT NULL);
       INSERT INTO patients VALUES (1,'Ida','Lund'),(2,'Per','Holm');
       INSERT INTO appointments VALUES (1,1,'2026-10-01 09:00:00','kept'),(2,1,'2026-11-02 09:00:00','cancelled'),(3,1,'2026-12-02 09:00:00','booked'),(4,2,'2026-11-05 09:00:00','kept');`,
      "When was Ida Lund last here?",
      "SELECT '2026-10-01 09:00:00'",
      NOW,
    ));
});
