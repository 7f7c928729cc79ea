-- AlterTable
ALTER TABLE "Interaction" ADD COLUMN "verified" JSONB;
ALTER TABLE "Interaction" ADD COLUMN "verifiedId" TEXT;

-- AlterTable
ALTER TABLE "Correction" ADD COLUMN "verifiedId" TEXT;

-- CreateTable
CREATE TABLE "VerifiedAnswer" (
    "id" TEXT NOT NULL PRIMARY KEY,
    "engine" TEXT NOT NULL,
    "source" TEXT NOT NULL,
    "shopId" INTEGER,
    "question" TEXT NOT NULL,
    "meaning" TEXT,
    "plan" JSONB NOT NULL,
    "slots" JSONB NOT NULL,
    "meaningWindows" JSONB NOT NULL,
    "normal" TEXT NOT NULL,
    "key" TEXT NOT NULL,
    "reading" TEXT,
    "shape" TEXT NOT NULL,
    "origin" TEXT NOT NULL,
    "interactionId" TEXT NOT NULL,
    "userId" TEXT NOT NULL,
    "createdAt" DATETIME NOT NULL,
    "staleReason" TEXT,
    "staleSince" DATETIME
);

-- CreateTable
CREATE TABLE "TestCase" (
    "id" TEXT NOT NULL PRIMARY KEY,
    "verifiedId" TEXT NOT NULL,
    "now" TEXT NOT NULL,
    "sql" TEXT NOT NULL,
    "params" JSONB NOT NULL,
    "rowCount" INTEGER NOT NULL,
    "resultHash" TEXT NOT NULL,
    "shape" TEXT NOT NULL,
    "createdAt" DATETIME NOT NULL,
    CONSTRAINT "TestCase_verifiedId_fkey" FOREIGN KEY ("verifiedId") REFERENCES "VerifiedAnswer" ("id") ON DELETE CASCADE ON UPDATE CASCADE
);

-- CreateTable
CREATE TABLE "TrainingRow" (
    "id" TEXT NOT NULL PRIMARY KEY,
    "verifiedId" TEXT NOT NULL,
    "engine" TEXT NOT NULL,
    "source" TEXT NOT NULL,
    "question" TEXT NOT NULL,
    "sql" TEXT NOT NULL,
    "plan" JSONB NOT NULL,
    "createdAt" DATETIME NOT NULL,
    CONSTRAINT "TrainingRow_verifiedId_fkey" FOREIGN KEY ("verifiedId") REFERENCES "VerifiedAnswer" ("id") ON DELETE CASCADE ON UPDATE CASCADE
);

-- CreateTable
CREATE TABLE "ChangeLine" (
    "id" INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    "at" DATETIME NOT NULL,
    "userId" TEXT NOT NULL,
    "what" TEXT NOT NULL,
    "verifiedId" TEXT NOT NULL,
    "text" TEXT NOT NULL
);

-- CreateIndex
CREATE INDEX "Interaction_verifiedId_idx" ON "Interaction"("verifiedId");

-- CreateIndex
CREATE INDEX "VerifiedAnswer_source_shopId_normal_idx" ON "VerifiedAnswer"("source", "shopId", "normal");

-- CreateIndex
CREATE INDEX "VerifiedAnswer_source_shopId_key_idx" ON "VerifiedAnswer"("source", "shopId", "key");

-- CreateIndex
CREATE INDEX "VerifiedAnswer_source_shopId_reading_idx" ON "VerifiedAnswer"("source", "shopId", "reading");

-- CreateIndex
CREATE INDEX "VerifiedAnswer_interactionId_idx" ON "VerifiedAnswer"("interactionId");

-- CreateIndex
CREATE INDEX "TestCase_verifiedId_idx" ON "TestCase"("verifiedId");

-- CreateIndex
CREATE INDEX "TrainingRow_verifiedId_idx" ON "TrainingRow"("verifiedId");

-- CreateIndex
CREATE INDEX "ChangeLine_verifiedId_idx" ON "ChangeLine"("verifiedId");
