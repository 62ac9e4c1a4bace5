import { randomBytes } from "node:crypto";
import postgres from "postgres";
import { inject } from "vitest";
import "./postgres.ts";

export interface FreshDatabase {
  url: string;
  drop(): Promise<void>;
}

/** A migrated, empty database of the test's own, on the real PostgreSQL of the run. Drop it in `afterAll`. */
export async function freshDatabase(): Promise<FreshDatabase> {
  const { url, template } = inject("postgres");
  const name = `test_${randomBytes(6).toString("hex")}`;
  await administer(url, `create database ${name} template ${template}`);
  return {
    url: url.replace(/[^/]*$/, name),
    drop: () => administer(url, `drop database if exists ${name} with (force)`),
  };
}

async function administer(url: string, statement: string): Promise<void> {
  const sql = postgres(url, { max: 1, onnotice: () => {} });
  try {
    await sql.unsafe(statement);
  } finally {
    await sql.end();
  }
}
