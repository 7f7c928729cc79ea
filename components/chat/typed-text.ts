import { keepInTab, recallInTab } from "@/components/ui/tab-memory";

const KEY = "tellback.typed";

let typed = "";

/** What is in the question box of this tab and not yet sent: it outlives the box, which a navigation makes anew. */
export function recallTyped(): string {
  return typed;
}

/** What was in the question box when the page was left or reloaded. */
export function recallTypedBefore(): string {
  return recallInTab(KEY) ?? "";
}

export function rememberTyped(text: string): void {
  typed = text;
  keepInTab(KEY, text);
}
