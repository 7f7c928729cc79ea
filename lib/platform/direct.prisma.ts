import type { Prisma, PrismaClient } from "@/prisma/client/client";

/** What a column may hold as it is stored; JSON goes in as its text. */
export type Cells = Readonly<Record<string, string | number | Date | null>>;

/**
 * Adds a row, as a step of a transaction. For the rows that every question writes: the client plans each of its own writes
 * anew, which takes longer than the write. Table and columns are names of the schema, never words of people.
 * @param orElse what to do where the row is there already, as SQL
 */
export function insertRow(db: PrismaClient, table: Prisma.ModelName, cells: Cells, orElse = ""): Prisma.PrismaPromise<number> {
  const names = Object.keys(cells);
  return db.$executeRawUnsafe(
    `INSERT INTO "${table}" (${names.map((name) => `"${name}"`).join(", ")}) VALUES (${names.map(() => "?").join(", ")}) ${orElse}`,
    ...Object.values(cells),
  );
}

/** Changes a row by its id, as `insertRow` adds one. @throws Error where there is none */
export async function updateRow(db: PrismaClient, table: Prisma.ModelName, id: string, cells: Cells): Promise<void> {
  const changed = await db.$executeRawUnsafe(
    `UPDATE "${table}" SET ${Object.keys(cells)
      .map((name) => `"${name}" = ?`)
      .join(", ")} WHERE "id" = ?`,
    ...Object.values(cells),
    id,
  );
  if (changed === 0) throw new Error(`There is no such row of ${table} any more.`);
}
