import type { PlanError } from "@/lib/engines/engine";
import { clarified } from "@/lib/engines/shop/checks/clarify";
import { asOptions } from "@/lib/engines/shop/draft";
import type { Filter } from "@/lib/engines/shop/calls/filters";
import type { Frame } from "@/lib/engines/shop/said/frame";
import type { FoundCustomer } from "@/lib/engines/shop/said/vocabulary";
import type { Language } from "@/lib/language/translate";
import { escapePattern } from "@/lib/language/words";
import { err, ok, type Result } from "@/lib/platform/result";

/** Customers of the shop by a part of their name, or by a phone number or an address. */
export type PeopleLookup = {
  readonly findCustomers: (first: string | null, last: string | null) => Promise<readonly FoundCustomer[]>;
  readonly findByContact: (contact: string) => Promise<readonly FoundCustomer[]>;
};

/** "the customer with phone 01712345678": the customer of that number or address, by id. */
export async function withContact(text: string, { findByContact }: PeopleLookup): Promise<Result<string, PlanError>> {
  const contact = CONTACT.exec(text)?.[0];
  if (contact === undefined) return ok(text);
  const [only, ...others] = await findByContact(contact);
  if (only === undefined)
    return err(
      clarified({
        code: "unknown-words",
        message: `No customer has the phone number or address ${contact}.`,
        options: asOptions(["Show the newest customers", "Top 10 customers"]),
        intent: "customer_lookup",
      }),
    );
  if (others.length > 0)
    return err(
      clarified({
        code: "ambiguous",
        message: `${others.length + 1} customers have ${contact}. Which one?`,
        options: [only, ...others]
          .slice(0, 5)
          .map(({ id, name }) => ({ label: `${name} (customer ${id})`, question: text.replace(contact, `customer ${id}`) })),
        intent: "customer_lookup",
      }),
    );
  return ok(
    text.replace(
      new RegExp(`${CONTACT_OF}${escapePattern(contact)}`, "iu"),
      (said) => `${/^(?:by|on|under|of|for|from) /i.exec(said)?.[0] ?? ""}customer ${only.id}`,
    ),
  );
}

/**
 * The customers that a question names, as filters.
 * @param asked what the person wrote, in which a choice among several of one name is offered
 * @returns an error where nobody or more than one is called so
 */
export async function nameFilters(
  frame: Frame,
  { findCustomers }: PeopleLookup,
  asked: string,
  language: Language,
): Promise<Result<readonly Filter[], PlanError>> {
  const filters: Filter[] = [];
  for (const { first, last, isLeftOut } of frame.persons) {
    const name = [first, last].filter((part) => part !== null).join(" ");
    const found = await findCustomers(first, last);
    const exact = found.filter((customer) => customer.name.toLowerCase() === name.toLowerCase());
    const matches = exact.length > 0 && last !== null ? exact : found;
    const [only] = matches;
    if (!only)
      return err(
        clarified({
          code: "unknown-words",
          message: `No customer is called ${name}.`,
          options: asOptions(["Show the newest customers", "Top 10 customers"]),
          intent: "customer_lookup",
        }),
      );
    if (matches.length > 1) return err(sameName(name, last, matches, frame, asked, language));
    filters.push({ field: "customer", op: isLeftOut ? "not" : "is", values: [only.id], label: isLeftOut ? `not ${only.name}` : only.name });
  }
  return ok(filters);
}

const CUSTOMER: Readonly<Record<Language, string>> = { en: "customer", es: "cliente", bn: "গ্রাহক" };

function sameName(
  name: string,
  last: string | null,
  matches: readonly FoundCustomer[],
  frame: Frame,
  asked: string,
  language: Language,
): PlanError {
  const shown = last === null || matches.length === 0 ? name : (matches[0]?.name ?? name);
  const many = matches.length >= 200 ? "At least 200" : String(matches.length);
  const options = matches.slice(0, 5).map(({ id, name: full, city }) => ({
    label: `${full}${city === null ? "" : `, ${city}`} (${CUSTOMER[language]} ${id})`,
    question: asked.replace(new RegExp(name.split(" ").join("\\s+"), "i"), `${CUSTOMER[language]} ${id}`),
  }));
  return clarified({
    code: "ambiguous",
    message: `${many} customers are called ${shown}. Which one? Those with most orders come first.`,
    options,
    intent: "customer_lookup",
    confidence: 0.4,
    because: frame.because,
  });
}

const CONTACT = /\b[\w.+-]+@[\w-]+(?:\.[\w-]+)+|(?<![\p{L}\d-])(?!\d{4}-\d{1,2}-\d{1,2}(?!\d))\+?\d(?:[\d-]| (?=\d)){8,}\d(?!\d)/u;
const CONTACT_OF =
  "(?:(?:the |a )?(?:customer|client|buyer|person|someone|account)s? )?(?:(?:with|whose|at|having|has|who has|by|on|under|of|for|from) )?(?:(?:the |a )?(?:(?:tele)?phone|mobile|contact|e-?mail|cell)(?: (?:number|address|no\\.?))?(?: (?:is|=|:))? *)?";
