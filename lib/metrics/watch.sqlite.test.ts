import { mkdirSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import Database from "libsql";
import { afterAll, expect, it, vi } from "vitest";
import { DatabaseWatch } from "@/lib/metrics/watch.sqlite";

const dir = mkdtempSync(join(tmpdir(), "tellback-watch-"));
afterAll(() => rmSync(dir, { recursive: true, force: true }));

it.each(["app", "50 % off", "is it #1?", "a%20b"])(
  "tells of a write by another connection to a file in a folder called %s",
  async (name) => {
    mkdirSync(join(dir, name));
    const path = join(dir, name, "app.sqlite");
    const other = new Database(path);
    other.exec("CREATE TABLE notes (text TEXT)");
    const listener = vi.fn();
    const end = new DatabaseWatch(path).subscribe(listener);
    other.exec("INSERT INTO notes VALUES ('one')");
    await expect.poll(() => listener.mock.calls.length).toBe(1);
    end();
    other.close();
  },
);
