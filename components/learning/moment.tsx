/** A moment as the clock of whoever reads has it, such as "18 Nov 2026, 15:30". @param iso UTC */
export function Moment({ iso }: { readonly iso: string }) {
  // The server's clock may be of another zone.
  return (
    <time dateTime={iso} suppressHydrationWarning>
      {new Intl.DateTimeFormat("en-GB", { dateStyle: "medium", timeStyle: "short" }).format(new Date(iso))}
    </time>
  );
}
