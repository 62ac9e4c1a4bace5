import postgres from "postgres";
import { afterAll, expect, test } from "vitest";
import { freshDatabase } from "#tests/database.ts";
import { listen, openEar, stopListening } from "./listen.ts";

const fresh = await freshDatabase();
afterAll(async () => {
  await stopListening();
  await fresh.drop();
});

test("a first try to listen that fails is no obstacle to the next", async () => {
  // The state of a process whose database was away when it first listened.
  globalThis.paoEar = openEar(fresh.url.replace(/[^/]*$/, "nowhere"));
  await expect(listen({ onHint: () => {} })).rejects.toBeInstanceOf(postgres.PostgresError);
  globalThis.paoEar ??= openEar(fresh.url);
  const stop = await listen({ onHint: () => {} });
  stop();
});
