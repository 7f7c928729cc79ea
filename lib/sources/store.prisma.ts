import type { PrismaClient } from "@/prisma/client/client";
import { hasRow } from "@/lib/platform/direct.prisma";
import type { Upload, UploadKind } from "@/lib/sources/upload";

/** Files handed to us, by id. */
export function prismaUploadStore(db: PrismaClient) {
  return {
    async add(upload: Upload): Promise<void> {
      await db.upload.create({ data: { ...upload } });
    },
    async get(id: string): Promise<Upload | null> {
      const row = await db.upload.findUnique({ where: { id } });
      return row && { ...row, kind: kindOf(row.kind) };
    },
    async remove(id: string): Promise<void> {
      await db.upload.deleteMany({ where: { id } });
    },
    /** Stored logs that came in before a moment, oldest first. */
    async logsBefore(moment: Date): Promise<readonly Upload[]> {
      const rows = await db.upload.findMany({ where: { kind: "log", createdAt: { lt: moment } }, orderBy: { createdAt: "asc" } });
      return rows.map((row) => ({ ...row, kind: kindOf(row.kind) }));
    },
    /** Dropped databases, oldest first. */
    async databases(): Promise<readonly Upload[]> {
      // Every question asks this, and mostly none was dropped.
      if (!(await hasRow(db, "Upload", `"kind" = ?`, "sqlite"))) return [];
      const rows = await db.upload.findMany({ where: { kind: "sqlite" }, orderBy: { createdAt: "asc" } });
      return rows.map((row) => ({ ...row, kind: kindOf(row.kind) }));
    },
  };
}

function kindOf(kind: string): UploadKind {
  return kind === "sqlite" ? "sqlite" : "log";
}
