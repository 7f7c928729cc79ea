import Database from "libsql";
import type { Value } from "@/lib/query/ir";
import type { SqlRunner } from "@/lib/query/runner";
import { introspect } from "@/lib/engines/text2sql/schema/introspect.fs";
import type { OpenedSource } from "@/lib/engines/text2sql/opened-source";

const LENDING = `
  CREATE TABLE branches (id INTEGER PRIMARY KEY, name TEXT, city TEXT, opened_on DATE);
  CREATE TABLE customers (id INTEGER PRIMARY KEY, full_name TEXT, city TEXT, date_of_birth DATE, branch_id INTEGER REFERENCES branches(id));
  CREATE TABLE accounts (id INTEGER PRIMARY KEY, customer_id INTEGER REFERENCES customers(id), account_type TEXT, balance REAL, opened_on DATE);
  CREATE TABLE loans (id INTEGER PRIMARY KEY, customer_id INTEGER REFERENCES customers(id), status TEXT, amount REAL, originated_on DATE);
  INSERT INTO branches VALUES (1, 'Harbour', 'Boston', '2001-05-01'), (2, 'Central', 'Chicago', '1998-02-11');
  INSERT INTO customers VALUES (1, 'Maria Garcia', 'Boston', '1980-01-02', 1), (2, 'Maria Garcia', 'Chicago', '1991-07-08', 2), (3, 'Tom Lind', 'Boston', '1975-03-03', 1), (4, 'Ida Berg', 'Chicago', '1988-11-30', 2);
  INSERT INTO accounts VALUES (1, 1, 'savings', 120.5, '2025-02-01'), (2, 2, 'money_market', 9000, '2025-03-09'), (3, 3, 'checking', 40, '2024-12-24'), (4, 4, 'money_market', 700, '2024-06-01'), (5, 3, 'savings', 15, '2025-03-20');
  INSERT INTO loans VALUES (1, 1, 'active', 5000, '2025-01-15'), (2, 3, 'active', 700, '2025-03-02'), (3, 4, 'past_due', 12000, '2024-03-15'), (4, 2, 'paid_off', 300, '2024-11-11');`;

const LIBRARY = `
  CREATE TABLE author (author_id INTEGER PRIMARY KEY, name TEXT, country TEXT);
  CREATE TABLE book (book_id INTEGER PRIMARY KEY, title TEXT, genre TEXT, pages INTEGER, price REAL, published DATE, author_id INTEGER REFERENCES author(author_id));
  CREATE TABLE member (member_id INTEGER PRIMARY KEY, first_name TEXT, last_name TEXT, city TEXT);
  CREATE TABLE borrowing (member_id INTEGER REFERENCES member(member_id), book_id INTEGER REFERENCES book(book_id), borrowed_on DATE);
  INSERT INTO author VALUES (1, 'Lea Holm', 'Denmark'), (2, 'Omar Said', 'Egypt'), (3, 'Kim Park', 'Korea');
  INSERT INTO book VALUES (1, 'Salt Roads', 'travel', 210, 12.5, '2019-04-01', 1), (2, 'Night Trains', 'travel', 340, 18, '2021-09-12', 1), (3, 'The Pale Kitchen', 'crime', 280, 9.9, '2020-01-20', 2), (4, 'Low Tide', 'poetry', 90, 7, '2021-03-03', 3);
  INSERT INTO member VALUES (1, 'Ann', 'Lee', 'Oslo'), (2, 'Bo', 'Lee', 'Bergen'), (3, 'Cy', 'Dahl', 'Oslo');
  INSERT INTO borrowing VALUES (1, 1, '2025-01-03'), (1, 2, '2025-02-10'), (2, 1, '2025-02-14'), (3, 3, '2024-12-30'), (1, 3, '2025-03-01');`;

const CLINIC = `
  CREATE TABLE doctors (doctor_id INTEGER PRIMARY KEY, doctor_name TEXT, specialty TEXT, salary INTEGER);
  CREATE TABLE patients (patient_id INTEGER PRIMARY KEY, patient_name TEXT, city TEXT, age INTEGER);
  CREATE TABLE visits (visit_id INTEGER PRIMARY KEY, doctor_id INTEGER REFERENCES doctors(doctor_id), patient_id INTEGER REFERENCES patients(patient_id), visit_date DATE, cost REAL);
  INSERT INTO doctors VALUES (1, 'Dr Weiss', 'cardiology', 90000), (2, 'Dr Alves', 'dermatology', 70000), (3, 'Dr Mori', 'cardiology', 110000);
  INSERT INTO patients VALUES (1, 'Ada', 'Porto', 30), (2, 'Ben', 'Lisbon', 61), (3, 'Cleo', 'Porto', 45);
  INSERT INTO visits VALUES (1, 1, 1, '2025-01-10', 100), (2, 1, 2, '2025-02-11', 250), (3, 2, 3, '2025-02-20', 80), (4, 3, 2, '2024-08-08', 400);`;

