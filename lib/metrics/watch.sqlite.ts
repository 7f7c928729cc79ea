import { pathToFileURL } from "node:url";
import Database from "libsql";

const INTERVAL_MS = 250;

/**
 * Tells when any connection of any process has written to a SQLite file, by its data version. Polls only while
 * somebody listens.
 */
export class DatabaseWatch {
  readonly #listeners = new Set<() => void>();
  #timer: NodeJS.Timeout | null = null;
  #db: Database.Database | null = null;
  #version: unknown = null;

  constructor(readonly path: string) {}

  /** @param listener called after each change, soon  @returns a function that ends it */
  subscribe(listener: () => void): () => void {
    this.#listeners.add(listener);
    if (this.#timer === null) this.#start();
    return () => {
      this.#listeners.delete(listener);
      if (this.#listeners.size === 0) this.#stop();
    };
  }

  #start(): void {
    const db = new Database(`${pathToFileURL(this.path).href}?mode=ro`);
    const statement = db.prepare("PRAGMA data_version").pluck();
    const read = (): unknown => statement.all()[0];
    this.#db = db;
    this.#version = read();
    this.#timer = setInterval(() => {
      const version = read();
      if (version === this.#version) return;
      this.#version = version;
      for (const listener of [...this.#listeners]) listener();
    }, INTERVAL_MS);
    this.#timer.unref();
  }

  #stop(): void {
    if (this.#timer) clearInterval(this.#timer);
    this.#db?.close();
    this.#timer = null;
    this.#db = null;
  }
}
