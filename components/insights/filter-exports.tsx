import { Download } from "lucide-react";

const FILES = [
  { label: "CSV", href: "/api/export/interactions?format=csv" },
  { label: "JSONL", href: "/api/export/interactions?format=jsonl" },
  { label: "Report", href: "/api/export/insights?format=html" },
];

/** What the filter shows, as files. */
export function FilterExports({ query }: { readonly query: string }) {
  return (
    <span className="flex flex-wrap gap-2 max-sm:col-span-2">
      {FILES.map(({ label, href }) => (
        <a key={label} className="btn-quiet" href={`${href}&${query}`} download>
          <Download aria-hidden size={15} /> {label}
        </a>
      ))}
    </span>
  );
}
