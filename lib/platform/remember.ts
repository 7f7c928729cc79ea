/**
 * Keeps one long-lived handle (database client, worker pool, loaded model) per process.
 * Hot reload re-evaluates modules, so the handle lives on `globalThis`.
 */
export function remember<T>(name: string, make: () => T): T {
  const key = Symbol.for(`tellback.${name}`);
  const store: { [key: symbol]: unknown } = globalThis;
  if (!(key in store)) store[key] = make();
  // The symbol is private to this name, so what is stored under it is what `make` returned.
  return store[key] as T;
}
