-- CreateTable
CREATE TABLE "ModelTrial" (
    "id" TEXT NOT NULL PRIMARY KEY,
    "model" TEXT NOT NULL,
    "championId" TEXT,
    "challengerId" TEXT NOT NULL,
    "mode" TEXT NOT NULL,
    "share" REAL NOT NULL,
    "state" TEXT NOT NULL DEFAULT 'running',
    "reason" TEXT NOT NULL DEFAULT '',
    "startedBy" TEXT NOT NULL,
    "startedAt" DATETIME NOT NULL,
    "endedAt" DATETIME
);

-- CreateTable
CREATE TABLE "TrialTurn" (
    "trialId" TEXT NOT NULL,
    "conversationId" TEXT NOT NULL,
    "arm" TEXT NOT NULL,
    "interactionId" TEXT NOT NULL,
    "succeeded" BOOLEAN NOT NULL,
    "abstained" BOOLEAN NOT NULL,
    "failed" BOOLEAN NOT NULL,
    "ms" REAL NOT NULL,
    "same" BOOLEAN,

    PRIMARY KEY ("trialId", "conversationId", "arm"),
    CONSTRAINT "TrialTurn_trialId_fkey" FOREIGN KEY ("trialId") REFERENCES "ModelTrial" ("id") ON DELETE CASCADE ON UPDATE CASCADE
);

-- CreateIndex
CREATE INDEX "ModelTrial_model_state_idx" ON "ModelTrial"("model", "state");

-- One trial of a model at a time, whoever starts it.
CREATE UNIQUE INDEX "ModelTrial_running" ON "ModelTrial"("model") WHERE "state" = 'running';
