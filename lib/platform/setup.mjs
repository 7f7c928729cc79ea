#!/usr/bin/env node
/**
 * Brings a checkout to the point where it can run: packages, database client, migrations, demo data and, with
 * `--build`, the production build. Each step is skipped when its inputs did not change. Plain JavaScript, because it
 * runs before any package is there.
 */
import { spawnSync } from "node:child_process";
import { createHash } from "node:crypto";
import { existsSync, mkdirSync, readdirSync, readFileSync, statSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";

const BUILD_INPUTS = [
  "app",
  "components",
  "lib",
  "public",
  "prisma/schema.prisma",
  "package-lock.json",
  "next.config.mjs",
  "postcss.config.mjs",
  "proxy.ts",
  "instrumentation.ts",
  "tsconfig.json",
];

const [major = 0, minor = 0] = process.versions.node.split(".").map(Number);
if (major < 20 || (major === 20 && minor < 19)) stop(`Tellback needs Node 20.19 or newer; this is ${process.version}.`);

step("Packages … (some minutes the first time)", "node_modules/.tellback-packages", ["package.json", "package-lock.json", ".npmrc"], () =>
  // A checkout that has packages keeps those that fit; only a fresh one is filled from nothing.
  run("npm", [existsSync("node_modules") ? "install" : "ci", "--no-audit", "--no-fund", "--loglevel=error"]),
);
step("Database client …", "prisma/client/.tellback-client", ["prisma/schema.prisma", "package-lock.json"], () =>
  run(
    process.execPath,
    ["node_modules/prisma/build/index.js", "generate", "--config", "prisma/config.ts"],
    {
      // Generating needs no engine, but the command looks for one; any program that exists will do.
      PRISMA_SCHEMA_ENGINE_BINARY: process.env.PRISMA_SCHEMA_ENGINE_BINARY ?? process.execPath,
      CHECKPOINT_DISABLE: "1",
      PRISMA_HIDE_UPDATE_MESSAGE: "1",
    },
    "quiet",
  ),
);
if (spawnSync(process.execPath, ["--import", "tsx", "lib/platform/prepare.ts"], { stdio: ["ignore", "inherit", "inherit"] }).status !== 0)
  process.exit(1);
if (process.argv.includes("--build")) {
  step("Build … (a minute or two)", ".next/tellback-build", BUILD_INPUTS, () =>
    run(process.execPath, ["node_modules/next/dist/bin/next", "build"], { NEXT_TELEMETRY_DISABLED: "1" }),
  );
}

function step(said, stamp, inputs, work) {
  const hash = hashOf(inputs);
  if (existsSync(stamp) && readFileSync(stamp, "utf8") === hash) return;
  console.log(said);
  work();
  mkdirSync(dirname(stamp), { recursive: true });
  writeFileSync(stamp, hash);
}

function hashOf(paths) {
  const hash = createHash("sha256").update(process.version);
  for (const path of paths.flatMap(filesOf)) hash.update(path).update(readFileSync(path));
  return hash.digest("hex");
}

function filesOf(path) {
  if (!existsSync(path)) return [];
  if (statSync(path).isFile()) return [path];
  return readdirSync(path)
    .sort()
    .flatMap((name) => filesOf(join(path, name)));
}

/** Quiet commands are heard only when they fail. */
function run(command, args, env = {}, loudness = "loud") {
  const out = loudness === "quiet" ? "pipe" : "inherit";
  const done = spawnSync(command, args, {
    stdio: ["ignore", out, out],
    env: { ...process.env, ...env },
    shell: process.platform === "win32" && command === "npm",
  });
  if (done.status !== 0 && out === "pipe") console.error(`${done.stdout}${done.stderr}`);
  if (done.status !== 0) stop(`${command} ${args.join(" ")} ended with ${done.status ?? done.signal ?? done.error?.message}.`);
}

function stop(message) {
  console.error(message);
  process.exit(1);
}
