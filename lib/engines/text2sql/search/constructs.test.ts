import { describe, expect, it } from "vitest";
import type { Value } from "@/lib/query/ir";
import { openStatements } from "@/lib/engines/text2sql/databases.fixture.sqlite";
import { sameResult } from "@/lib/engines/text2sql/evaluate/result-match";
import { readPlan } from "@/lib/engines/text2sql/plan-question";

const NOW = "2025-03-25T10:00:00";

const HARBOUR = `
  CREATE TABLE harbours (harbour_id INTEGER PRIMARY KEY, harbour_name TEXT, county TEXT, district TEXT, dock_depth REAL, opened INTEGER);
  CREATE TABLE traffic (harbour_id INTEGER REFERENCES harbours(harbour_id), year INTEGER, passengers INTEGER, PRIMARY KEY (harbour_id, year));
  CREATE TABLE pilotage (pilotage_id INTEGER PRIMARY KEY, harbour_id INTEGER REFERENCES harbours(harbour_id), pilot TEXT);
  CREATE TABLE captains (captain_id INTEGER PRIMARY KEY, captain_name TEXT, age INTEGER, grade TEXT);
  CREATE TABLE ships (ship_id INTEGER PRIMARY KEY, ship_name TEXT, base_price REAL, harbour_id INTEGER REFERENCES harbours(harbour_id), dock_yard TEXT);
  CREATE TABLE cabins (cabin_id INTEGER PRIMARY KEY, ship_id INTEGER REFERENCES ships(ship_id), deck INTEGER, rate REAL);
  CREATE TABLE inspections (inspection_id INTEGER PRIMARY KEY, ship_id INTEGER REFERENCES ships(ship_id), ordered_by_captain_id INTEGER REFERENCES captains(captain_id), signed_by_captain_id INTEGER REFERENCES captains(captain_id));
  CREATE TABLE ballots (ballot_id INTEGER PRIMARY KEY, chair_vote INTEGER REFERENCES captains(captain_id), treasurer_vote INTEGER REFERENCES captains(captain_id));
  INSERT INTO harbours VALUES (1, 'Port Lume', 'Arden', 'Arden County', 14.5, 1961), (2, 'Sele', 'Arden', 'Old Town', 9, 1984), (3, 'Brunn', 'Wexby', 'Arden County', 11, 1988), (4, 'Tarn', 'Wexby', 'Lower Bay', 7.5, 1999);
  INSERT INTO traffic VALUES (1, 2019, 900), (1, 2020, 400), (2, 2019, 120), (2, 2020, 1300), (3, 2020, 75);
  INSERT INTO pilotage VALUES (1, 1, 'Moe'), (2, 1, 'Nan'), (3, 2, 'Oda'), (4, 1, 'Pia'), (5, 3, 'Moe'), (6, 3, 'Nan');
  INSERT INTO captains VALUES (11, 'Rolf', 40, 'rookie'), (12, 'Siri', 52, 'master'), (13, 'Tove', 40, 'master'), (14, 'Ulf', 29, 'rookie'), (15, 'Vera', 61, 'mate');
  INSERT INTO ships VALUES (1, 'Alca', 300, 1, 'Kvist'), (2, 'Uria', 150, 1, 'Kvist'), (3, 'Sula', 900, 2, 'Lund'), (4, 'Fulica', 80, 3, 'Kvist');
  INSERT INTO cabins VALUES (1, 1, 1, 20), (2, 1, 3, 25), (3, 1, 3, 45), (4, 3, 2, 30), (5, 3, 3, 700);
  INSERT INTO inspections VALUES (1, 1, 11, 12), (2, 2, 11, 12), (3, 3, 13, 14);
  INSERT INTO ballots VALUES (1, 11, 12), (2, 13, 12), (3, 11, 14);`;

