import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { cronProblem, startSchedule } from "@/lib/platform/schedule";

describe("cronProblem", () => {
  it.each(["0 3 * * 1", "*/15 * * * *", "@daily"])("takes %s", (text) => expect(cronProblem(text)).toBeNull());
  it.each(["every day", "", "61 * * * *", "0 0 31 2 *"])("refuses “%s”, and says why", (text) => expect(cronProblem(text)).toMatch(/\w/));
});

describe("startSchedule", () => {
  beforeEach(() => void vi.useFakeTimers({ now: new Date("2026-11-18T09:59:30") }));
  afterEach(() => void vi.useRealTimers());

  it("runs the task when it is due, and not after it was stopped", async () => {
    const task = vi.fn(async () => undefined);
    const schedule = startSchedule("report", "0 10 * * *", task);
    expect(schedule.next()).toEqual(new Date("2026-11-18T10:00:00"));
    await vi.advanceTimersByTimeAsync(60_000);
    expect(task).toHaveBeenCalledTimes(1);
    schedule.stop();
    await vi.advanceTimersByTimeAsync(86_400_000);
    expect(task).toHaveBeenCalledTimes(1);
  });

  it("goes on after a run that broke, which the log tells of", async () => {
    const told = vi.spyOn(process.stderr, "write").mockReturnValue(true);
    const task = vi.fn(async () => Promise.reject(new Error("no disk")));
    const schedule = startSchedule("report", "* * * * *", task);
    await vi.advanceTimersByTimeAsync(120_000);
    expect(task).toHaveBeenCalledTimes(2);
    expect(String(told.mock.calls[0]?.[0])).toMatch(/no disk.*scheduled report broke/);
    schedule.stop();
    told.mockRestore();
  });

  it("names the task and the expression that is none", () => {
    expect(() => startSchedule("report", "soon", async () => undefined)).toThrow(/schedule of report, “soon”/);
  });
});
