import type { ReactNode } from "react";

/** A part of the page under one heading, its cards in one column or two. */
export function InsightGroup({ title, children }: { readonly title: string; readonly children: ReactNode }) {
  return (
    <section className="flex flex-col gap-3">
      <h2 className="font-serif text-2xl">{title}</h2>
      <div className="grid grid-cols-[minmax(0,1fr)] gap-4 xl:grid-cols-2">{children}</div>
    </section>
  );
}
