import type { Understood } from "@/lib/answers/answer";
import { err, ok, type Result } from "@/lib/platform/result";
import { findWindow } from "@/lib/language/windows";
import type { DateWindow, WindowContext } from "@/lib/language/date-window";

/** What a choice still needs to be told: a number, a text, or a window of time in words. */
export type Takes = "number" | "text" | "window";
/** A part of a reading as it is shown: its words, and what may stand in its place. */
export type ShownPart = {
  readonly id: string;
  readonly part: Understood["part"];
  readonly text: string;
  /** Not in the reading yet. */ readonly isNew: boolean;
  readonly choices: readonly { readonly label: string; readonly takes: Takes | null }[];
};
/** One part changed: the choice of its label, and what was typed where it takes something. */
export type PartChange = { readonly part: string; readonly choice: string; readonly said: string };

/** What may stand in the place of a part. `make` gives null where what was said does not fit. */
export type Choice<T> = { readonly label: string; readonly takes: Takes | null; readonly make: (said: string) => T | null };
/** A part of a reading that can be changed; `T` is the reading. */
export type Part<T> = Omit<ShownPart, "choices"> & { readonly choices: readonly Choice<T>[] };

/** A choice that needs nothing more. */
export function choice<T>(label: string, made: T | null): Choice<T> {
  return { label, takes: null, make: () => made };
}

/** A choice of a number; anything else said makes nothing. */
export function numberChoice<T>(label: string, make: (value: number) => T | null): Choice<T> {
  return {
    label,
    takes: "number",
    make: (said) => {
      const value = Number(said.replaceAll(/[\s,_]/gu, ""));
      return said.trim() === "" || !Number.isFinite(value) ? null : make(value);
    },
  };
}

/** A choice of a text. */
export function textChoice<T>(label: string, make: (text: string) => T | null): Choice<T> {
  return { label, takes: "text", make: (said) => (said.trim() === "" ? null : make(said.trim())) };
}

const USUAL_WINDOWS = [
  "today",
  "yesterday",
  "last 7 days",
  "last 30 days",
  "this week",
  "last week",
  "this month",
  "last month",
  "this quarter",
  "last quarter",
  "this year",
  "last year",
] as const;

/** The usual windows as of now, and one of any other words. */
export function windowChoices<T>(context: WindowContext, make: (window: DateWindow) => T | null): readonly Choice<T>[] {
  const usual = USUAL_WINDOWS.flatMap((label): Choice<T>[] => {
    const found = findWindow(label, context);
    return found ? [choice(label, make(found.window))] : [];
  });
  const another: Choice<T> = {
    label: "another time …",
    takes: "window",
    make: (said) => {
      const found = findWindow(said, context);
      return found && (found.window.from !== null || found.window.to !== null) ? make(found.window) : null;
    },
  };
  return [...usual, another];
}

/** A part with the choices that make something else than what there is, each label once. */
export function partOf<T>(id: string, part: Understood["part"], text: string, choices: readonly Choice<T>[], isNew = false): Part<T> {
  const labels = new Set([text]);
  const left = choices.filter((one) => (one.takes !== null || one.make("") !== null) && !labels.has(one.label) && labels.add(one.label));
  return { id, part, text, isNew, choices: left };
}

/** The same parts of something that is made from `T`. */
export function mapParts<T, U>(parts: readonly Part<T>[], into: (made: T) => U | null): readonly Part<U>[] {
  const then = (made: T | null) => (made === null ? null : into(made));
  return parts.map(({ choices, ...part }) => ({
    ...part,
    choices: choices.map(({ make, ...one }) => ({ ...one, make: (said: string) => then(make(said)) })),
  }));
}

const ASKED: Readonly<Record<Takes, string>> = {
  number: "a number",
  text: "a value that is there",
  window: "a time, such as “last month” or “March 2026”",
};

/** The reading after one change, or a sentence that says why it cannot be made. */
export function applyChange<T>(parts: readonly Part<T>[], { part, choice: label, said }: PartChange): Result<T, string> {
  const chosen = parts.find(({ id }) => id === part)?.choices.find((one) => one.label === label);
  if (!chosen) return err("That change is not offered any more. Open the fix again.");
  const made = chosen.make(said);
  if (made !== null) return ok(made);
  return err(
    chosen.takes === null
      ? "That change does not fit the rest of the answer."
      : said.trim() === ""
        ? `Type ${ASKED[chosen.takes]}.`
        : `“${said.trim()}” does not fit here. Type ${ASKED[chosen.takes]}.`,
  );
}

/** The parts without what makes them, for the screen. */
export function shownParts<T>(parts: readonly Part<T>[]): readonly ShownPart[] {
  return parts.flatMap(({ choices, ...part }) =>
    choices.length === 0 && part.isNew ? [] : [{ ...part, choices: choices.map(({ label, takes }) => ({ label, takes })) }],
  );
}

/** A reading in words: its parts one after the other. */
export function sayParts<T>(parts: readonly Part<T>[]): string {
  return parts.flatMap(({ text, isNew }) => (isNew ? [] : [text])).join(" · ");
}
