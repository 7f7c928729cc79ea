export type Cell = string | number | null;

/** One table to be made; `columns` maps a name to its SQL type and constraints, in order. */
export type TableSpec = {
  readonly name: string;
  readonly columns: Readonly<Record<string, string>>;
  /** Table constraints, such as a composite primary key. */
  readonly constraints?: readonly string[];
  /** Each entry lists the columns of one index. */
  readonly indexes: readonly (readonly string[])[];
};

export type TableData = {
  readonly spec: TableSpec;
  readonly rows: readonly Readonly<Record<string, Cell>>[];
};

/** A column that may hold only the values named. */
export function oneOf(column: string, values: readonly string[], nullable = false): string {
  const list = values.map((value) => `'${value}'`).join(", ");
  return `TEXT${nullable ? "" : " NOT NULL"} CHECK (${column} IN (${list}))`;
}

export function flag(column: string): string {
  return `BOOLEAN NOT NULL CHECK (${column} IN (0, 1))`;
}

/** A foreign key to `table.id`. */
export function refersTo(table: string, nullable = false): string {
  return `INTEGER${nullable ? "" : " NOT NULL"} REFERENCES ${table}(id)`;
}

/** Ids 1, 2, 3 … in the order of a time; equal times keep their order. */
export function numbered<T>(items: readonly T[], timeOf: (item: T) => number): ReadonlyMap<T, number> {
  const sorted = [...items].sort((left, right) => timeOf(left) - timeOf(right));
  return new Map(sorted.map((item, index) => [item, index + 1]));
}

/** @throws Error when the item was never numbered */
export function idOf<T>(ids: ReadonlyMap<T, number>, item: T): number {
  const id = ids.get(item);
  if (id === undefined) throw new Error("a row refers to something that is not in its table");
  return id;
}

/** Items by key, in their order. */
export function grouped<K, T>(items: readonly T[], keyOf: (item: T) => K): ReadonlyMap<K, T[]> {
  const groups = new Map<K, T[]>();
  for (const item of items) {
    const key = keyOf(item);
    const group = groups.get(key);
    if (group === undefined) groups.set(key, [item]);
    else group.push(item);
  }
  return groups;
}
