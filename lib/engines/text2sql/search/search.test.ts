import { describe, expect, it } from "vitest";
import { compileQuery } from "@/lib/query/compile";
import type { Value } from "@/lib/query/ir";
import { openFixture, type DATABASES } from "@/lib/engines/text2sql/databases.fixture.sqlite";
import { buildQuery } from "@/lib/engines/text2sql/draft/build";
import { EMPTY_DRAFT, plain, type Draft } from "@/lib/engines/text2sql/draft/draft";
import { explain } from "@/lib/engines/text2sql/draft/explain";
import { readPlan } from "@/lib/engines/text2sql/plan-question";
import { sameResult } from "@/lib/engines/text2sql/evaluate/result-match";
import { isRunnable, isSensible } from "@/lib/engines/text2sql/draft/sound";
import { searchPlans } from "@/lib/engines/text2sql/search/search";
import { readQuestion } from "@/lib/engines/text2sql/words/read";
import { tidy } from "@/lib/engines/text2sql/draft/tidy";

const NOW = "2025-03-25T10:00:00";

async function askAndCompare(name: keyof typeof DATABASES, question: string, gold: string) {
  const { runner, schema } = await openFixture(name);
  const run = async (sql: string, params: readonly Value[]) => {
    const done = await runner.run({ sql, params, dialect: "sqlite" });
    return done.ok ? done.value.rows : [];
  };
  const expected = await run(gold, []);
  const { ranked } = readPlan(question, schema, NOW);
  const right: string[] = [];
  for (const { candidate } of ranked)
    if (sameResult(expected, await run(candidate.compiled.sql, candidate.compiled.params), false))
      right.push(explain(candidate.draft, schema));
  expect(expected.length).toBeGreaterThan(0);
  return { right, first: ranked[0] ? explain(ranked[0].candidate.draft, schema) : "" };
}

const is = (column: number, value: Value) => ({ kind: "compare", item: plain(column), op: "=", value }) as const;

