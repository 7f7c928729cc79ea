"use client";

import { ThemeProvider, useTheme } from "next-themes";
import type { ReactNode } from "react";
import { UpdateNotice } from "@/components/shell/update-notice";
import { lazyPart } from "@/components/ui/lazy-part";
import { loadToasts } from "@/components/ui/notify";

const Toaster = lazyPart(() => loadToasts().then((module) => module.Toaster));

/** Theme before the first paint (its script carries the page's nonce), and the place where toasts appear. */
export function Providers({ nonce, children }: { readonly nonce: string | undefined; readonly children: ReactNode }) {
  return (
    <ThemeProvider attribute="class" defaultTheme="system" enableSystem disableTransitionOnChange nonce={nonce}>
      {children}
      <UpdateNotice />
      <ThemedToaster />
    </ThemeProvider>
  );
}

function ThemedToaster() {
  const { resolvedTheme } = useTheme();
  return <Toaster theme={resolvedTheme === "dark" ? "dark" : "light"} position="top-center" richColors closeButton />;
}
