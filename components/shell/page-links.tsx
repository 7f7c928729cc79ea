import Link from "next/link";

/** The pages beside the chat, in the order shown. */
export const PAGES = [
  ["/review", "Review"],
  ["/learning", "Learning"],
  ["/insights", "Insights"],
] as const;

/** The pages beside the chat. */
export function PageLinks() {
  return (
    <span className="-ml-1 flex flex-wrap">
      {PAGES.map(([href, name]) => (
        <Link
          key={href}
          href={href}
          prefetch={false}
          className="inline-flex min-h-11 items-center rounded-md px-2 text-sm text-muted hover:text-ink sm:min-h-9"
        >
          {name}
        </Link>
      ))}
    </span>
  );
}
