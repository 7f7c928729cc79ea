export default function Loading() {
  return (
    <div className="mx-auto flex h-full w-full max-w-3xl flex-col gap-4 p-6" role="status">
      <span className="sr-only">Loading</span>
      <div aria-hidden className="breathe h-7 w-2/3 rounded-md bg-sunken" />
      <div aria-hidden className="breathe h-44 rounded-xl bg-sunken" />
      <div aria-hidden className="breathe h-7 w-1/2 rounded-md bg-sunken" />
      <div aria-hidden className="breathe h-28 rounded-xl bg-sunken" />
    </div>
  );
}
