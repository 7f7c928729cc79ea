/** Once, when the server starts. */
export async function register(): Promise<void> {
  if (process.env["NEXT_RUNTIME"] !== "nodejs") return;
  const [{ startTracking }, { startAlerts }, { startCleanUp }, { startReports }, { clearInterrupted, scheduleTraining }, { warmUp }] =
    await Promise.all([
      import("@/lib/ask/tracking.prisma"),
      import("@/lib/ask/alerts.prisma"),
      import("@/lib/ask/upkeep.prisma"),
      import("@/lib/ask/reports.prisma"),
      import("@/lib/ask/training.fs"),
      import("@/lib/ask/warm-up.prisma"),
    ]);
  await startTracking();
  startAlerts();
  startCleanUp();
  startReports();
  await clearInterrupted();
  scheduleTraining();
  void warmUp();
}
