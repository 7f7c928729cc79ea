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
    /** What may be the same file: those of its kind and size, oldest first. */
    async ofSize({ kind, bytes }: Pick<Upload, "kind" | "bytes">): Promise<readonly Upload[]> {
      return (await db.upload.findMany({ where: { kind, bytes }, orderBy: { createdAt: "asc" } })).map(uploadOf);
    },
    /** It came in again: the days that it is kept begin anew. */
    async renew(id: string, at: Date): Promise<void> {
      await db.upload.updateMany({ where: { id }, data: { createdAt: at } });
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
