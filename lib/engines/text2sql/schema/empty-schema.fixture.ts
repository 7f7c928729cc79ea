import type { Schema } from "@/lib/engines/text2sql/schema/schema";

/** A database without tables, for what does not look at them. */
export const EMPTY_SCHEMA: Schema = {
  tables: [],
  columns: [],
  links: [],
  values: new Map(),
  valueWords: new Map(),
  innerWords: new Map(),
  sharedWords: new Map(),
  hash: "",
};
