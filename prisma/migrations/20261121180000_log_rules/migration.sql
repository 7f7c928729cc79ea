-- CreateTable
CREATE TABLE "LogRule" (
    "id" TEXT NOT NULL PRIMARY KEY,
    "kind" TEXT NOT NULL,
    "template" TEXT NOT NULL,
    "category" TEXT,
    "interactionId" TEXT NOT NULL,
    "userId" TEXT NOT NULL,
    "createdAt" DATETIME NOT NULL
);

-- CreateTable
CREATE TABLE "LogTrainingRow" (
    "id" TEXT NOT NULL PRIMARY KEY,
    "ruleId" TEXT NOT NULL,
    "entry" TEXT NOT NULL,
    "component" TEXT,
    "operation" TEXT,
    "level" TEXT,
    "isFailure" BOOLEAN NOT NULL,
    "fileName" TEXT NOT NULL,
    "createdAt" DATETIME NOT NULL,
    CONSTRAINT "LogTrainingRow_ruleId_fkey" FOREIGN KEY ("ruleId") REFERENCES "LogRule" ("id") ON DELETE CASCADE ON UPDATE CASCADE
);

-- CreateIndex
CREATE INDEX "LogRule_createdAt_idx" ON "LogRule"("createdAt");

-- CreateIndex
CREATE INDEX "LogTrainingRow_ruleId_idx" ON "LogTrainingRow"("ruleId");
