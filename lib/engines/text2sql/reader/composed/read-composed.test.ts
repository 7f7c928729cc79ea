import { beforeAll, describe, expect, it } from "vitest";
import { openStatements } from "@/lib/engines/text2sql/databases.fixture.sqlite";
import { sameAnswer } from "@/lib/engines/text2sql/evaluate/same-answer";
import type { OpenedSource } from "@/lib/engines/text2sql/opened-source";
import { readBusiness } from "@/lib/engines/text2sql/reader/read-business";

const NOW = "2026-11-18T15:30:00";
const BOATYARD = `
CREATE TABLE owners (id INTEGER PRIMARY KEY, name TEXT NOT NULL, town TEXT NOT NULL);
CREATE TABLE staff (id INTEGER PRIMARY KEY, full_name TEXT NOT NULL, trade TEXT NOT NULL);
CREATE TABLE boats (id INTEGER PRIMARY KEY, boat_name TEXT NOT NULL, owner_id INTEGER NOT NULL REFERENCES owners(id), length_m REAL NOT NULL, built_year INTEGER NOT NULL, keeper_id INTEGER REFERENCES staff(id));
CREATE TABLE work_orders (id INTEGER PRIMARY KEY, order_no TEXT NOT NULL UNIQUE, boat_id INTEGER NOT NULL REFERENCES boats(id), foreman_id INTEGER REFERENCES staff(id), inspector_id INTEGER REFERENCES staff(id), kind TEXT NOT NULL, opened_on DATE NOT NULL, price REAL NOT NULL);
CREATE TABLE parts (id INTEGER PRIMARY KEY, part_name TEXT NOT NULL, unit_price REAL NOT NULL, stock_qty INTEGER NOT NULL);
CREATE TABLE part_uses (id INTEGER PRIMARY KEY, work_order_id INTEGER NOT NULL REFERENCES work_orders(id), part_id INTEGER NOT NULL REFERENCES parts(id), quantity INTEGER NOT NULL);
CREATE TABLE bills (id INTEGER PRIMARY KEY, bill_no TEXT NOT NULL UNIQUE, owner_id INTEGER NOT NULL REFERENCES owners(id), amount REAL NOT NULL, issued_on DATE NOT NULL, paid_on DATE);
INSERT INTO owners VALUES (1,'Marta Novak','Deal'),(2,'Felix Lund','Hythe'),(3,'Day & Night Ltd','Deal');
INSERT INTO staff VALUES (1,'Ivan Brandt','rigger'),(2,'Rosa Pike','welder'),(3,'Kurt Vega','painter');
INSERT INTO boats VALUES (1,'Blue Gull',1,7.5,1999,3),(2,'Kittiwake',2,11,1985,1),(3,'Halcyon',3,9,2004,NULL);
INSERT INTO work_orders VALUES (1,'W25-1001',1,1,2,'engine service','2025-03-01',100),(2,'W26-1002',1,2,1,'hull repair','2026-02-01',900),(3,'W26-1003',2,3,1,'engine service','2026-10-05',300),(4,'W26-1004',1,1,NULL,'engine service','2026-12-01',120);
INSERT INTO parts VALUES (1,'impeller',60,4),(2,'anode',5,30),(3,'fuel filter',12,9);
INSERT INTO part_uses VALUES (1,1,1,2),(2,2,2,8),(3,3,2,7),(4,3,1,1),(5,2,3,3);
INSERT INTO bills VALUES (1,'B1',1,100,'2025-03-05','2025-04-01'),(2,'B2',1,900,'2026-02-09','2026-03-02'),(3,'B3',2,300,'2026-10-06',NULL);`;
const VETS = `
CREATE TABLE keepers (id INTEGER PRIMARY KEY, keeper_name TEXT NOT NULL, city TEXT NOT NULL, sales_rep_id INTEGER REFERENCES vets(id));
CREATE TABLE vets (id INTEGER PRIMARY KEY, given_name TEXT NOT NULL, family_name TEXT NOT NULL);
CREATE TABLE animals (id INTEGER PRIMARY KEY, call_name TEXT NOT NULL, keeper_id INTEGER NOT NULL REFERENCES keepers(id), born_on DATE NOT NULL, weight_kg REAL NOT NULL, regular_vet_id INTEGER REFERENCES vets(id));
CREATE TABLE appointments (id INTEGER PRIMARY KEY, animal_id INTEGER NOT NULL REFERENCES animals(id), vet_id INTEGER NOT NULL REFERENCES vets(id), starts_at DATETIME NOT NULL, reason TEXT NOT NULL, fee REAL NOT NULL);
CREATE TABLE vaccines (id INTEGER PRIMARY KEY, vaccine_name TEXT NOT NULL, price REAL NOT NULL, stock INTEGER NOT NULL, reorder_level INTEGER NOT NULL);
CREATE TABLE vaccinations (id INTEGER PRIMARY KEY, animal_id INTEGER NOT NULL REFERENCES animals(id), vaccine_id INTEGER NOT NULL REFERENCES vaccines(id), given_on DATE NOT NULL, next_due_on DATE NOT NULL);
INSERT INTO vets VALUES (1,'Anke','Maes'),(2,'Luc','Claes');
INSERT INTO keepers VALUES (1,'Odile Hobbs','Ghent',1),(2,'Bram Tanner','Bruges',2);
INSERT INTO animals VALUES (1,'Biscuit',1,'2018-01-01',7,1),(2,'Rex',2,'2012-05-05',31,2),(3,'Coco',2,'2020-02-02',4,NULL);
INSERT INTO appointments VALUES (1,1,1,'2026-03-02 09:00:00','check-up',40),(2,1,2,'2026-12-02 10:00:00','check-up',45),(3,2,1,'2026-06-01 11:00:00','surgery',400),(4,2,1,'2025-06-01 11:00:00','check-up',50);
INSERT INTO vaccines VALUES (1,'Rabivax',18,40,20),(2,'Felovax',24,6,15);
INSERT INTO vaccinations VALUES (1,1,1,'2026-04-01','2027-04-01'),(2,2,1,'2026-05-01','2027-05-01'),(3,2,2,'2025-05-01','2026-05-01');`;

