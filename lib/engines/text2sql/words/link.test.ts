import { describe, expect, it } from "vitest";
import { openFixture, openStatements, type DATABASES } from "@/lib/engines/text2sql/databases.fixture.sqlite";
import { joinSigns, readQuestion, shareFirstWord } from "@/lib/engines/text2sql/words/read";
import { tokenise } from "@/lib/language/words";
import { humanWords, sharedMark } from "@/lib/engines/text2sql/schema/names";

/** What the words of a question are taken for: the best column, table and value of each mention. */
async function mentionsOf(name: keyof typeof DATABASES, question: string): Promise<readonly string[]> {
  const { schema } = await openFixture(name);
  const nameOf = (id: number | undefined) =>
    id === undefined ? "" : `${schema.tables[schema.columns[id]?.table ?? -1]?.name}.${schema.columns[id]?.name}`;
  return readQuestion(question, schema).atoms.flatMap(({ text, mention }) => {
    const { column, score } = mention?.columns[0] ?? { column: undefined, score: 0 };
    const table = mention?.tables[0];
    const value = mention?.values[0];
    const best =
      value && value.score > Math.max(score, table?.score ?? 0)
        ? `${nameOf(value.column)} = ${value.isPart ? "…" : ""}${value.value}`
        : table && table.score > score
          ? schema.tables[table.table]?.name
          : nameOf(column);
    return mention ? [`${text}: ${best}`] : [];
  });
}

describe("words of a question", () => {
  it.each<[keyof typeof DATABASES, string, readonly string[]]>([
    ["transit", "the apartment number", ["apartment number: apartments.apt_number"]],
    ["transit", "trip numbers", ["trip numbers: trips.tripno"]],
    ["league", "the player number", ["player number: players.player_id"]],
    ["transit", "the average speed of trips", ["average speed: trips.mean_speed_kmh", "trips: trips"]],
    ["library", "the average price of books", ["price: book.price", "books: book"]],
    ["transit", "stations in the UK", ["stations: stations", "UK: stations.country = United Kingdom"]],
    [
      "transit",
      "stations in the United States of America",
      ["stations: stations", "United States of America: stations.country = United States"],
    ],
    ["transit", "stations of Nevada", ["stations: stations", "Nevada: stations.state = NV"]],
    ["transit", "stations from Kent", ["stations: stations", "Kent: stations.town = …Kent"]],
    ["transit", "an excursion", ["excursion: trips.kind = Excursions"]],
    ["transit", "trips of kind Excurson", ["trips: trips", "kind: trips.kind", "Excurson: trips.kind = Excursions"]],
    ["league", "the birth year of the players", ["birth year: players.birth_year", "players: players"]],
    ["clinic", "doctors earning over 80000", ["doctors: doctors", "earning: doctors.salary"]],
    ["clinic", "the doctor salary", ["doctor salary: doctors.salary"]],
    [
      "transit",
      "the mean speed and the station_id of stations",
      ["mean speed: trips.mean_speed_kmh", "station id: stations.station_id", "stations: stations"],
    ],
    ["league", "show us the captain", ["captain: players.captain_id"]],
  ])("%s: %s", async (name, question, mentions) => {
    expect(await mentionsOf(name, question)).toEqual(mentions);
  });

  it("takes no word of the sentence for one of many codes that is spelled like it", async () => {
    const codes = ["END", "TOP", "RUN", "GO", "ORD", "LAX", "SFO", "JFK", "BOS", "SEA", "DEN", "ATL", "MIA", "PHX", "DTW", "ORER"];
    const { schema } = await openStatements(
      `CREATE TABLE airports (id INTEGER PRIMARY KEY, iata TEXT); INSERT INTO airports VALUES ${codes.map((code, at) => `(${at}, '${code}')`).join(", ")};`,
    );
    const valuesOf = (question: string) =>
      readQuestion(question, schema).atoms.flatMap(({ mention }) => mention?.values.map(({ value }) => value) ?? []);
    expect(valuesOf("the top airports that most routes end at? Order them by runs")).toEqual([]);
    expect(valuesOf("airports with the code END or sfo")).toEqual(["END", "SFO"]);
  });

  it("keeps the columns of the tables that the question names", async () => {
    const { schema } = await openFixture("transit");
    const phones = readQuestion("the phone of the seller", schema)
      .atoms.find(({ text }) => text === "phone")
      ?.mention?.columns.map(({ column }) => schema.tables[schema.columns[column]?.table ?? -1]?.name);
    expect(phones).toHaveLength(6);
    expect(phones).toContain("sellers");
  });
});

