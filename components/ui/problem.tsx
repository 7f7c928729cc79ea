import type { ReactNode } from "react";

/** Why something was not done, read out at once; nothing where there is no problem. */
export function Problem({ children }: { readonly children: ReactNode }) {
  if (children === null) return null;
  return (
    <p role="alert" className="text-sm text-bad">
      {children}
    </p>
  );
}