describe("plans that the search reaches", () => {
  it.each<[keyof typeof DATABASES, string, string, string]>([
    [
      "league",
      "Show the name of each player and the name of its captain",
      "SELECT a.player_name, b.player_name FROM players a JOIN players b ON b.player_id = a.captain_id",
      "player name of the captain",
    ],
    [
      "league",
      "What are the names of players whose captain is Ada?",
      "SELECT a.player_name FROM players a JOIN players b ON b.player_id = a.captain_id WHERE b.player_name = 'Ada'",
      "player name of the captain is Ada",
    ],
    [
      "league",
      "Show the names of teams that played as away team in 2025",
      "SELECT DISTINCT t.team_name FROM teams t JOIN matches m ON m.away_team_id = t.team_id WHERE m.played_on LIKE '2025%'",
      "teams",
    ],
    [
      "league",
      "Which cities have both teams and coaches?",
      "SELECT city FROM teams INTERSECT SELECT city FROM coaches",
      "and also among those of",
    ],
    [
      "league",
      "Which players are of the most common position?",
      "SELECT player_name FROM players WHERE position = (SELECT position FROM players GROUP BY position ORDER BY count(*) DESC LIMIT 1)",
      "position is the first by number of rows",
    ],
    ["league", "List the names of professional teams", "SELECT team_name FROM teams WHERE is_professional = 'Y'", "is professional is Y"],
    [
      "league",
      "Show the names of the top 2 players with the highest birth year",
      "SELECT player_name FROM players ORDER BY birth_year DESC LIMIT 2",
      "only the 2 with the highest birth year",
    ],
    [
      "league",
      "How many matches had between 500 and 1000?",
      "SELECT count(*) FROM matches WHERE spectators BETWEEN 500 AND 1000",
      "where spectators is between 500 and 1000",
    ],
    [
      "league",
      "Show the names of players born in or after 1999",
      "SELECT player_name FROM players WHERE birth_year >= 1999",
      "birth year is at least 1999",
    ],
    [
      "league",
      "What is the name of the mentor of coach Gil?",
      "SELECT p.player_name FROM coaches c JOIN players p ON p.player_id = c.mentor WHERE c.coach_name = 'Gil'",
      "coaches",
    ],
    [
      "league",
      "Which matches had more than 900 or less than 500 spectators? Show their ids.",
      "SELECT match_id FROM matches WHERE spectators > 900 OR spectators < 500",
      "spectators is over 900 or spectators is below 500",
    ],
    [
      "league",
      "Show the names of players born after 2000 or before 1990",
      "SELECT player_name FROM players WHERE birth_year > 2000 OR birth_year < 1990",
      "birth year is over 2000 or birth year is below 1990",
    ],
    [
      "library",
      "Titles of books of genre crime or cheaper than 10",
      "SELECT title FROM book WHERE genre = 'crime' OR price < 10",
      "genre is crime or price is below 10",
    ],
    [
      "league",
      "Names of players with a birth year before the birth year of 1999",
      "SELECT player_name FROM players WHERE birth_year < 1999",
      "birth year is below 1999",
    ],
    [
      "library",
      "What is the average price and pages of books about travel?",
      "SELECT avg(price), avg(pages) FROM book WHERE genre = 'travel'",
      "average price and average pages",
    ],
    [
      "transit",
      "Give the name, phone and email of the porter",
      "SELECT name, phone, email FROM porters",
      "porter name, phone and email from porters",
    ],
    [
      "transit",
      "How many trips go from Norway to the United States?",
      "SELECT count(*) FROM trips t JOIN stations a ON a.station_id = t.src_station_id JOIN stations b ON b.station_id = t.dst_station_id WHERE a.country = 'Norway' AND b.country = 'United States'",
      "country of the destination station is United States",
    ],
    [
      "transit",
      "How many trips arrived at Fell?",
      "SELECT count(*) FROM trips t JOIN stations s ON s.station_id = t.dst_station_id WHERE s.station_name = 'Fell'",
      "station name is Fell",
    ],
    ["transit", "What is the mean speed of trip 9?", "SELECT mean_speed_kmh FROM trips WHERE tripno = 9", "trip number is 9"],
    [
      "transit",
      "What are the numbers of all trips with an average speed above 75?",
      "SELECT tripno FROM trips WHERE mean_speed_kmh > 75",
      "trip number",
    ],
    ["transit", "Show the apartment number of each apartment", "SELECT apt_number FROM apartments", "apartment number"],
    [
      "transit",
      "Which stations are in the US?",
      "SELECT station_name FROM stations WHERE country = 'United States'",
      "country is United States",
    ],
    ["transit", "Names of stations in California", "SELECT station_name FROM stations WHERE state = 'CA'", "state is CA"],
    ["transit", "How many stations are from Kent?", "SELECT count(*) FROM stations WHERE town LIKE '%Kent%'", "town contains “Kent”"],
    [
      "transit",
      "Names of stations that have Kent in their town",
      "SELECT station_name FROM stations WHERE town LIKE '%Kent%'",
      "town contains “Kent”",
    ],
    [
      "transit",
      "Names of stations with the letter a in their names",
      "SELECT station_name FROM stations WHERE station_name LIKE '%a%'",
      "station name contains “a”",
    ],
    [
      "transit",
      "Stations whose name includes the letter ‘u’",
      "SELECT station_name FROM stations WHERE station_name LIKE '%u%'",
      "station name contains “u”",
    ],
    ["transit", "How many excursion trips are there?", "SELECT count(*) FROM trips WHERE kind = 'Excursions'", "kind is Excursions"],
    ["league", "Show the ids of teams without players", "SELECT 4", "without players"],
    [
      "library",
      "Show the titles of books whose price is higher than the price of all books about crime",
      "SELECT title FROM book WHERE price > (SELECT max(price) FROM book WHERE genre = 'crime')",
      "price is over the highest price of those where genre is crime",
    ],
    [
      "library",
      "Show the titles of books with at least as many pages as the average pages of books about travel",
      "SELECT title FROM book WHERE pages >= (SELECT avg(pages) FROM book WHERE genre = 'travel')",
      "average pages of those where genre is travel",
    ],
    [
      "clinic",
      "Show the names of doctors with a higher salary than the doctor named Dr Weiss",
      "SELECT doctor_name FROM doctors WHERE salary > (SELECT salary FROM doctors WHERE doctor_name = 'Dr Weiss')",
      "salary is over that of doctors where doctor name is Dr Weiss",
    ],
    [
      "clinic",
      "Which doctors have a salary below the highest salary?",
      "SELECT doctor_name FROM doctors WHERE salary < (SELECT max(salary) FROM doctors)",
      "salary is below the highest salary",
    ],
    [
      "library",
      "Which genres have an average price higher than the average price of all books?",
      "SELECT genre FROM book GROUP BY genre HAVING avg(price) > (SELECT avg(price) FROM book)",
      "average price is over the average price",
    ],
    [
      "lending",
      "Show the names of branches opened before 1999-01-01 or after 2002-01-01",
      "SELECT name FROM branches WHERE opened_on < '1999-01-01' OR opened_on > '2002-01-01'",
      "opened before 1 Jan 1999 or opened after 1 Jan 2002",
    ],
    [
      "library",
      "Which authors have an average price above 14 or below 8?",
      "SELECT a.name FROM author a JOIN book b USING (author_id) GROUP BY a.author_id HAVING avg(b.price) > 14 OR avg(b.price) < 8",
      "average price is over 14 or average price is below 8",
    ],
    [
      "library",
      "Show the genres that have more than 200 pages on average",
      "SELECT genre FROM book GROUP BY genre HAVING avg(pages) > 200",
      "average pages is over",
    ],
    [
      "league",
      "Show all positions with only one player",
      "SELECT position FROM players GROUP BY position HAVING count(*) = 1",
      "exactly one player",
    ],
    [
      "league",
      "What are the maximum and total number of spectators of all matches?",
      "SELECT max(spectators), sum(spectators) FROM matches",
      "total spectators",
    ],
    ["library", "What are the highest price, lowest pages of all books?", "SELECT max(price), min(pages) FROM book", "lowest pages"],
    [
      "library",
      "For each genre, show the title and price of its most expensive book",
      "SELECT title, price, genre FROM book b WHERE price = (SELECT max(price) FROM book WHERE genre = b.genre)",
      "of each genre",
    ],
    [
      "lending",
      "What are the cities of all branches and customers?",
      "SELECT city FROM branches UNION SELECT city FROM customers",
      "together with",
    ],
    [
      "league",
      "Show the names of teams that do not have two or more players",
      "SELECT team_name FROM teams WHERE team_id NOT IN (SELECT team_id FROM players GROUP BY team_id HAVING count(*) >= 2)",
      "fewer than 2 players",
    ],
    ["library", "Which books have 'al' in their title?", "SELECT title FROM book WHERE title LIKE '%al%'", "contains"],
    [
      "library",
      "Which books have a title that contains 'Salt' or 'Low'?",
      "SELECT title FROM book WHERE title LIKE '%Salt%' OR title LIKE '%Low%'",
      "or book title contains",
    ],
    [
      "clinic",
      "Show the cost of the visit made most recently",
      "SELECT cost FROM visits ORDER BY visit_date DESC LIMIT 1",
      "only the one with the latest visit date",
    ],
    [
      "lending",
      "Show the names of customers who have loans with a total amount of more than 4000",
      "SELECT c.full_name FROM customers c JOIN loans l ON l.customer_id = c.id GROUP BY c.id HAVING sum(l.amount) > 4000",
      "total amount is over 4,000",
    ],
    [
      "league",
      "Which teams have never been trained?",
      "SELECT team_name FROM teams WHERE team_id NOT IN (SELECT team_id FROM players)",
      "without players",
    ],
    [
      "lending",
      "Which customers have at least 2 accounts or at least 1 loan?",
      "SELECT full_name FROM customers WHERE id IN (SELECT customer_id FROM accounts GROUP BY 1 HAVING count(*) >= 2) UNION SELECT full_name FROM customers WHERE id IN (SELECT customer_id FROM loans)",
      "together with",
    ],
    [
      "library",
      "Show the number of books per genre ordered from most to least",
      "SELECT count(*), genre FROM book GROUP BY genre ORDER BY 1 DESC",
      "number of books, highest first",
    ],
    [
      "league",
      "How many teams have more than one player?",
      "SELECT count(*) FROM teams WHERE team_id IN (SELECT team_id FROM players GROUP BY team_id HAVING count(*) > 1)",
      "number of teams",
    ],
    [
      "clinic",
      "What is the average age of patients who have visits?",
      "SELECT avg(age) FROM patients WHERE patient_id IN (SELECT patient_id FROM visits)",
      "with visits",
    ],
    [
      "clinic",
      "Names of patients with visits between 2025-02-01 and 2025-02-28",
      "SELECT p.patient_name FROM patients p JOIN visits v USING (patient_id) WHERE v.visit_date BETWEEN '2025-02-01' AND '2025-02-28'",
      "visit date is between",
    ],
    [
      "clinic",
      "For each specialty, show the doctor with the highest salary",
      "SELECT specialty, doctor_name FROM doctors d WHERE salary = (SELECT max(salary) FROM doctors WHERE specialty = d.specialty)",
      "of each specialty",
    ],
    [
      "lending",
      "How many accounts were opened before 2025-02-01 12:00:00?",
      "SELECT count(*) FROM accounts WHERE opened_on < '2025-02-01 12:00:00'",
      "opened before 1 Feb 2025, 12:00",
    ],
    [
      "league",
      "What is the name of the youngest player with a birth year above 1998, and what is their position?",
      "SELECT player_name, position FROM players WHERE birth_year > 1998 ORDER BY birth_year DESC LIMIT 1",
      "position",
    ],
    [
      "library",
      "What are the titles of books with more than 200 pages, and how many pages do they have?",
      "SELECT title, pages FROM book WHERE pages > 200",
      "pages",
    ],
    [
      "library",
      "Show the titles, ordered by price for all books published after 2020-06-01",
      "SELECT title FROM book WHERE published > '2020-06-01' ORDER BY price",
      "published after 1 Jun 2020",
    ],
    [
      "league",
      "What are the names of all positions of players born after 2000?",
      "SELECT position FROM players WHERE birth_year > 2000",
      "position from players",
    ],
    [
      "league",
      "Names of teams that are not professional",
      "SELECT team_name FROM teams WHERE is_professional = 'N'",
      "is professional is N",
    ],
    [
      "league",
      "In which teams are there at least two wings?",
      "SELECT t.team_name FROM teams t JOIN players p ON p.team_id = t.team_id WHERE p.position = 'wing' GROUP BY t.team_id HAVING count(*) >= 2",
      "is at least 2",
    ],
    ["library", "Which titles contain the word 'Salt'?", "SELECT title FROM book WHERE title LIKE '%Salt%'", "book title"],
    ["league", "Show the birth_year of Ada", "SELECT birth_year FROM players WHERE player_name = 'Ada'", "birth year"],
    [
      "transit",
      "Names of stations in Deal, United Kingdom or in Reno, United States",
      "SELECT station_name FROM stations WHERE town LIKE '%Deal%' AND country = 'United Kingdom' UNION SELECT station_name FROM stations WHERE town LIKE '%Reno%' AND country = 'United States'",
      "together with",
    ],
    [
      "league",
      "Names of teams whose is professional is no",
      "SELECT team_name FROM teams WHERE is_professional = 'N'",
      "is professional is N",
    ],
    [
      "library",
      "Which books has Ann not borrowed?",
      "SELECT title FROM book WHERE book_id NOT IN (SELECT book_id FROM borrowing JOIN member USING (member_id) WHERE first_name = 'Ann')",
      "without",
    ],
  ])("%s: %s", async (name, question, gold, words) => {
    const { right, first } = await askAndCompare(name, question, gold);
    expect(
      right.some((text) => text.includes(words)),
      `${first}\n${right.join("\n")}`,
    ).toBe(true);
  });
});