it.each([
  ["between -50 and 50", [-50, 50]],
  ["over -1,200", [-1200]],
  ["from 20-50", []],
  ["10 - 20", [10, 20]],
])("numbers of %s", (text, numbers) => {
  expect(joinSigns(tokenise(text)).flatMap(({ number }) => number ?? [])).toEqual(numbers);
});

describe("names of columns", () => {
  it.each<[string, readonly string[], string]>([
    ["apt_id", ["bookings"], "apartment id"],
    ["cst_name", ["customers"], "customer name"],
    ["deptno", ["staff"], "department number"],
    ["flno", ["flight"], "flight number"],
    ["casino", ["venue"], "casino"],
    ["src_port", ["routes"], "source port"],
    ["why_text", ["wharves"], "why text"],
    ["tblInvoice", [], "invoice"],
    ["dim_customer", [], "customer"],
    ["tblveh", [], "vehicle"],
    ["tbl", [], "tbl"],
    ["RegNo", ["vehicle"], "registration number"],
    ["reg_name", ["shop"], "region name"],
    ["TotAmt", ["invoice"], "total amount"],
    ["PaidDt", ["invoice"], "paid date"],
    ["CUSTNM", ["order"], "customer name"],
    ["orderid", ["line"], "order id"],
    ["unpaid", ["bill"], "unpaid"],
    ["l_nm", ["guest"], "last name"],
    ["fst_nm", ["guest"], "first name"],
    ["price_lst", ["shop"], "price lst"],
    ["stat_cd", ["claim"], "status code"],
    ["n_rooms", ["house"], "number rooms"],
    ["dt_reg", ["member"], "registration date"],
    ["rep_nm", ["shop"], "rep name"],
    ["dt_due", ["loan"], "due date"],
    ["date_of_birth", ["guest"], "date of birth"],
    ["dt_from", ["lease"], "date from"],
  ])("%s of %j", (name, owner, words) => {
    expect(humanWords(name, owner).join(" ")).toBe(words);
  });
});

it.each([
  ["the team name and city", "the team name and city"],
  ["the home team id and away team id", "the home team id and away team id"],
  ["the birth year and position", "the birth year and position"],
])("a first word is shared only where a table has both names: %s", async (question, read) => {
  const { schema } = await openFixture("league");
  expect(
    shareFirstWord(tokenise(question), schema)
      .map(({ text }) => text)
      .join(" "),
  ).toBe(read);
});

it("a first word said once is read for both columns", async () => {
  const { schema } = await openFixture("library");
  const columns = schema.columns.map((column) =>
    column.name === "pages"
      ? { ...column, lemmas: ["cover", "code"] }
      : column.name === "genre"
        ? { ...column, lemmas: ["cover", "colour"] }
        : column,
  );
  expect(
    shareFirstWord(tokenise("the cover code and colour of books"), { ...schema, columns })
      .map(({ text }) => text)
      .join(" "),
  ).toBe("the cover code and cover colour of books");
});

it.each([
  ["HasWiFi", "has wifi"],
  ["RAM_MiB", "ram mib"],
  ["lastName", "last name"],
])("marks of units and names stay whole in identifiers: %s", (identifier, words) => {
  expect(humanWords(identifier).join(" ")).toBe(words);
});

it.each([
  [["cu_id", "cu_name", "cu_phone"], ["customer"], "cu_"],
  [["tk_id", "tk_in", "tk_paid"], ["ticket"], "tk_"],
  [["cu_id", "cu_name"], ["customer"], ""],
  [["cu_id", "cu_name", "phone"], ["customer"], ""],
  [["pet_id", "pet_name", "pet_age"], ["pets"], ""],
  [["emp_no", "emp_name", "emp_city"], ["employee"], ""],
  [["due_on", "due_amount", "due_to"], ["invoice"], ""],
  [["TKT_NO", "TKT_DATE", "TKT_STATE"], ["job"], "TKT_"],
])("tells the mark that %j of %j share", (names, owner, mark) => {
  expect(sharedMark(names, owner)).toBe(mark);
});
