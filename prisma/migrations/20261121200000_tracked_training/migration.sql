-- CreateTable
CREATE TABLE "TrackedTraining" (
    "runId" TEXT NOT NULL PRIMARY KEY,
    "trackedId" TEXT NOT NULL,
    "version" TEXT,
    "complete" BOOLEAN NOT NULL DEFAULT false
);

-- CreateTable
CREATE TABLE "TrackedAlias" (
    "model" TEXT NOT NULL,
    "alias" TEXT NOT NULL,
    "version" TEXT NOT NULL,

    PRIMARY KEY ("model", "alias")
);
