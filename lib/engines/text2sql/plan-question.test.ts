import { describe, it } from "vitest";
import { openStatements } from "@/lib/engines/text2sql/databases.fixture.sqlite";
import { expectSame } from "@/lib/engines/text2sql/expect-same.fixture.sqlite";
import { readPlan } from "@/lib/engines/text2sql/plan-question";

const NOW = "2025-03-25T10:00:00";
const OBSERVATORY = `
CREATE TABLE observers (name TEXT PRIMARY KEY, town TEXT, age INTEGER, wage REAL);
CREATE TABLE scopes (scope_code TEXT PRIMARY KEY, scope_name TEXT, maker TEXT, built_year INTEGER, mirror_cm INTEGER, remark TEXT);
CREATE TABLE coaches (coach_id INTEGER PRIMARY KEY, coach_name TEXT, club TEXT);
CREATE TABLE observer_coach (observer TEXT REFERENCES observers(name), coach_id INTEGER REFERENCES coaches(coach_id), since DATE, PRIMARY KEY (observer, coach_id));
CREATE TABLE sightings (sighting_id INTEGER PRIMARY KEY, scope_code TEXT REFERENCES scopes(scope_code), observer TEXT REFERENCES observers(name), hours REAL);
INSERT INTO observers VALUES ('Ann Roe','Deal',61,2500),('Bea Lund','Hythe',44,1900),('Cal Dorn','Lydd',29,3100),('Dot Vale','Rye',70,1200);
INSERT INTO scopes VALUES ('S1','Argus','Zeno',1988,40,'loaned'),('S2','Boreas','Zeno',2019,90,NULL),('S3','Ariel','Quill',2004,75,NULL),('S4','Ceres','Quill',2011,20,'spare');
INSERT INTO coaches VALUES (1,'Ivo','North'),(2,'Jan','South');
INSERT INTO observer_coach VALUES ('Ann Roe',1,'2020-01-01'),('Cal Dorn',2,NULL);
INSERT INTO sightings VALUES (1,'S2','Ann Roe',3),(2,'S2','Bea Lund',1),(3,'S3','Ann Roe',2),(4,'S2','Cal Dorn',7),(5,'S4','Cal Dorn',4),(6,'S3','Bea Lund',2),(7,'S4','Bea Lund',3);`;

const COLLECTION = `
CREATE TABLE halls (hall_id INTEGER PRIMARY KEY, name TEXT, floor INTEGER);
CREATE TABLE painting (painting_id INTEGER PRIMARY KEY, painting TEXT, style TEXT, mood TEXT, height INTEGER, hall_id INTEGER REFERENCES halls(hall_id));
CREATE TABLE gifts (gift_id INTEGER PRIMARY KEY, giver TEXT, gift_amount REAL, painting_id INTEGER REFERENCES painting(painting_id));
INSERT INTO halls VALUES (1,'East',1),(2,'West',2),(3,'Attic',3);
INSERT INTO painting VALUES (1,'Dawn','Cubist','calm',90,1),(2,'Dusk','Cubist','stark',40,1),(3,'Noon','Fauvist','calm',60,2),(4,'Rain','Fauvist','stark',70,2);
INSERT INTO gifts VALUES (1,'Roe',50,1),(2,'Lund',900,2),(3,'Dorn',20,4);`;

