import { formatNumber } from "@/lib/answers/format";

const UNITS = ["bytes", "kB", "MB", "GB"] as const;

/** A file size in units of 1000, as file managers show it: "812 bytes", "4.2 kB", "200 MB". */
export function formatBytes(bytes: number): string {
  let size = bytes;
  let unit = 0;
  while (size >= 999.5 && unit < UNITS.length - 1) {
    size /= 1000;
    unit += 1;
  }
  return `${formatNumber(size, size < 10 && unit > 0 ? 1 : 0)} ${bytes === 1 ? "byte" : (UNITS[unit] ?? "GB")}`;
}