const TUTORING = `
  CREATE TABLE tutors (id INTEGER PRIMARY KEY, full_name TEXT NOT NULL, hourly_pay REAL NOT NULL, hired_on DATE NOT NULL, left_on DATE);
  CREATE TABLE students (id INTEGER PRIMARY KEY, full_name TEXT NOT NULL, tutor_id INTEGER REFERENCES tutors(id), joined_on DATE NOT NULL);
  CREATE TABLE rooms (id INTEGER PRIMARY KEY, code TEXT NOT NULL UNIQUE, list_price REAL NOT NULL, next_cleaning_on DATE, withdrawn_on DATE);
  CREATE TABLE lessons (id INTEGER PRIMARY KEY, student_id INTEGER NOT NULL REFERENCES students(id), room_id INTEGER REFERENCES rooms(id), kind TEXT NOT NULL, status TEXT NOT NULL, starts_at DATETIME NOT NULL, price REAL NOT NULL);
  CREATE TABLE tests (id INTEGER PRIMARY KEY, student_id INTEGER NOT NULL REFERENCES students(id), subject TEXT NOT NULL, taken_on DATE NOT NULL, result TEXT NOT NULL);
  CREATE TABLE bills (id INTEGER PRIMARY KEY, student_id INTEGER NOT NULL REFERENCES students(id), amount REAL NOT NULL, issued_on DATE NOT NULL, due_on DATE NOT NULL, paid_on DATE);
  INSERT INTO tutors VALUES (1, 'Ada Moss', 30, '2019-02-01', NULL), (2, 'Ben Reed', 25, '2021-06-15', '2025-01-31'), (3, 'Cleo Hart', 28, '2024-01-10', NULL);
  INSERT INTO students VALUES (1, 'Ines Park', 1, '2024-01-05'), (2, 'Jon Ash', 1, '2024-06-01'), (3, 'Kim Dale', NULL, '2024-09-12'), (4, 'Lee Ford', 3, '2025-01-20'), (5, 'Mia Gray', NULL, '2025-03-03');
  INSERT INTO rooms VALUES (1, 'R-1', 20, '2025-04-20', NULL), (2, 'R-2', 40, '2025-06-01', NULL), (3, 'R-3', 30, '2025-04-01', '2025-02-01');
  INSERT INTO lessons VALUES (1, 1, 1, 'piano', 'held', '2024-05-02 10:00:00', 20), (2, 1, 1, 'piano', 'held', '2025-02-03 10:00:00', 25), (3, 1, 2, 'singing', 'booked', '2025-04-18 09:00:00', 30), (4, 2, 2, 'singing', 'held', '2024-07-01 11:00:00', 40), (5, 2, 3, 'singing', 'cancelled', '2024-08-01 11:00:00', 35), (6, 3, 1, 'piano', 'held', '2025-03-20 15:00:00', 15), (7, 4, 2, 'piano', 'booked', '2025-05-06 15:00:00', 45), (8, 4, 2, 'singing', 'held', '2025-02-11 15:00:00', 45), (9, 4, 1, 'piano', 'held', '2025-04-02 15:00:00', 20);
  INSERT INTO tests VALUES (1, 1, 'theory', '2024-03-01', 'failed'), (2, 1, 'theory', '2024-05-01', 'passed'), (3, 1, 'practice', '2024-09-01', 'passed'), (4, 2, 'theory', '2024-08-10', 'passed'), (5, 2, 'practice', '2025-01-15', 'failed'), (6, 4, 'theory', '2025-03-02', 'passed');
  INSERT INTO bills VALUES (1, 1, 100, '2024-06-01', '2024-06-15', '2024-06-10'), (2, 1, 80, '2025-02-01', '2025-02-15', '2025-03-01'), (3, 2, 60, '2024-08-01', '2024-08-15', NULL), (4, 4, 90, '2025-04-01', '2025-04-22', NULL), (5, 3, 50, '2025-03-25', '2025-04-08', '2025-03-28');`;

