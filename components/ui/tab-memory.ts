/** What a tab keeps over a reload; nothing on the server and where storage is forbidden or full. */
export function recallInTab(key: string): string | null {
  try {
    return window.sessionStorage.getItem(key);
  } catch {
    return null;
  }
}

export function keepInTab(key: string, value: string): void {
  try {
    if (value === "") window.sessionStorage.removeItem(key);
    else window.sessionStorage.setItem(key, value);
  } catch {
    // A tab that may not keep anything works as well, but for a reload.
  }
}
