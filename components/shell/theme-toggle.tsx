"use client";

import { Monitor, Moon, Sun } from "lucide-react";
import { useTheme } from "next-themes";
import { useSyncExternalStore } from "react";

const THEMES = [
  { name: "system", label: "System", icon: Monitor },
  { name: "light", label: "Light", icon: Sun },
  { name: "dark", label: "Dark", icon: Moon },
] as const;

const noChange = () => () => {};

/** One button through the three themes; it names the one in use, and on the server none is known. */
export function ThemeToggle() {
  const { theme, setTheme } = useTheme();
  const onBrowser = useSyncExternalStore(
    noChange,
    () => true,
    () => false,
  );
  const at = onBrowser
    ? Math.max(
        0,
        THEMES.findIndex(({ name }) => name === theme),
      )
    : 0;
  const current = THEMES[at] ?? THEMES[0];
  const next = THEMES[(at + 1) % THEMES.length] ?? THEMES[0];
  return (
    <button
      type="button"
      className="btn-icon"
      aria-label={`Theme: ${current.label}. Change to ${next.label}`}
      title={`Theme: ${current.label}`}
      onClick={() => setTheme(next.name)}
    >
      <current.icon aria-hidden size={17} />
    </button>
  );
}
