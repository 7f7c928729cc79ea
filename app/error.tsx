"use client";

import { useEffect } from "react";
import { reportFailure } from "@/components/ui/build-check";

/** What a page shows when rendering it threw: the cause goes to the console, a way on to the person. */
export default function ErrorPage({ error, reset }: { readonly error: Error & { digest?: string }; readonly reset: () => void }) {
  useEffect(() => reportFailure("The page could not be shown", error), [error]);
  return (
    <main className="mx-auto flex h-full max-w-md flex-col justify-center gap-4 p-6">
      <p className="eyebrow">This page broke</p>
      <h1 className="font-serif text-3xl">Tellback could not show this.</h1>
      <p className="text-muted">
        Your questions and ratings are saved. Try again; if it happens again, the server&apos;s log has the cause
        {error.digest ? (
          <>
            {" "}
            under <code className="font-mono">{error.digest}</code>
          </>
        ) : null}
        .
      </p>
      <div className="flex flex-wrap gap-3">
        <button type="button" className="btn-primary" onClick={reset}>
          Try again
        </button>
        {/* A full load: the router's own state may be what broke. */}
        {/* eslint-disable-next-line @next/next/no-html-link-for-pages */}
        <a className="btn-quiet" href="/">
          Start a new question
        </a>
      </div>
    </main>
  );
}