const FESTIVAL = `
  CREATE TABLE bands (band_id INTEGER PRIMARY KEY, band_name TEXT, town TEXT, founded_on DATE);
  CREATE TABLE gigs (gig_id INTEGER PRIMARY KEY, band_id INTEGER REFERENCES bands(band_id), stage TEXT, date_from DATE, date_to DATE, evacuated INTEGER);
  CREATE TABLE ratings (rating_id INTEGER PRIMARY KEY, band_id INTEGER REFERENCES bands(band_id), stars INTEGER);
  CREATE TABLE lamps (lamp_id INTEGER PRIMARY KEY, lamp_name TEXT, maker TEXT);
  CREATE TABLE guests (guest_id INTEGER PRIMARY KEY, guest_name TEXT);
  CREATE TABLE leaders (leader_id INTEGER PRIMARY KEY, first_name TEXT, last_name TEXT);
  CREATE TABLE helpers (helper_id INTEGER PRIMARY KEY, first_name TEXT, last_name TEXT, hours INTEGER, leader INTEGER REFERENCES leaders(leader_id));
  CREATE TABLE purchases (purchase_id INTEGER PRIMARY KEY, guest_id INTEGER REFERENCES guests(guest_id), state TEXT);
  CREATE TABLE purchase_lines (line_id INTEGER PRIMARY KEY, purchase_id INTEGER REFERENCES purchases(purchase_id), goods TEXT, line_quantity INTEGER);
  INSERT INTO bands VALUES (1, 'Moss', 'Lier', '2001-04-02'), (2, 'Fern', 'Lier', '1994-09-09'), (3, 'Reed', 'Voss', '2011-01-20'), (4, 'Sage', 'Hol', '2015-06-30');
  INSERT INTO gigs VALUES (1, 1, 'north', '2024-06-01', '2024-06-02', 12), (2, 1, 'south', '2024-06-03', '2024-06-05', 0), (3, 2, 'north', '2024-06-04', '2024-06-04', 31), (4, 3, 'barn', '2024-06-06', '2024-06-08', 7);
  INSERT INTO ratings VALUES (1, 1, 3), (2, 2, 5), (3, 3, 4), (4, 4, 1);
  INSERT INTO lamps VALUES (1, 'spot', 'Ono'), (2, 'flood', 'Ono'), (3, 'wash', 'Pym');
  INSERT INTO guests VALUES (1, 'Wim'), (2, 'Xia'), (3, 'Yan');
  INSERT INTO leaders VALUES (1, 'Ada', 'Moe'), (2, 'Bo', 'Nash');
  INSERT INTO helpers VALUES (1, 'Ada', 'Orr', 4, 1), (2, 'Cy', 'Pell', 12, 1), (3, 'Di', 'Moe', 9, 2), (4, 'Ed', 'Nash', 20, 2);
  INSERT INTO purchases VALUES (1, 1, 'paid'), (2, 1, 'void'), (3, 2, 'paid'), (4, 2, 'paid');
  INSERT INTO purchase_lines VALUES (1, 1, 'cup', 3), (2, 2, 'cap', 9), (3, 3, 'cup', 1), (4, 4, 'cap', 4), (5, 4, 'bag', 2);`;

const DATABASES = { harbour: HARBOUR, festival: FESTIVAL } as const;

/** Where the first plan with the rows of the other query stands; -1 where none has them. */
async function placeOfRight(name: keyof typeof DATABASES, question: string, gold: string): Promise<number> {
  const { runner, schema } = await openStatements(DATABASES[name]);
  const run = async (sql: string, params: readonly Value[]) => {
    const done = await runner.run({ sql, params, dialect: "sqlite" });
    return done.ok ? done.value.rows : [];
  };
  const expected = await run(gold, []);
  expect(expected.length).toBeGreaterThan(0);
  const { ranked } = readPlan(question, schema, NOW);
  for (const [at, { candidate }] of ranked.entries())
    if (sameResult(expected, await run(candidate.compiled.sql, candidate.compiled.params), /ORDER BY(?!.*LIMIT)/u.test(gold))) return at;
  return -1;
}

const BEST = 5;

