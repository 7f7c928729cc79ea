import { AS_OF_DAY, dayOf, isoDay } from "./calendar";
import type { Random } from "./random";
import type { Customer } from "./bank-people";
import type { Loan } from "./bank-loans";
import { grouped } from "./tables";

const RATING_LABELS = [
  "exemplary",
  "excellent",
  "strong",
  "good",
  "acceptable",
  "watch",
  "special mention",
  "substandard",
  "doubtful",
  "loss",
] as const;

type Source = "officer" | "credit_review" | "regulator";

export type Rating = { readonly customer: Customer; readonly source: Source; readonly rating: number; readonly ratedOn: number };

/** A history of ratings for everybody with a loan, in the order in which they were given; trouble with a loan shows in the later ones. */
export function drawRatings(random: Random, loans: readonly Loan[]): Rating[] {
  const ratings = [...grouped(loans, (loan) => loan.customer)].flatMap(([customer, owned]) => drawHistory(random, customer, owned));
  return ratings.sort((left, right) => left.ratedOn - right.ratedOn);
}

function drawHistory(random: Random, customer: Customer, loans: readonly Loan[]): Rating[] {
  const quality = Math.min(6.4, Math.max(1.2, random.normal(3.9, 1)));
  const decline = Math.max(...loans.map(troubleOf));
  const since = Math.max(Math.min(...loans.map((loan) => loan.appliedOn)), dayOf("2021-01-04"));
  const ratings: Rating[] = [];
  const rate = (source: Source, day: number, noise: number): void => {
    const progress = Math.pow((day - since) / Math.max(1, AS_OF_DAY - since), 2);
    const level = quality + decline * progress + random.normal(0, noise);
    ratings.push({ customer, source, rating: Math.min(10, Math.max(1, Math.round(level))), ratedOn: day });
  };
  const examined = customer.type === "business" && random.chance(0.35);
  for (let day = Math.min(AS_OF_DAY, since + random.int(0, 5)); day <= AS_OF_DAY; day += random.int(200, 430)) {
    rate("officer", day, 0.35);
    if (random.chance(customer.type === "business" ? 0.5 : 0.13))
      rate("credit_review", Math.min(AS_OF_DAY, day + (random.chance(0.3) ? 0 : random.int(5, 60))), 0.8);
    if (examined && random.chance(0.3)) rate("regulator", Math.min(AS_OF_DAY, day + random.int(0, 90)), 0.9);
  }
  if (decline > 0) rate("officer", AS_OF_DAY - random.int(0, Math.min(45, AS_OF_DAY - since)), 0.4);
  return ratings;
}

function troubleOf(loan: Loan): number {
  switch (loan.status) {
    case "charged_off":
      return 4.6;
    case "past_due":
      return (
        1 +
        0.9 * Math.min(4, loan.installments.filter((installment) => installment.paidOn === null && installment.dueOn < AS_OF_DAY).length)
      );
    case "applied":
    case "active":
    case "paid_off":
      return 0;
    default:
      return loan.status satisfies never;
  }
}

/** The latest rating of each customer; of two on one day the later entry. */
export function currentRatings(ratings: readonly Rating[]): ReadonlyMap<Customer, number> {
  return new Map(ratings.map((rating) => [rating.customer, rating.rating]));
}

export function ratingRow({ customer, source, rating, ratedOn }: Rating, id: number) {
  return { id, customer_id: customer.id, source, rating, label: RATING_LABELS[rating - 1] ?? "", rated_on: isoDay(ratedOn) };
}