type Case = readonly [question: string, gold: string];
const CASES: Readonly<Record<string, readonly [sql: string, cases: readonly Case[]]>> = {
  "a person tied to a boat or its work": [
    BOATYARD,
    [
      ["who looks after Blue Gull?", "SELECT 'Kurt Vega'"],
      ["who works on W26-1002", "SELECT 'Rosa Pike'"],
      ["who is working on work order W26-1003?", "SELECT 'Kurt Vega'"],
      ["who is in charge of W26-1002", "SELECT 'Rosa Pike'"],
      ["who inspected W25-1001", "SELECT 'Rosa Pike'"],
      ["who is the foreman on W25-1001", "SELECT 'Ivan Brandt'"],
      ["who owns Kittiwake?", "SELECT 'Felix Lund'"],
      ["the longest boat, whose is it?", "SELECT 'Kittiwake', 'Felix Lund'"],
      ["which is the oldest boat and who does it belong to", "SELECT 'Kittiwake', 'Felix Lund'"],
      ["what is the most expensive work order and who inspected it", "SELECT 'W26-1002', 'Ivan Brandt'"],
      ["the largest bill and who is it for?", "SELECT 'B2', 'Marta Novak'"],
      ["work orders with a welder as inspector", "SELECT 'W25-1001'"],
      ["how many work orders were inspected by Ivan Brandt in 2026?", "SELECT 2"],
      ["work orders inspected by Rosa Pike", "SELECT 'W25-1001'"],
    ],
  ],
  "a person tied to an animal or its keeper": [
    VETS,
    [
      ["who is Biscuit's regular vet", "SELECT 'Anke', 'Maes'"],
      ["the regular vet of Rex", "SELECT 'Luc', 'Claes'"],
      ["who is the sales rep for Odile Hobbs", "SELECT 'Anke', 'Maes'"],
      ["who looks after Bram Tanner?", "SELECT 'Luc', 'Claes'"],
      ["the heaviest animal and who owns it", "SELECT 'Rex', 'Bram Tanner'"],
      ["which animal is the oldest and whose is it?", "SELECT 'Rex', 'Bram Tanner'"],
    ],
  ],
  "the last time something was done to a boat": [
    BOATYARD,
    [
      ["when did we last do an engine service for Blue Gull?", "SELECT '2025-03-01'"],
      ["when was Blue Gull last in for a hull repair", "SELECT '2026-02-01'"],
      ["when did we last use an anode", "SELECT '2026-10-05'"],
      ["when did Marta Novak last pay a bill?", "SELECT '2026-03-02'"],
      ["when did Marta Novak last pay", "SELECT '2026-03-02'"],
    ],
  ],
  "the last time an animal was there": [
    VETS,
    [
      ["when was Biscuit last vaccinated?", "SELECT '2026-04-01'"],
      ["when was Biscuit last here", "SELECT '2026-03-02 09:00:00'"],
      ["when did Bram Tanner last come in", "SELECT '2026-06-01 11:00:00'"],
      ["when did we last give Felovax", "SELECT '2025-05-01'"],
      ["when did Anke Maes last do a surgery", "SELECT '2026-06-01 11:00:00'"],
    ],
  ],
  "two periods side by side": [
    BOATYARD,
    [
      ["work orders this year vs last year for Blue Gull", "SELECT 1, 1"],
      ["how many engine services this year compared to last year", "SELECT 1, 1"],
      ["work orders this year vs last year by boat", "SELECT 'Blue Gull', 1, 1 UNION SELECT 'Kittiwake', 1, 0"],
    ],
  ],
  "two periods of a further condition": [
    VETS,
    [
      ["appointments this year vs last year for surgery", "SELECT 1, 0"],
      ["total fee of appointments this year versus last year for Rex", "SELECT 400, 50"],
    ],
  ],
  "what is still to be done": [
    BOATYARD,
    [
      ["bills still open", "SELECT 'B3'"],
      ["how many open bills are there?", "SELECT 1"],
      ["which bills are still outstanding", "SELECT 'B3'"],
    ],
  ],
  "what was never sold": [
    `CREATE TABLE bidders (id INTEGER PRIMARY KEY, bidder_name TEXT NOT NULL);
CREATE TABLE sales (id INTEGER PRIMARY KEY, title TEXT NOT NULL, held_on DATE NOT NULL);
CREATE TABLE lots (id INTEGER PRIMARY KEY, sale_id INTEGER NOT NULL REFERENCES sales(id), description TEXT NOT NULL, low_estimate REAL NOT NULL, hammer_price REAL, buyer_id INTEGER REFERENCES bidders(id));
INSERT INTO bidders VALUES (1,'Uma Lind'),(2,'Vic Stone');
INSERT INTO sales VALUES (1,'Fine Books','2026-03-01'),(2,'Silver','2025-06-01');
INSERT INTO lots VALUES (1,1,'Atlas',100,150,1),(2,1,'Bible',80,NULL,NULL),(3,2,'Spoon',20,NULL,NULL),(4,2,'Cup',10,30,2);`,
    [
      ["which lots went unsold?", "SELECT 'Bible' UNION SELECT 'Spoon'"],
      ["lots that did not sell in Fine Books", "SELECT 'Bible'"],
      ["how many lots went unsold this year", "SELECT 1"],
      ["lots that have not sold yet", "SELECT 'Bible' UNION SELECT 'Spoon'"],
      ["who bought Atlas", "SELECT 'Uma Lind'"],
    ],
  ],
  "so much over all their use": [
    BOATYARD,
    [
      ["parts we used more than 10 of", "SELECT 'anode'"],
      ["which parts did we use at least 3 of?", "SELECT 'anode' UNION SELECT 'impeller' UNION SELECT 'fuel filter'"],
      ["parts of which more than 10 were used", "SELECT 'anode'"],
      ["parts we have fewer than 10 of", "SELECT 'impeller' UNION SELECT 'fuel filter'"],
    ],
  ],
  "so many in a window of time": [
    VETS,
    [
      ["vaccines we gave more than 1 of this year", "SELECT 'Rabivax'"],
      ["vaccines we have less than 10 of", "SELECT 'Felovax'"],
    ],
  ],
};

describe.each(Object.entries(CASES))("%s", (_, [sql, cases]) => {
  let source: OpenedSource;
  beforeAll(async () => {
    source = await openStatements(sql);
  });

  it.each(cases)("%s", async (question, gold) => {
    const { candidate, unread } = readBusiness(question, source.schema, NOW);
    const expected = await source.runner.run({ sql: gold, params: [], dialect: "sqlite" });
    const found = candidate ? await source.runner.run(candidate.compiled) : null;
    if (!expected.ok || !found?.ok) throw new Error(`no plan: ${unread.join(", ")}`);
    expect({ unread, same: sameAnswer(expected.value.rows, found.value.rows, false), rows: found.value.rows }).toEqual(
      expect.objectContaining({ unread: [], same: "same" }),
    );
  });
});
