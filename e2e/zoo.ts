import Database from "libsql";

/** A small database of nobody's: animals and their keepers. */
export function makeZoo(path: string): void {
  const db = new Database(path);
  db.exec(`
    CREATE TABLE keepers (id INTEGER PRIMARY KEY, name TEXT NOT NULL, city TEXT NOT NULL);
    CREATE TABLE animals (id INTEGER PRIMARY KEY, name TEXT NOT NULL, species TEXT NOT NULL, weight_kg REAL NOT NULL, keeper_id INTEGER NOT NULL REFERENCES keepers(id));
    INSERT INTO keepers VALUES (1, 'Mira', 'Lagos'), (2, 'Tomas', 'Porto'), (3, 'Anouk', 'Porto');
    INSERT INTO animals VALUES (1, 'Bola', 'otter', 9.5, 1), (2, 'Kito', 'zebra', 310, 2), (3, 'Luma', 'zebra', 295, 2), (4, 'Pip', 'otter', 8.1, 3), (5, 'Sol', 'tapir', 220, 3);
  `);
  db.close();
}