const CASES: Readonly<Record<string, readonly (readonly [question: string, gold: string])[]>> = {
  "rows whose key is their name": [
    ["What is the name of the oldest observer?", "SELECT 'Dot Vale'"],
    ["List the names of observers whose age is below 50.", "SELECT 'Bea Lund' UNION SELECT 'Cal Dorn'"],
  ],
  "keys in a list of columns": [
    ["List all scope codes, scope names, and makers.", "SELECT scope_code, scope_name, maker FROM scopes"],
    ["What are all the scope codes, makers and mirrors?", "SELECT scope_code, maker, mirror_cm FROM scopes"],
    ["Show the code and maker of the scope with the most sightings.", "SELECT 'S2', 'Zeno'"],
  ],
  "what is bounded or put in order is not shown": [
    ["Return the names of observers who earn more than 2000 in wage.", "SELECT 'Ann Roe' UNION SELECT 'Cal Dorn'"],
    ["What is the name of the scope that was made in the most recent built year?", "SELECT 'Boreas'"],
  ],
  "each kind once": [["What are the distinct makers which built scopes with a mirror over 60?", "SELECT 'Zeno' UNION SELECT 'Quill'"]],
  "what is missing": [
    ["List the names of observers that do not have coaches.", "SELECT 'Bea Lund' UNION SELECT 'Dot Vale'"],
    ["Find the names of scopes with null remarks.", "SELECT 'Boreas' UNION SELECT 'Ariel'"],
  ],
  "columns of each row": [["What are the names and towns of each observer?", "SELECT name, town FROM observers"]],
  "part of a text": [
    ["List the scopes whose name starts with A.", "SELECT 'Argus' UNION SELECT 'Ariel'"],
    ["List the names of all scopes in alphabetical order.", "SELECT scope_name FROM scopes ORDER BY scope_name"],
  ],
  "the average of what a row has": [
    ["Which sightings took more than the average number of hours? Give their ids.", "SELECT 4 UNION SELECT 5"],
  ],
  "the same in other words": [
    ["How many scopes have a maker different from Zeno?", "SELECT 2"],
    ["names of observers whose town is different from Deal", "SELECT name FROM observers WHERE town <> 'Deal'"],
    ["How many unique makers are there for scopes?", "SELECT 2"],
    ["Add up the hours of the sightings.", "SELECT 22"],
    ["What is the wage of all observers together?", "SELECT 8700"],
    ["For which maker is the average mirror of the scopes the lowest?", "SELECT 'Quill'"],
    ["By number of sightings, which scope comes first?", "SELECT 'Boreas'"],
    [
      "sightings per scope, most first",
      "SELECT scope_name, count(*) FROM sightings JOIN scopes USING (scope_code) GROUP BY 1 ORDER BY 2 DESC",
    ],
    ["list scopes having 3 sightings or more", "SELECT 'Boreas'"],
    ["top 2 observers in terms of wage", "SELECT name FROM observers WHERE wage > 2400"],
    ["How many sightings do scopes have on average?", "SELECT 1.75"],
    ["What is the average number of sightings of a scope?", "SELECT 1.75"],
    ["How many scopes have maker Zeno and how many have Quill?", "SELECT maker, count(*) FROM scopes GROUP BY 1"],
    ["Compare the number of observers with town Deal and Rye.", "SELECT town, 1 FROM observers WHERE town IN ('Deal', 'Rye')"],
    ["list observers where the town is either Deal or Rye", "SELECT name FROM observers WHERE town IN ('Deal', 'Rye')"],
  ],
  "a bound by the average, before its noun": [["How many observers have above-average wage?", "SELECT 2"]],
  "the one row that has the least or most": [
    ["scope with smallest mirror", "SELECT 'Ceres'"],
    ["What is the maker of the scope with the most sightings?", "SELECT 'Zeno'"],
  ],
  "each group, not the first": [["What is the highest mirror of the scopes per maker?", "SELECT 'Zeno', 90 UNION SELECT 'Quill', 75"]],
  "rows counted once, or kept away by what they have": [
    ["number of scopes that have a sighting whose hours are above 0", "SELECT 3"],
    ["scopes without sightings whose observer is Ann Roe", "SELECT 'Argus' UNION SELECT 'Ceres'"],
  ],
};

const COLLECTED: typeof CASES = {
  "what rows are called, where that is called as their table": [
    ["What are the names of the paintings?", "SELECT painting FROM painting"],
    ["names of paintings with style Cubist", "SELECT 'Dawn' UNION SELECT 'Dusk'"],
    ["names of paintings from the highest to the lowest height", "SELECT painting, height FROM painting ORDER BY height DESC"],
    ["Show the name and mood of every painting.", "SELECT painting, mood FROM painting"],
  ],
  "a column of each row": [["give me each painting with its mood", "SELECT painting, mood FROM painting"]],
  "each row, not each group": [
    ["I need the name of each hall", "SELECT name FROM halls"],
    ["For every painting, give the style and the name of the hall.", "SELECT style, name FROM painting JOIN halls USING (hall_id)"],
  ],
  "the row that each belongs to": [
    ["List all paintings with their hall.", "SELECT painting, name FROM painting JOIN halls USING (hall_id)"],
    ["Which hall does each painting belong to?", "SELECT painting, name FROM painting JOIN halls USING (hall_id)"],
  ],
  "amounts that rows have": [
    ["What is the highest amount of any gift?", "SELECT 900"],
    ["Give me the smallest amount of the gifts.", "SELECT 20"],
  ],
  "the highest of each, said with its noun": [["highest painting height by style", "SELECT style, max(height) FROM painting GROUP BY 1"]],
  "what a value is": [
    ["What proportion of paintings have calm as mood?", "SELECT 50"],
    ["List all paintings that have calm as their mood.", "SELECT 'Dawn' UNION SELECT 'Noon'"],
  ],
  "rows with at least one": [["Count the halls with at least one painting with style Cubist.", "SELECT 1"]],
  "a bound by the average": [["Show the paintings with above-average height.", "SELECT 'Dawn' UNION SELECT 'Rain'"]],
};

describe.each([
  ["an observatory", OBSERVATORY, CASES],
  ["a collection", COLLECTION, COLLECTED],
])("plans for questions over %s", async (_, statements, all) => {
  const { runner, schema } = await openStatements(statements);
  for (const [title, cases] of Object.entries(all)) {
    it.each(cases.map(([question, gold]) => ({ question, gold })))(`${title}: $question`, async ({ question, gold }) => {
      const [first] = readPlan(question, schema, NOW).ranked;
      await expectSame(runner, { candidate: first?.candidate, unread: [] }, gold, / ORDER BY /u.test(gold));
    });
  }
});
