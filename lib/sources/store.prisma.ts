import type { PrismaClient } from "@/prisma/client/client";
import type { UploadModel } from "@/prisma/client/models";
import { hasRow } from "@/lib/platform/direct.prisma";
import type { Upload } from "@/lib/sources/upload";

/** Files handed to us, by id. */
export function prismaUploadStore(db: PrismaClient) {
  return {
    async add(upload: Upload): Promise<void> {
      await db.upload.create({ data: { ...upload } });
    },
    async get(id: string): Promise<Upload | null> {
      const row = await db.upload.findUnique({ where: { id } });
      return row && uploadOf(row);
    },
    async remove(id: string): Promise<void> {
      await db.upload.deleteMany({ where: { id } });
    },
    /** Stored logs that came in before a moment, oldest first. */
    async logsBefore(moment: Date): Promise<readonly Upload[]> {
      const rows = await db.upload.findMany({ where: { kind: "log", createdAt: { lt: moment } }, orderBy: { createdAt: "asc" } });
      return rows.map(uploadOf);
    },
    /** Dropped databases, oldest first. */
    async databases(): Promise<readonly Upload[]> {
      // Every question asks this, and mostly none was dropped.
      if (!(await hasRow(db, "Upload", `"kind" = ?`, "sqlite"))) return [];
      const rows = await db.upload.findMany({ where: { kind: "sqlite" }, orderBy: { createdAt: "asc" } });
      return rows.map(uploadOf);
    },
  };
}

function uploadOf(row: UploadModel): Upload {
  return { ...row, kind: row.kind === "sqlite" ? "sqlite" : "log" };
}
