const NAMES: Readonly<Record<string, string>> = { empty: "nothing found", clarified: "asked back" };

/** How a question ended, in a word or two for people. @param outcome as stored */
export function outcomeName(outcome: string): string {
  return NAMES[outcome] ?? outcome;
}
