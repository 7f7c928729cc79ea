import { AS_OF_DAY, addMonths } from "./calendar";
import type { Random } from "./random";

export type Installment = {
  readonly number: number;
  readonly dueOn: number;
  readonly principalCents: number;
  readonly interestCents: number;
  readonly paidOn: number | null;
};

export type Outcome = "on_schedule" | "paid_early" | "past_due" | "charged_off";

export type Schedule = {
  readonly status: "active" | "past_due" | "paid_off" | "charged_off";
  readonly installments: readonly Installment[];
  readonly outstandingCents: number;
  readonly closedOn: number | null;
};

type Terms = {
  readonly principalCents: number;
  readonly rate: number;
  readonly termMonths: number;
  readonly originatedOn: number;
  readonly interestOnly: boolean;
};

/**
 * The instalments of a loan and how it stands at as-of. Whole instalments are paid, in order; a loan is past due exactly when one due
 * before as-of is unpaid. An early pay-off replaces what was left by one last instalment, a charge-off withdraws what was unpaid.
 */
export function drawSchedule(random: Random, terms: Terms, outcome: Outcome): Schedule {
  const planned = planInstallments(terms);
  const dueBefore = planned.filter((installment) => installment.dueOn < AS_OF_DAY).length;
  if (outcome === "charged_off" && dueBefore >= 7) return chargeOff(random, terms, planned, dueBefore);
  if (outcome === "past_due" && dueBefore >= 1 && dueBefore < terms.termMonths + 3) return fallBehind(random, terms, planned, dueBefore);
  if (outcome === "paid_early" && dueBefore >= 6 && dueBefore < terms.termMonths) return payEarly(random, terms, planned, dueBefore);
  return settle(terms, payUntil(random, planned, dueBefore, true), null);
}

/** Level instalments, or interest alone with the principal at the end. Source: the annuity formula. */
function planInstallments({ principalCents, rate, termMonths, originatedOn, interestOnly }: Terms): Installment[] {
  const monthly = rate / 1200;
  const level = Math.round((principalCents * monthly) / (1 - Math.pow(1 + monthly, -termMonths)));
  let left = principalCents;
  return Array.from({ length: termMonths }, (_, index) => {
    const interestCents = Math.round(left * monthly);
    const isLast = index === termMonths - 1;
    const part = isLast ? left : interestOnly ? 0 : Math.min(left, level - interestCents);
    left -= part;
    return { number: index + 1, dueOn: addMonths(originatedOn, index + 1), principalCents: part, interestCents, paidOn: null };
  });
}

/**
 * Pays the first `count` instalments around their due days; `current` borrowers may also have paid what falls due today or in the next
 * days.
 */
function payUntil(random: Random, planned: readonly Installment[], count: number, current: boolean): Installment[] {
  const tardiness = random.chance(0.12) ? 0.5 : 0.08;
  let previous = 0;
  return planned.map((installment, index) => {
    const isNext = current && index >= count && installment.dueOn <= AS_OF_DAY + 6;
    if (index >= count && !isNext) return installment;
    const usual = installment.dueOn + drawDelay(random, tardiness);
    if (isNext && usual > AS_OF_DAY) return installment;
    previous = Math.max(previous, Math.min(AS_OF_DAY, usual));
    return { ...installment, paidOn: previous };
  });
}

function drawDelay(random: Random, tardiness: number): number {
  if (random.chance(tardiness)) return random.chance(0.7) ? random.int(1, 9) : random.int(10, 29);
  return random.chance(0.25) ? -random.int(1, 6) : 0;
}

function fallBehind(random: Random, terms: Terms, planned: readonly Installment[], dueBefore: number): Schedule {
  const missed = Math.min(dueBefore, 1 + Math.floor(random.exponential(1.1)));
  return settle(terms, payUntil(random, planned, dueBefore - missed, false), null);
}

function payEarly(random: Random, terms: Terms, planned: readonly Installment[], dueBefore: number): Schedule {
  const last = random.int(5, dueBefore - 1);
  const paid = planned.slice(0, last + 1);
  const rest = planned.slice(last + 1).reduce((sum, installment) => sum + installment.principalCents, 0);
  const replaced = paid.map((installment, index) =>
    index === last ? { ...installment, principalCents: installment.principalCents + rest } : installment,
  );
  return settle(terms, payUntil(random, replaced, replaced.length, false), null);
}

function chargeOff(random: Random, terms: Terms, planned: readonly Installment[], dueBefore: number): Schedule {
  const count = random.int(1, Math.min(dueBefore, terms.termMonths) - 6);
  const paid = payUntil(random, planned, count, false).slice(0, count);
  const firstMissed = planned[count]?.dueOn ?? AS_OF_DAY;
  return settle(terms, paid, Math.min(AS_OF_DAY, firstMissed + random.int(120, 150)));
}

function settle({ principalCents }: Terms, installments: readonly Installment[], chargedOffOn: number | null): Schedule {
  const paidCents = installments.reduce((sum, installment) => sum + (installment.paidOn === null ? 0 : installment.principalCents), 0);
  const outstandingCents = principalCents - paidCents;
  if (chargedOffOn !== null) return { status: "charged_off", installments, outstandingCents, closedOn: chargedOffOn };
  if (installments.every((installment) => installment.paidOn !== null)) {
    return { status: "paid_off", installments, outstandingCents, closedOn: installments.at(-1)?.paidOn ?? null };
  }
  const late = installments.some((installment) => installment.paidOn === null && installment.dueOn < AS_OF_DAY);
  return { status: late ? "past_due" : "active", installments, outstandingCents, closedOn: null };
}
