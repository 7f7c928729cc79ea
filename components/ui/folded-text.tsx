"use client";

import clsx from "clsx";
import { useState } from "react";

const LONG_TEXT = 420;
const LONG_LINES = 6;

type Props = { readonly text: string; readonly as?: "h2" | "p"; readonly id?: string; readonly className?: string };

/** What a person wrote, in full where it is short; a long one shows its first lines and the rest at a press. */
export function FoldedText({ text, as: Tag = "p", id, className }: Props) {
  const [open, setOpen] = useState(false);
  const long = text.length > LONG_TEXT || text.split("\n").length > LONG_LINES;
  return (
    <div className="min-w-0">
      <Tag id={id} className={clsx("break-words", className, long && !open && "line-clamp-6")}>
        {text}
      </Tag>
      {long ? (
        <button type="button" className="link min-h-11 text-sm sm:min-h-8" aria-expanded={open} onClick={() => setOpen(!open)}>
          {open ? "Show less" : "Show all"}
        </button>
      ) : null}
    </div>
  );
}
