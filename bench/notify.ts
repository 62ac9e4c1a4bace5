import postgres from "postgres";

const warmUp = 5;

/** How long a NOTIFY takes to another connection: what nothing that tells by NOTIFY can be faster than. */
export async function notifyTimes(databaseUrl: string, count: number): Promise<number[]> {
  const listener = postgres(databaseUrl, { max: 1, onnotice: () => {} });
  const sender = postgres(databaseUrl, { max: 1, onnotice: () => {} });
  const took: number[] = [];
  let heard = () => {};
  try {
    await listener.listen("pao_bench", () => heard());
    for (let index = -warmUp; index < count; index += 1) {
      const arrived = new Promise<void>((resolve) => (heard = resolve));
      const began = performance.now();
      await sender.notify("pao_bench", String(index));
      await arrived;
      if (index >= 0) took.push(performance.now() - began);
    }
    return took;
  } finally {
    await Promise.all([listener.end(), sender.end()]);
  }
}