describe("ways to say what the grammar knows", () => {
  it.each<[keyof typeof DATABASES, string, string]>([
    // A part of a key that says when.
    ["harbour", "How many passengers did Port Lume have in 2019?", "SELECT passengers FROM traffic WHERE harbour_id = 1 AND year = 2019"],
    // Texts can only be counted.
    ["harbour", "Show the names of harbours with two or more pilots", "SELECT harbour_name FROM harbours WHERE harbour_id IN (1, 3)"],
    ["festival", "Which bands have two or more stages?", "SELECT 'Moss'"],
    // Ages that are denied, and compared without "than".
    ["harbour", "Names of captains who are not 40 years old", "SELECT captain_name FROM captains WHERE age <> 40"],
    ["harbour", "Names of captains older 45", "SELECT captain_name FROM captains WHERE age > 45"],
    ["festival", "How many helpers have hours that are greater 10?", "SELECT count(*) FROM helpers WHERE hours > 10"],
    ["festival", "Names of bands that are not part of the town of Lier", "SELECT band_name FROM bands WHERE town <> 'Lier'"],
    // A person by first and last name.
    [
      "festival",
      "Show the hours of helpers with leader Ada Moe",
      "SELECT h.hours FROM helpers h JOIN leaders l ON l.leader_id = h.leader WHERE l.first_name = 'Ada' AND l.last_name = 'Moe'",
    ],
    // Ordinals.
    ["harbour", "How many cabins are on the third deck?", "SELECT count(*) FROM cabins WHERE deck = 3"],
    ["harbour", "Show the rates of all first-deck cabins", "SELECT rate FROM cabins WHERE deck = 1"],
    // One of several keys.
    [
      "harbour",
      "Which captains have not signed any inspection?",
      "SELECT captain_name FROM captains WHERE captain_id NOT IN (SELECT signed_by_captain_id FROM inspections)",
    ],
    [
      "harbour",
      "Show the names of captains who have treasurer votes",
      "SELECT captain_name FROM captains WHERE captain_id IN (SELECT treasurer_vote FROM ballots)",
    ],
    // Absent among rows of the table itself.
    [
      "harbour",
      "Show the counties where no harbour has a dock depth over 12",
      "SELECT county FROM harbours EXCEPT SELECT county FROM harbours WHERE dock_depth > 12",
    ],
    [
      "festival",
      "Which towns have no bands founded after 2010-01-01?",
      "SELECT town FROM bands EXCEPT SELECT town FROM bands WHERE founded_on > '2010-01-01'",
    ],
    // Columns that hold how many.
    ["festival", "How many people were evacuated?", "SELECT sum(evacuated) FROM gigs"],
    ["festival", "What is the average number of people evacuated?", "SELECT avg(evacuated) FROM gigs"],
    ["festival", "What is the total number of goods in paid purchases?", "SELECT 10"],
    ["festival", "How many lamps are there in total?", "SELECT count(*) FROM lamps"],
    [
      "festival",
      "Show the makers of lamps in descending order of the count",
      "SELECT maker FROM lamps GROUP BY maker ORDER BY count(*) DESC",
    ],
    // Kinds of things.
    ["festival", "How many kinds of lamps are there?", "SELECT count(*) FROM lamps"],
    ["festival", "How many different types of makers are there?", "SELECT count(DISTINCT maker) FROM lamps"],
    // The first and the last day.
    ["festival", "When was the first band founded?", "SELECT min(founded_on) FROM bands"],
    ["festival", "When did the gigs of Moss start?", "SELECT date_from FROM gigs WHERE band_id = 1"],
    [
      "festival",
      "Show the names of bands in the order of their founded date, starting from the most recent one",
      "SELECT band_name FROM bands ORDER BY founded_on DESC",
    ],
    // The only figure of a table.
    ["festival", "Show the names of bands with the 2 highest ratings", "SELECT band_name FROM bands WHERE band_id IN (2, 3)"],
    // Another word for a part of a name.
    ["harbour", "Names of ships that cost more than 200", "SELECT ship_name FROM ships WHERE base_price > 200"],
    ["harbour", "How many ships are there for each dockyard?", "SELECT dock_yard, count(*) FROM ships GROUP BY dock_yard"],
    // The row of another table that leads.
    ["harbour", "What are the names of the ships of the harbour with the most pilots?", "SELECT ship_name FROM ships WHERE harbour_id = 1"],
    // Two extremes of one figure.
    ["harbour", "What are the ages of the oldest and youngest captains?", "SELECT max(age), min(age) FROM captains"],
    ["harbour", "Names of harbours whose maximum passengers is higher than 1000", "SELECT harbour_name FROM harbours WHERE harbour_id = 2"],
    [
      "harbour",
      "What are the two largest harbours in terms of dock depth?",
      "SELECT harbour_name FROM harbours ORDER BY dock_depth DESC LIMIT 2",
    ],
    // Ranges and years.
    ["harbour", "Names of captains aged 30 to 55", "SELECT captain_name FROM captains WHERE age BETWEEN 30 AND 55"],
    ["harbour", "Which harbours opened between 1980 and 1990?", "SELECT harbour_name FROM harbours WHERE opened BETWEEN 1980 AND 1990"],
    // Values as they are said.
    ["harbour", "How many rookies are there?", "SELECT count(*) FROM captains WHERE grade = 'rookie'"],
    ["harbour", "Names of harbours in Wexby county", "SELECT harbour_name FROM harbours WHERE county = 'Wexby'"],
    ["harbour", "Names of harbours in Arden county", "SELECT harbour_name FROM harbours WHERE county = 'Arden'"],
  ])("%s: %s", async (name, question, gold) => {
    const place = await placeOfRight(name, question, gold);
    expect(place >= 0 && place < BEST, `place ${place}`).toBe(true);
  });
});
