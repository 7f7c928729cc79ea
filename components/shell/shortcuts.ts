/** Every key of the application: the handler and the sheet of keys both read this list. */
export const SHORTCUTS = [
  { id: "focus", key: "/", shown: "/", label: "Go to the question box" },
  { id: "editLast", key: "ArrowUp", shown: "↑", label: "In an empty question box: edit your last question" },
  { id: "next", key: "j", shown: "j", label: "Next answer" },
  { id: "previous", key: "k", shown: "k", label: "Previous answer" },
  { id: "good", key: "g", shown: "g", label: "Good answer (the focused one, or the last)" },
  { id: "bad", key: "b", shown: "b", label: "Bad answer" },
  { id: "copy", key: "c", shown: "c", label: "Copy the answer" },
  { id: "help", key: "?", shown: "?", label: "Show these keys" },
] as const;

/** Shortcuts outside the question box. */
export type ShortcutId = Exclude<(typeof SHORTCUTS)[number]["id"], "editLast">;

export type KeyPress = {
  readonly key: string;
  readonly ctrlKey: boolean;
  readonly metaKey: boolean;
  readonly altKey: boolean;
  readonly isComposing: boolean;
  readonly repeat: boolean;
  /** True while AltGr is held: on many keyboards it types "/" or "?" together with another key. */
  readonly altGraph: boolean;
  /** True where the key would type or choose something: a text box, a select, editable text. */
  readonly typing: boolean;
  readonly dialogOpen: boolean;
};

/** The shortcut that a key press outside the question box means, or null when the key belongs to someone else. */
export function shortcutFor(press: KeyPress): ShortcutId | null {
  if (press.typing || press.dialogOpen || press.isComposing || press.repeat) return null;
  if (press.ctrlKey || press.metaKey || press.altKey || press.altGraph) return null;
  const found = SHORTCUTS.find((shortcut) => shortcut.key === press.key);
  return found && found.id !== "editLast" ? found.id : null;
}
