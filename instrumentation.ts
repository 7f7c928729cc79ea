/** Once, when the server starts. */
export async function register(): Promise<void> {
  if (process.env["NEXT_RUNTIME"] !== "nodejs") return;
  const { startTracking } = await import("@/lib/ask/tracking.prisma");
  await startTracking();
}
