import { expect, it } from "vitest";
import { refuseUnsafe } from "@/lib/engines/text2sql/refuse";

it.each([
  "Move Blue Gull to berth H07 please",
  "put Ann Lee on the late shift from monday",
  "cancel the booking of Ann Lee",
  "put Ann Lee on the night shift from Monday",
  "Please assign Tom to the night shift",
  "add 5 to every price",
  "could you send the invoice again",
  "Hi, increase all salaries by 5%",
  "Cancel Ann's lesson",
  "delete all loans",
  "mark loan 3 as paid",
  "SELECT 1; DROP TABLE loans",
])("does not do: %s", (text) => {
  expect(refuseUnsafe(text)?.outcome).toBe("refused");
});

it.each([
  "transfer amounts by month",
  "put sales by month in order",
  "put together, how many orders are there",
  "Add up the balances",
  "book titles",
  "cancelled bookings",
  "call duration per customer",
  "Close rate by month",
  "pay by department",
  "charge the most",
  "raise the average",
  "which invoices did we send to Ann",
  "Text messages sent to customers in May",
  "increase in sales from May to June",
  "move dates of boats",
])("asks for data: %s", (text) => {
  expect(refuseUnsafe(text)).toBeNull();
});
