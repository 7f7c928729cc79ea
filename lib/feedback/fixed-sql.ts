/** Ids of the answers that people corrected, or made a rule about log lines of, as a subquery: whatever its rating, such an answer was wrong. */
export const FIXED_SQL = `(SELECT "interactionId" FROM "Correction" UNION SELECT "interactionId" FROM "LogRule")`;