const draft = (change: Partial<Draft>): Draft => ({ ...EMPTY_DRAFT, select: [plain(1)], ...change });

describe("plans that are left out", () => {
  it.each<[string, Draft, boolean]>([
    ["one column", draft({}), true],
    ["sets of one width", draft({ set: { op: "intersect", right: draft({}) } }), true],
    ["sets of unequal width", draft({ set: { op: "intersect", right: draft({ select: [plain(1), plain(2)] }) } }), false],
    ["an order by a count without groups", draft({ order: [{ item: { agg: "count", field: null }, dir: "desc" }] }), false],
    [
      "the same in the query of what must be absent",
      draft({ where: [{ kind: "in", column: 1, negated: true, query: draft({ having: [is(1, 2)] }) }] }),
      false,
    ],
    [
      "an aggregate among conditions on rows",
      draft({ where: [{ kind: "compare", item: { agg: "count", field: null }, op: ">", value: 2 }] }),
      false,
    ],
    ["a total of what is no number", draft({ select: [{ agg: "sum", field: { column: 1 } }] }), false],
  ])("%s can run: %#", async (_, one, runs) => {
    const { schema } = await openFixture("library");
    expect(isRunnable(one, schema)).toBe(runs);
  });

  it("one row has no two values in one column", async () => {
    const { schema } = await openFixture("library");
    expect([
      isSensible(draft({ where: [is(2, "a"), is(3, "b")] }), schema),
      isSensible(draft({ where: [is(2, "a"), is(2, "b")] }), schema),
    ]).toEqual([true, false]);
  });

  it("a ranking says whose the figures are", async () => {
    const { schema } = await openFixture("library");
    const counts = {
      select: [{ agg: "count", field: null }],
      group: [{ column: 1 }],
      order: [{ item: { agg: "count", field: null }, dir: "desc" }],
    } as const;
    expect([
      isSensible(draft({ ...counts, limit: 5 }), schema),
      isSensible(draft({ ...counts, limit: 5, select: [plain(1), ...counts.select] }), schema),
    ]).toEqual([false, true]);
  });

  it("says nothing twice", () => {
    const either = { kind: "or", items: [is(2, "a"), is(2, "a")] } as const;
    expect(tidy(draft({ select: [plain(1), plain(1)], where: [is(2, "a"), either] }))).toMatchObject({
      select: [plain(1)],
      where: [is(2, "a")],
    });
    const clean = draft({ where: [is(2, "a")] });
    expect(tidy(clean)).toBe(clean);
  });
});

