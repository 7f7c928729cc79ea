/** What is said where the shop's database is not there or holds no shop, whichever shop is asked for. */
export const NO_SHOPS =
  "The shop's records cannot be reached. Put shop.sqlite back into the folder TELLBACK_DATA_DIR, or run npm run setup, which writes the demo shop.";
