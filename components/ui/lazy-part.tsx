"use client";

import { useEffect, useState } from "react";
import type { ComponentType, ReactNode } from "react";
import { reportFailure } from "@/components/ui/build-check";

/**
 * A part of the page whose code is loaded when it is first shown, in the browser. Where it cannot be loaded, a sentence and a button stand
 * in its place, and the page around it stays.
 * @param load imports it @param waiting what stands there meanwhile
 */
export function lazyPart<P extends object>(load: () => Promise<ComponentType<P>>, waiting: ReactNode = null): ComponentType<P> {
  const loaded: { part: ComponentType<P> | null } = { part: null };
  return function LazyPart(props: P) {
    const [Part, setPart] = useState(() => loaded.part);
    const [failed, setFailed] = useState(false);
    useEffect(() => {
      if (failed || Part !== null) return;
      let isGone = false;
      load().then(
        (part) => {
          loaded.part = part;
          if (!isGone) setPart(() => part);
        },
        (error: unknown) => {
          reportFailure("A part of the page could not be loaded", error);
          if (!isGone) setFailed(true);
        },
      );
      return () => {
        isGone = true;
      };
    }, [Part, failed]);
    if (Part !== null) return <Part {...props} />;
    return failed ? <NotLoaded onRetry={() => setFailed(false)} /> : waiting;
  };
}

function NotLoaded({ onRetry }: { readonly onRetry: () => void }) {
  return (
    <p role="alert" className="text-sm text-bad">
      No connection to the server.{" "}
      <button type="button" className="link min-h-9" onClick={onRetry}>
        Try again
      </button>
    </p>
  );
}
