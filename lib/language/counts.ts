const COUNTS: Readonly<Record<string, number>> = {
  a: 1,
  one: 1,
  couple: 2,
  two: 2,
  three: 3,
  four: 4,
  five: 5,
  six: 6,
  seven: 7,
  eight: 8,
  nine: 9,
  ten: 10,
  eleven: 11,
  twelve: 12,
  fifteen: 15,
  twenty: 20,
  thirty: 30,
  sixty: 60,
  ninety: 90,
};

/** Pattern of a count in words or figures. */
export const COUNT = `\\d{1,4}|${Object.keys(COUNTS)
  .filter((word) => word !== "a" && word !== "couple")
  .join("|")}|(?:a )?couple(?: of)?`;
/** "three", "a couple of" or "12" as a number; NaN for any other word. */
export const numberOf = (text: string): number => COUNTS[text.replace(/^a /, "").replace(/ of$/, "")] ?? Number(text);
