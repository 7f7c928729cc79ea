"use client";

import clsx from "clsx";
import Link from "next/link";
import { usePathname } from "next/navigation";
import { PAGES } from "@/components/shell/pages";

/** The pages beside the chat. @param onOpen of the sheet that they stand in */
export function PageLinks({ onOpen }: { readonly onOpen?: () => void }) {
  const pathname = usePathname();
  return (
    <span className="-ml-1 flex min-w-0 flex-wrap">
      {PAGES.map(([href, name]) => (
        <Link
          key={href}
          href={href}
          prefetch={false}
          onClick={onOpen}
          aria-current={pathname === href ? "page" : undefined}
          className={clsx(
            "inline-flex min-h-11 items-center rounded-md px-2 text-sm hover:text-ink sm:min-h-9",
            pathname === href ? "font-semibold text-ink" : "text-muted",
          )}
        >
          {name}
        </Link>
      ))}
    </span>
  );
}