it("puts a plan behind that leaves out a not, and none whose value says no", async () => {
  const { schema } = await openFixture("league");
  const id = (name: string) => schema.columns.findIndex((column) => column.name === name);
  const city = (op: "=" | "!="): Draft => draft({ select: [plain(id("team_name"))], where: [{ ...is(id("city"), "Oslo"), op }] });
  const firstOf = (text: string, plans: readonly Draft[]) =>
    searchPlans(plans, readQuestion(text, schema), (one) => plans.findIndex(({ where }) => where === one.where))[0]?.draft.where;
  const [positive, negative] = [city("="), city("!=")];
  expect(firstOf("names of teams not in Oslo", [negative, positive])).toEqual(negative.where);
  expect(firstOf("names of teams in Oslo", [negative, positive])).toEqual(positive.where);
  const no = draft({ select: [plain(id("team_name"))], where: [is(id("is_professional"), "N")] });
  expect(firstOf("names of teams that are not professional", [negative, no])).toEqual(no.where);
});

it("compiles rows behind a key under a name of their own", async () => {
  const { schema } = await openFixture("league");
  const id = (name: string) => schema.columns.findIndex((column) => column.name === name);
  const query = buildQuery(
    draft({
      select: [
        plain(id("match_id")),
        { agg: null, field: { column: id("team_name"), via: id("home_team_id") } },
        { agg: null, field: { column: id("team_name"), via: id("away_team_id") } },
      ],
    }),
    schema,
  );
  expect(query && compileQuery(query, "postgres").sql.replaceAll(/\s+/gu, " ")).toBe(
    "SELECT matches.match_id, teams_by_home_team_id.team_name AS home_team_team_name, teams_by_away_team_id.team_name AS away_team_team_name FROM matches JOIN teams AS teams_by_home_team_id ON matches.home_team_id = teams_by_home_team_id.team_id JOIN teams AS teams_by_away_team_id ON matches.away_team_id = teams_by_away_team_id.team_id",
  );
});
