let typed = "";

/** What is in the question box of this tab and not yet sent: it outlives the box, which a navigation makes anew. */
export function recallTyped(): string {
  return typed;
}

export function rememberTyped(text: string): void {
  typed = text;
}
