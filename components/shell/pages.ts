/** The pages beside the chat, in the order shown. */
export const PAGES = [
  ["/review", "Review"],
  ["/learning", "Learning"],
  ["/insights", "Insights"],
  ["/upkeep", "Upkeep"],
] as const;
