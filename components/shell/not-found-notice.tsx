import Link from "next/link";

export function NotFoundNotice() {
  return (
    <div className="mx-auto flex h-full max-w-md flex-col justify-center gap-4 p-6">
      <p className="eyebrow">Not found</p>
      <h1 className="font-serif text-3xl">There is nothing at this address.</h1>
      <p className="text-muted">The conversation may have been deleted, or the link was cut short.</p>
      <div>
        <Link className="btn-primary" href="/">
          Ask a new question
        </Link>
      </div>
    </div>
  );
}
