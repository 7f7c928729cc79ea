import { describe, it } from "vitest";
import { openStatements } from "@/lib/engines/text2sql/databases.fixture.sqlite";
import { expectFirst, expectRead } from "@/lib/engines/text2sql/expect-same.fixture.sqlite";

const NOW = "2026-11-18T15:30:00";
const ROASTERY = `
CREATE TABLE cafes (id INTEGER PRIMARY KEY, name TEXT NOT NULL, town TEXT NOT NULL, account_opened_on DATE NOT NULL);
CREATE TABLE coffees (id INTEGER PRIMARY KEY, name TEXT NOT NULL);
CREATE TABLE roasts (id INTEGER PRIMARY KEY, lot_no TEXT NOT NULL UNIQUE, coffee_id INTEGER NOT NULL REFERENCES coffees(id), roasted_on DATE NOT NULL, best_before DATE NOT NULL);
CREATE TABLE bag_sales (id INTEGER PRIMARY KEY, cafe_id INTEGER NOT NULL REFERENCES cafes(id), roast_id INTEGER NOT NULL REFERENCES roasts(id), sold_on DATE NOT NULL, price REAL NOT NULL, bag_returned_on DATE);
CREATE TABLE baristas (id INTEGER PRIMARY KEY, first_name TEXT NOT NULL, last_name TEXT NOT NULL);
CREATE TABLE grinders (id INTEGER PRIMARY KEY, name TEXT NOT NULL);
CREATE TABLE loans (id INTEGER PRIMARY KEY, barista_id INTEGER NOT NULL REFERENCES baristas(id), grinder_id INTEGER NOT NULL REFERENCES grinders(id), begun_on DATE NOT NULL);
CREATE TABLE classes (id INTEGER PRIMARY KEY, title TEXT NOT NULL, held_on DATE NOT NULL);
CREATE TABLE signups (id INTEGER PRIMARY KEY, class_id INTEGER NOT NULL REFERENCES classes(id), barista_id INTEGER NOT NULL REFERENCES baristas(id), signed_up_on DATE NOT NULL);
CREATE TABLE jars (id INTEGER PRIMARY KEY, label_no TEXT NOT NULL UNIQUE, receiver_name TEXT NOT NULL, filled_on DATE NOT NULL, due_by DATE NOT NULL, status TEXT NOT NULL, round_id INTEGER NOT NULL REFERENCES rounds(id));
CREATE TABLE drop_offs (id INTEGER PRIMARY KEY, jar_id INTEGER NOT NULL REFERENCES jars(id), carrier_id INTEGER NOT NULL REFERENCES carriers(id), tried_at DATETIME NOT NULL, outcome TEXT NOT NULL);
CREATE TABLE carriers (id INTEGER PRIMARY KEY, full_name TEXT NOT NULL);
CREATE TABLE rounds (id INTEGER PRIMARY KEY, usual_carrier_id INTEGER NOT NULL REFERENCES carriers(id));
INSERT INTO carriers VALUES (1,'Uma Lind'),(2,'Vic Stone');
INSERT INTO rounds VALUES (1,1);
INSERT INTO jars VALUES (1,'J-1','Uma Lind','2026-10-01','2026-11-30','DELIVERED',1),(2,'J-2','Vic Stone','2026-11-02','2026-11-16','DELIVERED',1),(3,'J-3','Wes Hale','2025-11-02','2026-11-06','LOST',1);
INSERT INTO drop_offs VALUES (1,1,2,'2026-10-02 10:00:00','DELIVERED'),(2,2,2,'2026-11-03 10:00:00','NOBODY_IN'),(3,2,1,'2026-11-04 10:00:00','DELIVERED'),(4,3,1,'2026-11-05 11:00:00','NOBODY_IN');
INSERT INTO cafes VALUES (1,'Blue Cup','Deal','2026-01-05'),(2,'Corner Bean','Rye','2024-02-01'),(3,'Dock Grind','Deal','2023-02-01');
INSERT INTO coffees VALUES (1,'Night Owl'),(2,'Sunny Side');
INSERT INTO roasts VALUES (1,'R-1',1,'2026-01-02','2027-01-02'),(2,'R-2',2,'2026-02-02','2027-02-02');
INSERT INTO bag_sales VALUES (1,1,1,'2026-03-01',20,'2026-04-01'),(2,1,2,'2025-05-05',10,'2026-05-05'),(3,2,1,'2026-10-30',15,NULL),(4,2,2,'2026-11-02',40,NULL),(5,3,2,'2025-07-01',30,'2026-06-01');
INSERT INTO baristas VALUES (1,'Ann','Lee'),(2,'Bo','Kerr'),(3,'Cy','Dunn');
INSERT INTO grinders VALUES (1,'Mahl'),(2,'Eureka');
INSERT INTO loans VALUES (1,1,1,'2026-11-03'),(2,2,1,'2026-05-01');
INSERT INTO classes VALUES (1,'Latte Art','2026-12-01'),(2,'Cupping','2026-12-08');
INSERT INTO signups VALUES (1,1,1,'2026-11-01'),(2,1,3,'2026-11-02'),(3,2,1,'2026-11-02');`;

