"use client";

import clsx from "clsx";
import { useState } from "react";

const LONG_TEXT = 420;
const LONG_LINES = 6;
const LOG_LINES = 3;

/** The question as it was asked. A long one is folded; pasted lines keep their columns. */
export function QuestionText({ id, text }: { readonly id: string; readonly text: string }) {
  const [open, setOpen] = useState(false);
  const lines = text.split("\n").length;
  const long = text.length > LONG_TEXT || lines > LONG_LINES;
  return (
    <div className="min-w-0">
      <h2
        id={id}
        className={clsx(
          "break-words whitespace-pre-wrap",
          lines > LOG_LINES ? "font-mono text-[0.8125rem] leading-relaxed" : "font-serif text-[1.35rem] leading-snug",
          long && !open && "line-clamp-6",
        )}
      >
        {text}
      </h2>
      {long ? (
        <button type="button" className="link min-h-11 text-sm sm:min-h-8" onClick={() => setOpen(!open)}>
          {open ? "Show less" : "Show all"}
        </button>
      ) : null}
    </div>
  );
}
