"use client";

import { ThemeProvider, useTheme } from "next-themes";
import dynamic from "next/dynamic";
import type { ReactNode } from "react";

const Toaster = dynamic(() => import("sonner").then((module) => module.Toaster), { ssr: false });

/** Theme before the first paint (its script carries the page's nonce), and the place where toasts appear. */
export function Providers({ nonce, children }: { readonly nonce: string | undefined; readonly children: ReactNode }) {
  return (
    <ThemeProvider attribute="class" defaultTheme="system" enableSystem disableTransitionOnChange nonce={nonce}>
      {children}
      <ThemedToaster />
    </ThemeProvider>
  );
}

function ThemedToaster() {
  const { resolvedTheme } = useTheme();
  return <Toaster theme={resolvedTheme === "dark" ? "dark" : "light"} position="top-center" richColors closeButton />;
}
