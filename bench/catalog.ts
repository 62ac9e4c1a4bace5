import type { Browser } from "@playwright/test";
import postgres from "postgres";
import { developer } from "./browser.ts";
import { type Figure, median, p95 } from "./figure.ts";
import { atOnce } from "./load.ts";
import type { Running } from "./pao.ts";
import { read } from "./rest.ts";

const connections = 10;
const words = [
  "queue",
  "postgres",
  "network",
  "cluster 12",
  "team access",
  "bucket 77",
  "managed",
  "certificate",
  "zzz",
];

/** Search over REST and the catalog's page, with so many offerings; last of all, for they stay. */
export async function catalog(running: Running, browser: Browser, count: number, size = 10_000): Promise<Figure[]> {
  const { url, databaseUrl } = running;
  const { context } = await developer(browser, url);
  const cookie = (await context.cookies()).map(({ name, value }) => `${name}=${value}`).join("; ");
  await context.close();
  await offerMany(databaseUrl, size);
  const first = async () => (await atOnce(1, 1, () => read(`${url}/api/v1/catalog?limit=1`))).took[0] ?? Number.NaN;
  const whole = await first();
  const published: number[] = [];
  for (let index = 1; index <= 10; index += 1) {
    await publishAnew(databaseUrl, `bench-${index}`);
    published.push(await first());
  }
  const known = { what: "the same question again", value: await first() };
  const ask = (address: (index: number) => string, more = {}) =>
    atOnce(connections, count, (index) => read(`${url}${address(index)}`, more)).then(({ took }) => p95(took));
  const query = (index: number) => encodeURIComponent(words[index % words.length] ?? "");
  const bare = { what: "/api/health", value: await ask(() => "/api/health") };
  const search = await ask((index) => `/api/v1/catalog?limit=24&text=${query(index)}`);
  const list = await ask((index) => `/api/v1/catalog?limit=24&offset=${(index * 24) % size}`);
  const page = await ask((index) => `/?q=${query(index)}`, { cookie, authorization: "" });
  const rows = `${size} offerings, 10 connections, p95`;
  return [
    { name: `catalog search, ${rows}`, value: search, unit: "ms", limit: bare },
    { name: `catalog page by page, ${rows}`, value: list, unit: "ms", limit: bare },
    { name: `catalog in HTML, ${rows}`, value: page, unit: "ms", limit: bare },
    { name: "first question after a publication, median", value: median(published), unit: "ms", limit: known },
    { name: `first question after ${size} publications`, value: whole, unit: "ms", limit: known },
  ];
}

/** The next revision of one offering. */
async function publishAnew(databaseUrl: string, name: string): Promise<void> {
  const sql = postgres(databaseUrl, { max: 1, onnotice: () => {} });
  try {
    await sql.begin(async (tx) => {
      await tx`
        insert into revision (offering, number, source, document, digest, level, origin, published_by, modules)
        select offering, 2, source, document, digest, level, origin, published_by, modules
        from revision where offering = ${name} and number = 1`;
      await tx`update offering set current = 2, updated_at = clock_timestamp() where name = ${name}`;
    });
  } finally {
    await sql.end();
  }
}

/** Copies of one offering under many names. */
async function offerMany(databaseUrl: string, size: number): Promise<void> {
  const sql = postgres(databaseUrl, { max: 1, onnotice: () => {} });
  try {
    await sql.begin(async (tx) => {
      await tx`insert into offering (name, owner) select 'bench-' || n, 'compute' from generate_series(1, ${size}::int) n`;
      await tx`
        insert into revision (offering, number, source, document, digest, level, origin, published_by, modules)
        select 'bench-' || n, 1, source,
          jsonb_set(jsonb_set(document::jsonb, '{metadata,name}', to_jsonb('bench-' || n)), '{metadata,title}',
            to_jsonb((array['Queue', 'Network', 'Cluster', 'Bucket', 'Certificate', 'Team access'])[1 + n % 6] || ' ' || n))::json,
          digest, level, origin, published_by, modules
        from revision, generate_series(1, ${size}::int) n where offering = 'message-queue' and number = 1`;
      await tx`update offering set current = 1, updated_at = clock_timestamp() where name like 'bench-%' and current is null`;
    });
  } finally {
    await sql.end();
  }
}
