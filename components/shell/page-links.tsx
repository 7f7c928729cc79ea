import Link from "next/link";

const PAGES = [["/review", "Review"], ["/learning", "Learning"], ["/insights", "Insights"]] as const;

/** The pages beside the chat. */
export function PageLinks() {
  return (
    <span className="ml-auto flex">
      {PAGES.map(([href, name]) => (
        <Link key={href} href={href} prefetch={false} className="inline-flex min-h-11 items-center rounded-md px-2 text-sm text-muted hover:text-ink sm:min-h-9">{name}</Link>
      ))}
    </span>
  );
}
