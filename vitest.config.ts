import { availableParallelism } from "node:os";
import { defineConfig } from "vitest/config";

// Settings of the processes under test; a fixed key, so that what one test file seals another can open.
const environment = {
  DATABASE_URL: "",
  PORT: "",
  PAO_SANDBOX: "1",
  PAO_LOG_LEVEL: "error",
  // Engines of tests call servers of tests.
  PAO_OUTBOUND_ALLOW: "127.0.0.1",
  PAO_SECRET_KEY: "dGVzdHMgc2VhbCB3aXRoIGEga2V5IG9mIHRoZWlycyE=",
};

const everywhere = ["lib", "db", "components", "app", "scripts", "tests"];
const named = (ending: string) => everywhere.map((room) => `${room}/**/*${ending}`);

/** postgres.js asks for the types of arrays on a new connection, and where that one breaks nobody hears of it: tests break many. */
const isUnheard = (error: object) => "query" in error && String(error.query).includes("pg_catalog.pg_type");

export default defineConfig({
  test: {
    env: environment,
    onUnhandledError: (error) => !isUnheard(error),
    // Most tests wait for an engine, a server or a database, so that a processor carries more than one worker.
    maxWorkers: availableParallelism() + 1,
    projects: [
      {
        extends: true,
        test: {
          name: "unit",
          environment: "node",
          // Property tests run thousands of cases; on a busy machine of two cores that takes a while.
          testTimeout: 30_000,
          include: named(".test.ts"),
          exclude: [...named(".integration.test.ts"), "tests/house/**"],
        },
      },
      {
        extends: true,
        test: {
          name: "components",
          environment: "jsdom",
          include: named(".test.tsx"),
          setupFiles: ["tests/components.ts"],
          testTimeout: 30_000,
        },
      },
      {
        extends: true,
        test: {
          name: "integration",
          environment: "node",
          include: named(".integration.test.ts"),
          globalSetup: ["tests/postgres.ts"],
          testTimeout: 30_000,
          hookTimeout: 60_000,
          // Real processes on a busy machine: one that failed is asked once more, and the report says so.
          retry: 1,
        },
      },
      {
        extends: true,
        test: { name: "house", environment: "node", include: ["tests/house/**/*.test.ts"], testTimeout: 60_000 },
      },
    ],
  },
});
