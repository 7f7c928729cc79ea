import { describe, expect, it } from "vitest";
import { SHORTCUTS, shortcutFor } from "@/components/shell/shortcuts";
import type { KeyPress } from "@/components/shell/shortcuts";

const press = (key: string, change: Partial<KeyPress> = {}): KeyPress => ({
  key,
  ctrlKey: false,
  metaKey: false,
  altKey: false,
  isComposing: false,
  repeat: false,
  altGraph: false,
  typing: false,
  dialogOpen: false,
  ...change,
});

describe("shortcutFor", () => {
  it("answers every key of the registry except the one that belongs to the question box, so no shown key is dead", () => {
    for (const { id, key } of SHORTCUTS) expect(shortcutFor(press(key))).toBe(id === "editLast" ? null : id);
  });

  it.each([
    ["a person is typing", { typing: true }],
    ["a dialog is open", { dialogOpen: true }],
    ["an input method is composing", { isComposing: true }],
    ["the key is held down, which would rate and undo in turn", { repeat: true }],
    ["Ctrl makes it a command of the browser", { ctrlKey: true }],
    ["Cmd makes it a command of the browser", { metaKey: true }],
    ["Alt makes it a menu key", { altKey: true }],
    ["AltGr types a character on other keyboards", { altGraph: true }],
  ] satisfies [string, Partial<KeyPress>][])("leaves the key alone when %s", (_why, change) => {
    expect(shortcutFor(press("g", change))).toBeNull();
    expect(shortcutFor(press("/", change))).toBeNull();
  });

  it("has one meaning per key", () => {
    expect(new Set(SHORTCUTS.map((shortcut) => shortcut.key)).size).toBe(SHORTCUTS.length);
  });
});
