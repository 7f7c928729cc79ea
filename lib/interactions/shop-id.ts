import { z } from "zod";

const SENTENCE = "must be the number of a shop";

/** The number of a shop as it may be asked for; the roll-ups keep -1 for questions without one. */
export const ShopId = z.number(SENTENCE).int(SENTENCE).min(0, SENTENCE).max(999_999_999, SENTENCE);
