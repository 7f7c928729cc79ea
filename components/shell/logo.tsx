/** The mark of the app. */
export function Logo() {
  return (
    <svg aria-hidden viewBox="0 0 64 64" className="size-6 shrink-0 text-accent">
      <path d="M8 18A10 10 0 0 1 18 8h28a10 10 0 0 1 10 10v18a10 10 0 0 1-10 10H31L16 58V46a8 8 0 0 1-8-8z" fill="currentColor" />
      <path d="m22 27 8 8 14-15" fill="none" stroke="var(--bg)" strokeWidth="6" strokeLinecap="round" strokeLinejoin="round" />
    </svg>
  );
}
