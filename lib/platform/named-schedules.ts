/** The schedules that have a name: every day, on Mondays and on the first of the month, at seven in the morning. */
export const NAMED_SCHEDULES: Readonly<Record<string, string>> = { daily: "0 7 * * *", weekly: "0 7 * * 1", monthly: "0 7 1 * *" };
