import type { EngineName } from "@/lib/engines/engine";
import { localTimeZone } from "@/lib/platform/clock";

/** A database that questions can be asked of: where it is and how its time runs. */
export type DataSource = {
  readonly id: string;
  readonly engine: Exclude<EngineName, "logs">;
  readonly name: string;
  /** The file; for a PostgreSQL database its URL without user and password. */
  readonly path: string;
  /** IANA name; relative windows and "now" are local to it. */
  readonly timeZone: string;
  /** Fixed "now" of demo data, ISO local time; null where the clock is now. */
  readonly asOf: string | null;
  /** 1 Monday to 7 Sunday. */
  readonly weekendDays: readonly number[];
  readonly currency: string | null;
};

const DEMO_AS_OF = "2026-11-18 15:30:00";

/** The shop database that set-up writes. @param dataDir where it lies */
export function shopSourceIn(dataDir: string): DataSource {
  return {
    id: "shop",
    engine: "shop",
    name: "Demo shop",
    path: `${dataDir}/shop.sqlite`,
    timeZone: "Asia/Dhaka",
    asOf: DEMO_AS_OF,
    weekendDays: [5, 6],
    currency: "BDT",
  };
}

/** The two databases that set-up writes. @param dataDir where they lie */
export function demoSources(dataDir: string): readonly DataSource[] {
  return [
    shopSourceIn(dataDir),
    {
      id: "bank",
      engine: "text2sql",
      name: "Demo bank",
      path: `${dataDir}/bank.sqlite`,
      timeZone: "UTC",
      asOf: DEMO_AS_OF,
      weekendDays: [6, 7],
      currency: "USD",
    },
  ];
}

/** Any other SQLite file, asked through text2sql by the clock of this machine. @param taken ids that are in use */
export function fileSource(
  path: string,
  taken: ReadonlySet<string>,
  named: { readonly id?: string; readonly name?: string } = {},
): DataSource {
  const fileName = path.split(/[\\/]/).pop() ?? path;
  return { id: freeId(named.id ?? fileName.replace(/\.[^.]+$/, ""), taken), name: named.name ?? fileName, path, ...ownSource() };
}

/**
 * A PostgreSQL database, asked through text2sql by the clock of this machine. @param url the connection URL; neither its user nor its
 * password is kept here
 */
export function postgresSource(url: string, taken: ReadonlySet<string>): DataSource {
  const { host, pathname } = new URL(url);
  const database = decodeURIComponent(pathname.slice(1));
  return { id: freeId(database, taken), name: `${database} on ${host}`, path: `postgres://${host}${pathname}`, ...ownSource() };
}

function ownSource(): Omit<DataSource, "id" | "name" | "path"> {
  return {
    engine: "text2sql",
    timeZone: localTimeZone(),
    asOf: null,
    weekendDays: [6, 7],
    currency: null,
  };
}

function freeId(name: string, taken: ReadonlySet<string>): string {
  const base =
    name
      .toLowerCase()
      .replace(/[^a-z0-9]+/g, "-")
      .replace(/^-|-$/g, "") || "database";
  let id = base;
  for (let copy = 2; taken.has(id); copy += 1) id = `${base}-${copy}`;
  return id;
}
