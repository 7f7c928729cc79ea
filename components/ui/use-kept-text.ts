"use client";

import { useCallback, useState } from "react";
import { keepInTab, recallInTab } from "@/components/ui/tab-memory";

/** What is typed into a field that the server never renders, kept in this tab over a reload. @param key names the field */
export function useKeptText(key: string, initial: string): readonly [string, (text: string) => void] {
  const [text, setText] = useState(() => recallInTab(key) ?? initial);
  const type = useCallback(
    (next: string) => {
      setText(next);
      keepInTab(key, next === initial ? "" : next);
    },
    [key, initial],
  );
  return [text, type];
}
