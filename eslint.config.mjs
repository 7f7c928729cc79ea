import next from "eslint-config-next";
import tseslint from "typescript-eslint";

const VENDOR_FILES = "(prisma|sqlite|postgres|transformers|mlflow|fs|http)";

/** Patterns a zone may not import, with the reason that the developer reads. */
const forbid = (regex, message) => ({ regex, message });
const restricted = (...patterns) => ["error", { patterns }];

const NO_SCREEN = forbid("^(@/(app|components)/|next($|/)|react($|/|-dom))", "lib never imports the screen.");
const NO_VENDOR = forbid(
  `^((node:)?(fs|http|https|net|child_process|worker_threads)($|/)|(libsql|pg|nodemailer)$|@prisma/|@libsql/|@xenova/|.*\\.${VENDOR_FILES}(\\.ts)?$)`,
  "Only a file with the vendor's suffix touches the outside world; ask/wiring.ts joins them.",
);
const NO_SERVER = forbid(`\\.${VENDOR_FILES}$|^@/lib/ask/wiring|^node:`, "A component may import only suffix-free files of lib.");
const FETCH = { name: "fetch", message: "Only a file with the vendor's suffix touches the outside world." };

/** The folders of lib: each may import those before it, never one behind it. */
const FOLDERS = [
  "platform",
  "language",
  "query",
  "answers",
  "engines",
  "routing",
  "sources",
  "interactions",
  "feedback",
  "tracking",
  "metrics",
  "learning",
  "alerts",
  "mcp",
  "ask",
  "collect",
];
/** Files that touch the outside world, by their suffix, run in a process of their own, or join the parts. */
const OUTSIDE = [`*.@${VENDOR_FILES}.ts`, "worker.ts", "wiring*.ts"];
/** Where a command starts: it may join any parts, wherever it lies. */
const ENTRIES = ["lib/**/{cli,cli-*}.ts", "lib/platform/{serve,prepare,check}.ts"];

const oneWay = FOLDERS.flatMap((folder, at) => {
  const behind = FOLDERS.slice(at + 1);
  const upward =
    behind.length === 0 ? [] : [forbid(`^@/lib/(${behind.join("|")})/`, `The folders of lib point one way: ${folder} comes before these.`)];
  return [
    { files: [`lib/${folder}/**/*.ts`], rules: { "no-restricted-imports": restricted(NO_SCREEN, NO_VENDOR, ...upward) } },
    {
      files: OUTSIDE.map((name) => `lib/${folder}/**/${name}`),
      rules: { "no-restricted-imports": restricted(NO_SCREEN, ...upward), "no-restricted-globals": "off" },
    },
  ];
});

/** Rules about React, its pages and its markup; a third of the linter's time where there is none of it. */
const SCREEN_RULES = next
  .flatMap(({ rules = {} }) => Object.keys(rules))
  .filter((name) => /^(react|react-hooks|@next\/next|jsx-a11y)\//.test(name));

export default tseslint.config(
  {
    ignores: [
      ".next/**",
      "node_modules/**",
      "prisma/client/**",
      "data/**",
      ".mlflow/**",
      "next-env.d.ts",
      "test-results/**",
      "playwright-report/**",
    ],
  },
  ...next,
  ...tseslint.configs.recommended,
  // No file of these may import React, and none holds markup.
  { files: ["{lib,prisma,e2e}/**/*.ts"], rules: Object.fromEntries(SCREEN_RULES.map((name) => [name, "off"])) },
  {
    files: ["**/*.{ts,tsx}"],
    rules: {
      "@typescript-eslint/no-explicit-any": "error",
      "@typescript-eslint/no-non-null-assertion": "error",
      "@typescript-eslint/consistent-type-imports": "error",
      "@typescript-eslint/consistent-type-assertions": ["error", { assertionStyle: "as", objectLiteralTypeAssertions: "never" }],
      "@typescript-eslint/no-unused-vars": ["error", { argsIgnorePattern: "^_", ignoreRestSiblings: true }],
      "no-empty": ["error", { allowEmptyCatch: false }],
      "max-lines": ["error", { max: 300, skipBlankLines: true, skipComments: true }],
      "max-lines-per-function": ["error", { max: 80, skipBlankLines: true, skipComments: true }],
    },
  },
  {
    files: ["lib/**/*.ts"],
    rules: { "no-restricted-imports": restricted(NO_SCREEN, NO_VENDOR), "no-restricted-globals": ["error", FETCH] },
  },
  ...oneWay,
  {
    files: [...ENTRIES, "lib/**/*.{test,bench}.ts"],
    rules: { "no-restricted-imports": restricted(NO_SCREEN), "no-restricted-globals": "off" },
  },
  { files: ["components/**/*.{ts,tsx}"], rules: { "no-restricted-imports": restricted(NO_SERVER) } },
  // Tables of words and rows are as long as what they list.
  { files: ["**/lexicon.ts", "**/*.{fixture,fake}{,.*}.ts", "prisma/demo/*.ts"], rules: { "max-lines": "off" } },
  {
    files: ["**/*.test.{ts,tsx}", "e2e/**/*.ts", "**/*.bench.ts"],
    rules: { "max-lines": "off", "max-lines-per-function": "off", "@typescript-eslint/no-non-null-assertion": "off" },
  },
);
