import postgres from "postgres";
import { afterAll, expect, test } from "vitest";
import { freshDatabase } from "#tests/database.ts";

const database = await freshDatabase();
afterAll(() => database.drop());

test("PAO's own PostgreSQL speaks UTF-8 and UTC", async () => {
  const sql = postgres(database.url, { max: 1 });
  const [row] = await sql`select current_setting('server_encoding') as encoding, current_setting('timezone') as zone`;
  await sql.end();
  expect(row).toEqual({ encoding: "UTF8", zone: "UTC" });
});
