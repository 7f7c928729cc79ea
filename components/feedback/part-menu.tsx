"use client";

import { useId, useState, type KeyboardEvent } from "react";
import type { ShownPart, Takes } from "@/lib/engines/parts";

type Choice = ShownPart["choices"][number];
type Props = { readonly choices: readonly Choice[]; readonly onChoose: (choice: string, said: string) => void };

const LONG = 8;
const HINTS: Readonly<Record<Takes, string>> = { number: "a number", text: "a value", window: "such as last month" };

/**
 * What may stand in the place of a part: a list to go through with the arrow keys, to search where it is long; some choices take a word
 * more.
 */
export function PartMenu({ choices, onChoose }: Props) {
  const [search, setSearch] = useState("");
  const [typing, setTyping] = useState<Choice | null>(null);
  const words = search.trim().toLowerCase();
  const found = choices.filter(({ label }) => label.toLowerCase().includes(words));
  if (typing?.takes)
    return (
      <Typed label={typing.label} takes={typing.takes} onBack={() => setTyping(null)} onSay={(said) => onChoose(typing.label, said)} />
    );
  const choose = (choice: Choice | undefined) => {
    if (choice?.takes) setTyping(choice);
    else if (choice) onChoose(choice.label, "");
  };
  return (
    <div className="flex min-h-0 flex-col gap-1" onKeyDown={moveFocus}>
      {choices.length > LONG ? (
        <input
          autoFocus
          aria-label="Search these"
          placeholder="Search"
          className="field shrink-0"
          value={search}
          onChange={(event) => setSearch(event.target.value)}
          onKeyDown={(event) => event.key === "Enter" && choose(found[0])}
        />
      ) : null}
      <ul className="min-h-0 overflow-y-auto">
        {found.map((choice) => (
          <li key={choice.label}>
            <button
              type="button"
              data-choice
              className="min-h-11 w-full rounded-md px-2 py-1 text-left break-words hover:bg-sunken focus-visible:bg-sunken sm:min-h-9"
              onClick={() => choose(choice)}
            >
              {choice.label}
            </button>
          </li>
        ))}
      </ul>
      {found.length === 0 ? (
        <p role="status" className="px-2 py-1 text-sm text-muted">
          None of them.
        </p>
      ) : null}
    </div>
  );
}

/** Arrow keys go from choice to choice, and back to the search above them. */
function moveFocus(event: KeyboardEvent<HTMLElement>): void {
  if (event.key !== "ArrowDown" && event.key !== "ArrowUp") return;
  const stops = [...event.currentTarget.querySelectorAll<HTMLElement>("input, [data-choice]")];
  const at = stops.findIndex((stop) => stop === document.activeElement);
  stops[Math.max(0, Math.min(stops.length - 1, at + (event.key === "ArrowDown" ? 1 : -1)))]?.focus();
  event.preventDefault();
}

function Typed({
  label,
  takes,
  onBack,
  onSay,
}: {
  readonly label: string;
  readonly takes: Takes;
  readonly onBack: () => void;
  readonly onSay: (said: string) => void;
}) {
  const [said, setSaid] = useState("");
  const id = useId();
  return (
    <form
      className="flex flex-col gap-2 p-1"
      onSubmit={(event) => {
        event.preventDefault();
        onSay(said);
      }}
    >
      <label htmlFor={id} className="text-sm break-words">
        {label}
      </label>
      <input
        id={id}
        autoFocus
        className="field"
        inputMode={takes === "number" ? "decimal" : "text"}
        maxLength={400}
        placeholder={HINTS[takes]}
        value={said}
        onChange={(event) => setSaid(event.target.value)}
      />
      <div className="flex gap-2">
        <button type="submit" className="btn-primary" disabled={said.trim() === ""}>
          Use it
        </button>
        <button type="button" className="btn-quiet" onClick={onBack}>
          Back
        </button>
      </div>
    </form>
  );
}