const LEAGUE = `
  CREATE TABLE teams (team_id INTEGER PRIMARY KEY, team_name TEXT, city TEXT, is_professional TEXT);
  CREATE TABLE players (player_id INTEGER PRIMARY KEY, player_name TEXT, position TEXT, birth_year INTEGER, team_id INTEGER REFERENCES teams(team_id), captain_id INTEGER REFERENCES players(player_id));
  CREATE TABLE coaches (coach_id INTEGER PRIMARY KEY, coach_name TEXT, city TEXT, mentor INTEGER);
  CREATE TABLE matches (match_id INTEGER PRIMARY KEY, home_team_id INTEGER REFERENCES teams(team_id), away_team_id INTEGER REFERENCES teams(team_id), played_on DATE, spectators INTEGER);
  INSERT INTO teams VALUES (1, 'Foxes', 'Oslo', 'Y'), (2, 'Herons', 'Bergen', 'N'), (3, 'Otters', 'Tromso', 'Y'), (4, 'Elks', 'Hamar', 'N');
  INSERT INTO players VALUES (101, 'Ada', 'goalie', 1990, 1, NULL), (215, 'Bo', 'wing', 2001, 1, 101), (330, 'Cy', 'wing', 1995, 2, NULL), (441, 'Di', 'goalie', 2003, 2, 330), (552, 'Ed', 'centre', 1999, 3, NULL), (663, 'Fay', 'wing', 1988, 1, 101);
  INSERT INTO coaches VALUES (1, 'Gil', 'Oslo', 101), (2, 'Hal', 'Molde', 330), (3, 'Ida', 'Bergen', 101);
  INSERT INTO matches VALUES (1, 1, 2, '2025-01-04', 800), (2, 2, 3, '2025-02-01', 300), (3, 3, 1, '2025-03-08', 950), (4, 1, 3, '2024-11-20', 1200);`;

const CREW = ["agents", "cleaners", "conductors", "drivers", "engineers", "guards", "porters", "sellers"];

const TRANSIT = `
  ${CREW.map((name) => `CREATE TABLE ${name} (id INTEGER PRIMARY KEY, name TEXT, phone TEXT, email TEXT); INSERT INTO ${name} VALUES (1, 'One of ${name}', '${name.length}1', 'one@${name}.example');`).join("\n  ")}
  CREATE TABLE stations (station_id INTEGER PRIMARY KEY, station_name TEXT, town TEXT, country TEXT, state TEXT);
  CREATE TABLE trips (tripno INTEGER PRIMARY KEY, src_station_id INTEGER REFERENCES stations(station_id), dst_station_id INTEGER REFERENCES stations(station_id), mean_speed_kmh REAL, kind TEXT);
  CREATE TABLE apartments (apt_id INTEGER PRIMARY KEY, apt_number TEXT, station_id INTEGER REFERENCES stations(station_id));
  INSERT INTO stations VALUES (1, 'Quay', 'Deal, Kent', 'United Kingdom', NULL), (2, 'Mill', 'Dover, Kent', 'United Kingdom', NULL), (3, 'Fell', 'Oslo, Viken', 'Norway', NULL), (4, 'Lane', 'Fresno', 'United States', 'CA'), (5, 'Gate', 'Reno', 'United States', 'NV');
  INSERT INTO trips VALUES (7, 1, 2, 80.5, 'Excursions'), (8, 1, 3, 61, 'Commuter'), (9, 4, 3, 95, 'Excursions'), (12, 3, 4, 70, 'Commuter');
  INSERT INTO apartments VALUES (3, '12a', 1), (5, '7', 4);`;

export const DATABASES = {
  lending: LENDING,
  library: LIBRARY,
  clinic: CLINIC,
  league: LEAGUE,
  transit: TRANSIT,
  tutoring: TUTORING,
} as const;

/** One of the small databases, in memory and ready to be asked. */
export async function openFixture(name: keyof typeof DATABASES): Promise<OpenedSource> {
  return openStatements(DATABASES[name]);
}

/** A database in memory that these statements make. */
export async function openStatements(sql: string): Promise<OpenedSource> {
  const db = new Database(":memory:");
  db.exec(sql);
  const runner: SqlRunner = {
    dialect: "sqlite",
    run: async ({ sql, params }) => {
      const statement = db.prepare(sql);
      // The driver types rows as unknown; a raw row is a list of SQLite values.
      const rows = statement.raw(true).all(...params) as Value[][];
      return {
        ok: true,
        value: { columns: statement.columns().map((column) => column.name), rows, rowCount: rows.length, truncated: false, elapsedMs: 0 },
      };
    },
  };
  const schema = await introspect(runner);
  if (!schema.ok) throw new Error(schema.error.code);
  return { runner, schema: schema.value };
}
