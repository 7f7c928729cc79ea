/** What two queries share that differ in values and spelling only: questions with one family ask the same. */
export function familyOf(sql: string): string {
  return sql
    .toLowerCase()
    .replaceAll(/'[^']*'|\b\d+(?:\.\d+)?\b/gu, "?")
    .replaceAll(/\s+/gu, " ")
    .trim();
}
