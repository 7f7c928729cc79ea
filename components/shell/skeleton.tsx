/** Stands where a page will be while its rows are read. */
export function Skeleton() {
  return (
    <div className="flex flex-col gap-4" role="status">
      <span className="sr-only">Loading</span>
      <div aria-hidden className="breathe h-7 w-2/3 rounded-md bg-sunken" />
      <div aria-hidden className="breathe h-44 rounded-xl bg-sunken" />
      <div aria-hidden className="breathe h-7 w-1/2 rounded-md bg-sunken" />
      <div aria-hidden className="breathe h-28 rounded-xl bg-sunken" />
    </div>
  );
}
