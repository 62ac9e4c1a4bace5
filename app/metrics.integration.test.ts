import { afterAll, beforeAll, expect, test, vi } from "vitest";
import { openDatabase } from "#db/client.ts";
import { flushMeasures } from "#db/measure.ts";
import { digestOf } from "#db/session.ts";
import { person, token } from "#db/tables.ts";
import { openStage, type Stage } from "#tests/engine/harness.ts";
import { GET } from "./api/metrics/route.ts";

let stage: Stage;
const scraper = "a-scraper-of-the-house";

beforeAll(async () => {
  // Settings are read once per process.
  vi.stubEnv("PAO_METRICS_TOKEN", scraper);
  stage = await openStage();
  globalThis.paoDatabase = openDatabase(stage.url);
  await stage.db.insert(person).values({ id: "boss", name: "Boss", roles: ["admin"] });
  await stage.db.insert(token).values([
    { name: "boss", person: "boss", hash: digestOf("token-of-an-admin") },
    { name: "dev", person: "dev", hash: digestOf("token-of-a-developer") },
  ]);
  await stage.engine();
});

afterAll(async () => {
  await globalThis.paoDatabase?.close();
  globalThis.paoDatabase = undefined;
  await stage.end();
});

function ask(bearer?: string): Promise<Response> {
  const headers = bearer === undefined ? {} : { authorization: `Bearer ${bearer}` };
  return GET(new Request("http://localhost:3000/api/metrics", { headers }));
}

const sample =
  /^([a-z_]+)(?:\{((?:[a-z]+="(?:[^"\\\n]|\\["\\n])*",?)+)\})? (NaN|[+-]Inf|-?\d+(?:\.\d+)?(?:e[+-]\d+)?)$/;

/** Every sample by name and labels; throws where a line is not what Prometheus reads. */
async function scrape(): Promise<Map<string, number>> {
  const answer = await ask(scraper);
  expect(answer.headers.get("content-type")).toBe("text/plain; version=0.0.4; charset=utf-8");
  const samples = new Map<string, number>();
  let family = "";
  for (const line of (await answer.text()).trimEnd().split("\n")) {
    const head = /^# (?:HELP|TYPE) (\S+) ./.exec(line);
    if (head) {
      family = head[1] ?? "";
      continue;
    }
    const [, name, labels = "", value] = sample.exec(line) ?? [];
    if (!name?.startsWith(family) || family === "") throw new Error(`Not readable: ${line}`);
    expect(samples.has(`${name}{${labels}}`)).toBe(false);
    samples.set(`${name}{${labels}}`, Number(value?.replace("Inf", "Infinity")));
  }
  return samples;
}

const httpStep = { id: "call", uses: "http", with: { method: "PUT", path: "/v1/buckets/orders", body: {} } };

/** By how much a figure has moved; it is told right after what it tells of. */
function mover(before: Map<string, number>) {
  return async (key: string) => ((await scrape()).get(key) ?? 0) - (before.get(key) ?? 0);
}

test("only the scraper of the settings and admins are told how PAO does", async () => {
  expect((await ask()).status).toBe(401);
  expect((await ask("somebody-elses-token")).status).toBe(401);
  expect((await ask("token-of-a-developer")).status).toBe(403);
  expect((await ask("token-of-an-admin")).status).toBe(200);
  expect((await ask(scraper)).status).toBe(200);
});

test("a request that runs moves the figures: steps, calls to the outside, requests", async () => {
  const before = await scrape();
  expect(before.get("pao_engines{}")).toBe(1);
  const moved = mover(before);
  const number = await stage.order([httpStep]);
  await stage.requestReaches(number, "completed");
  const steps = 'pao_step_duration_seconds_count{adapter="http",outcome="completed"}';
  await stage.until(async () => (await moved(steps)) === 1);
  expect(await moved('pao_step_duration_seconds_bucket{adapter="http",outcome="completed",le="+Inf"}')).toBe(1);
  expect(await moved('pao_requests{state="completed"}')).toBe(1);
  expect(await moved('pao_outside_call_duration_seconds_count{connection="platform",outcome="answered"}')).toBe(1);
  expect(
    await moved('pao_outside_call_duration_seconds_sum{connection="platform",outcome="answered"}'),
  ).toBeGreaterThan(0);
  expect((await scrape()).get('pao_queue_oldest_seconds{queue="step"}')).toBe(0);
});

test("a call that the outside refuses is told apart from one that it answers", async () => {
  await stage.fault({ target: "platform", fault: "unauthorised" });
  const moved = mover(await scrape());
  const number = await stage.order([httpStep]);
  await stage.stepReaches(number, "call", "failed");
  await stage.until(
    async () => (await moved('pao_step_duration_seconds_count{adapter="http",outcome="failed"}')) === 1,
  );
  expect(await moved('pao_outside_call_duration_seconds_count{connection="platform",outcome="refused"}')).toBe(1);
  expect(await moved('pao_steps{adapter="http",state="failed"}')).toBe(1);
  await stage.clearFaults();
});

test("what several processes measured is added up, and asking twice counts nothing twice", async () => {
  const key = 'pao_event_lag_seconds_count{stage="heard"}';
  const before = (await scrape()).get(key) ?? 0;
  const counts = Array.from({ length: 12 }, (_, at) => (at === 3 ? 2 : 0));
  const tally = { name: "pao_event_lag_seconds", labels: { stage: "heard" }, counts, sum: 0.1 };
  for (const seconds of [1, 2]) {
    globalThis.paoTallies = new Map([[String(seconds), tally]]);
    await flushMeasures(stage.db);
  }
  expect((await scrape()).get(key)).toBe(before + 4);
  expect((await scrape()).get(key)).toBe(before + 4);
});

test("however many offerings are ordered, the lines stay few", async () => {
  const orders = Array.from({ length: 110 }, () =>
    stage.order([{ id: "later", uses: "manual", with: { team: "data-platform", instructions: "Wait." } }]),
  );
  await Promise.all(orders);
  const lines = [...(await scrape())].filter(([key]) => key.startsWith("pao_requests_open{"));
  expect(lines).toHaveLength(101);
  expect(lines.find(([key]) => key.includes('"other"'))?.[1]).toBeGreaterThanOrEqual(10);
  expect([...(await scrape()).keys()].length).toBeLessThan(400);
});
