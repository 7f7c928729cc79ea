import { formatNumber } from "@/lib/answers/format";

/** A line number that leads to the line, where the file is still there to be shown. */
export function LineLink({ line, onLine }: { readonly line: number; readonly onLine: ((line: number) => void) | null }) {
  const text = `line ${formatNumber(line, 0)}`;
  if (onLine === null) return <span className="mr-2 text-sm whitespace-nowrap text-muted tabular-nums">{text}</span>;
  return (
    <button type="button" className="link mr-2 min-h-6 text-sm whitespace-nowrap tabular-nums" onClick={() => onLine(line)}>
      {text}
    </button>
  );
}
