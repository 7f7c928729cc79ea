import Link from "next/link";
import type { ReactNode } from "react";
import { Logo } from "@/components/shell/logo";
import { PAGES } from "@/components/shell/pages";
import { ThemeToggle } from "@/components/shell/theme-toggle";

const LINKS = [["/", "Ask"], ...PAGES] as const;
const LINK = "inline-flex min-h-11 items-center rounded-md px-1.5 text-sm sm:min-h-10 sm:px-3";

/** On a phone the mark of the app is the way back to asking. */
const lookOf = (href: string) => (href === "/" ? `${LINK} max-sm:hidden` : LINK);

/** A page of its own beside the chat: a bar on top, the rest scrolls. */
export function InsightsShell({ page, children }: { readonly page: "insights" | "upkeep"; readonly children: ReactNode }) {
  return (
    <div className="flex h-dvh flex-col print:block print:h-auto">
      <a href="#content" className="btn-primary absolute top-2 left-2 z-50 not-focus:sr-only">
        Skip to the content
      </a>
      <header className="flex items-center gap-1 border-b border-line px-3 pt-[env(safe-area-inset-top)] sm:px-6 print:hidden">
        <Link
          href="/"
          prefetch={false}
          className="inline-flex min-h-11 min-w-9 shrink-0 items-center gap-2 font-serif text-xl tracking-tight sm:mr-2"
        >
          <Logo />
          <span className="max-sm:sr-only">Tellback</span>
        </Link>
        <nav aria-label="Pages" className="flex min-w-0 overflow-x-auto">
          {LINKS.map(([href, name]) => (
            <Link
              key={href}
              href={href}
              prefetch={false}
              aria-current={href === `/${page}` ? "page" : undefined}
              className={`${lookOf(href)} ${href === `/${page}` ? "font-semibold" : "text-muted hover:text-ink"}`}
            >
              {name}
            </Link>
          ))}
        </nav>
        <span className="ml-auto shrink-0">
          <ThemeToggle />
        </span>
      </header>
      {/* Words for screen readers alone stand where they are said, or the page would scroll on into nothing. */}
      <main id="content" tabIndex={-1} className="relative min-h-0 flex-1 overflow-y-auto print:overflow-visible">
        <div className="mx-auto flex max-w-[84rem] flex-col gap-8 px-4 py-6 pb-[max(2rem,env(safe-area-inset-bottom))] sm:px-6">
          {children}
        </div>
      </main>
    </div>
  );
}
