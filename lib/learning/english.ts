let known: Promise<ReadonlySet<string>> | null = null;

/** English words in lower case, read on first use: a word among them is never taken for a misspelt other one. */
export function englishWords(): Promise<ReadonlySet<string>> {
  known ??= import("an-array-of-english-words").then((module) => new Set<string>(module.default));
  return known;
}
