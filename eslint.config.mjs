import next from "eslint-config-next";
import tseslint from "typescript-eslint";

const VENDOR_FILES = "(prisma|sqlite|postgres|transformers|llm|mlflow|fs)";

/** Patterns a zone may not import, with the reason that the developer reads. */
const forbid = (regex, message) => ({ regex, message });
const restricted = (...patterns) => ["error", { patterns }];

const NO_SCREEN = forbid("^(@/(app|components)/|next($|/)|react($|/|-dom))", "lib never imports the screen.");
const NO_VENDOR = forbid(
  `^((node:)?(fs|child_process|worker_threads)($|/)|libsql|@prisma/|@libsql/|@xenova/|.*\\.${VENDOR_FILES}(\\.ts)?$)`,
  "Only a file with the vendor's suffix touches the outside world; ask/wiring.ts joins them.",
);
const ENGINES_BLIND = forbid("^@/lib/(interactions|feedback|learning|metrics|ask)/", "Engines never see interactions or ratings.");
const QUERY_DOWN = forbid("^@/lib/(answers|engines|routing|interactions|feedback|learning|metrics|ask)/", "query imports platform only.");
const PLATFORM_DOWN = forbid("^@/lib/(?!platform/)", "platform knows nothing of the domain.");
const NO_SERVER = forbid(`\\.${VENDOR_FILES}$|^@/lib/ask/wiring|^node:`, "A component may import only suffix-free files of lib.");

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
  { files: ["lib/**/*.ts"], rules: { "no-restricted-imports": restricted(NO_SCREEN, NO_VENDOR) } },
  { files: ["lib/platform/**/*.ts"], rules: { "no-restricted-imports": restricted(NO_SCREEN, NO_VENDOR, PLATFORM_DOWN) } },
  { files: ["lib/query/**/*.ts"], rules: { "no-restricted-imports": restricted(NO_SCREEN, NO_VENDOR, QUERY_DOWN) } },
  { files: ["lib/engines/**/*.ts"], rules: { "no-restricted-imports": restricted(NO_SCREEN, NO_VENDOR, ENGINES_BLIND) } },
  {
    files: [
      `lib/**/*.@${VENDOR_FILES}.ts`,
      "lib/ask/wiring*.ts",
      "lib/**/*.{test,bench}.ts",
      "lib/**/{cli,cli-*,train,evaluate,worker}.ts",
      "lib/platform/{serve,prepare,check}.ts",
    ],
    rules: { "no-restricted-imports": restricted(NO_SCREEN) },
  },
  { files: ["components/**/*.{ts,tsx}"], rules: { "no-restricted-imports": restricted(NO_SERVER) } },
  // Tables of words and rows are as long as what they list.
  { files: ["**/lexicon.ts", "**/*.{fixture,fake}{,.*}.ts", "prisma/demo/*.ts"], rules: { "max-lines": "off" } },
  {
    files: ["**/*.test.{ts,tsx}", "e2e/**/*.ts", "**/*.bench.ts"],
    rules: { "max-lines": "off", "max-lines-per-function": "off", "@typescript-eslint/no-non-null-assertion": "off" },
  },
);
