import type { Prisma, PrismaClient } from "@/prisma/client/client";
import { runDirectly } from "@/lib/platform/client.prisma";
import type { Direct } from "@/lib/platform/connection.sqlite";

/**
 * What every question reads and writes, as SQL: the client plans each of its own statements anew, which takes several times as
 * long as the statement. Tables and columns are names of the schema, never words of people.
 */

/** What a column may hold as it is stored; JSON goes in as its text. */
export type Cells = Readonly<Record<string, string | number | Date | null>>;

/** A new row. @param orElse what to do where the row is there already, as SQL */
export function rowOf(table: Prisma.ModelName, cells: Cells, orElse = ""): Direct {
  const names = Object.keys(cells);
  return {
    sql: `INSERT INTO "${table}" (${names.map((name) => `"${name}"`).join(", ")}) VALUES (${names.map(() => "?").join(", ")}) ${orElse}`,
    args: Object.values(cells).map(stored),
  };
}

/** Adds rows, all or none. */
export async function addRows(db: PrismaClient, rows: readonly Direct[]): Promise<void> {
  await runDirectly(db, rows);
}

/** Changes a row by its id. @throws Error where there is none */
export async function updateRow(db: PrismaClient, table: Prisma.ModelName, id: string, cells: Cells): Promise<void> {
  const names = Object.keys(cells).map((name) => `"${name}" = ?`);
  const sql = `UPDATE "${table}" SET ${names.join(", ")} WHERE "id" = ?`;
  const [changed] = await runDirectly(db, [{ sql, args: [...Object.values(cells).map(stored), id] }]);
  if (changed?.rowsAffected === 0) throw new Error(`There is no such row of ${table} any more.`);
}

/** Whether a table holds a row of this kind. @param condition SQL with a `?` for each of `args` */
export async function hasRow(
  db: PrismaClient,
  table: Prisma.ModelName,
  condition: string,
  ...args: readonly (string | number | null)[]
): Promise<boolean> {
  const [found] = await runDirectly(db, [{ sql: `SELECT 1 FROM "${table}" WHERE ${condition} LIMIT 1`, args }]);
  return found !== undefined && found.rows.length > 0;
}

/** A moment as the client stores it. */
function stored(cell: Cells[string]): string | number | null {
  return cell instanceof Date ? cell.toISOString().replace("Z", "+00:00") : cell;
}