const CASES: Readonly<Record<string, readonly (readonly [question: string, gold: string])[]>> = {
  "deeds that rows are kept of under another name": [
    ["which cafes have not ordered in the last 60 days", "SELECT 'Blue Cup' UNION SELECT 'Dock Grind'"],
    ["cafes that bought Night Owl in 2026", "SELECT 'Blue Cup' UNION SELECT 'Corner Bean'"],
    ["which cafes bought both Night Owl and Sunny Side in 2026", "SELECT 'Corner Bean'"],
    ["who borrowed a grinder in November", "SELECT 'Ann', 'Lee'"],
    ["which baristas have never borrowed a grinder", "SELECT 'Cy', 'Dunn'"],
    ["grinders that were never lent out", "SELECT 'Eureka'"],
    ["who signed up for Latte Art", "SELECT 'Ann', 'Lee' UNION SELECT 'Cy', 'Dunn'"],
    ["how many baristas signed up for a class and also borrowed a grinder?", "SELECT 1"],
  ],
  "who did most, and of whom it is asked": [
    ["who drove the most drop-offs this year", "SELECT 'Vic Stone'"],
    ["who took out a grinder in May?", "SELECT 'Bo', 'Kerr'"],
    ["Ann Lee, which classes has she signed up for?", "SELECT 'Latte Art' UNION SELECT 'Cupping'"],
    ["the 2 cafes that spent the most this year, with the amounts", "SELECT 'Corner Bean', 55 UNION SELECT 'Blue Cup', 20"],
    ["top 2 cafes by sales this year, with town", "SELECT 'Corner Bean', 'Rye', 55 UNION SELECT 'Blue Cup', 'Deal', 20"],
  ],
  "when it was done last": [
    ["last order date of Blue Cup", "SELECT '2026-03-01'"],
    ["when did Corner Bean last order?", "SELECT '2026-11-02'"],
    ["Dock Grind wants to know their last order date", "SELECT '2025-07-01'"],
  ],
  "by whom it was done": [
    ["jars delivered by Vic Stone this year", "SELECT 'J-1'"],
    ["jars delivered by Uma Lind in November", "SELECT 'J-2'"],
  ],
  "when it was done": [
    ["number of jars by status this year", "SELECT 'DELIVERED', 2"],
    ["bag sales of Night Owl in 2026", "SELECT 1 UNION SELECT 3"],
  ],
};

const { runner, schema } = await openStatements(ROASTERY);

describe.each(Object.entries(CASES))("%s", (_, cases) => {
  it.each([...cases])("%s", async (question, gold) => expectRead({ runner, schema }, question, gold, NOW));
});

it.each([
  ["best selling coffee in 2026", "SELECT 'Night Owl'"],
  ["best selling coffee in 2026 by revenue", "SELECT 'Sunny Side', 40"],
])("ranks by what was sold: %s", async (question, gold) => expectFirst(ROASTERY, question, gold, NOW));
