-- CreateTable
CREATE TABLE "LearnedWord" (
    "verifiedId" TEXT NOT NULL,
    "said" TEXT NOT NULL,
    "means" TEXT NOT NULL,

    PRIMARY KEY ("verifiedId", "said"),
    CONSTRAINT "LearnedWord_verifiedId_fkey" FOREIGN KEY ("verifiedId") REFERENCES "VerifiedAnswer" ("id") ON DELETE CASCADE ON UPDATE CASCADE
);
