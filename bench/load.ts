export interface Load {
  /** How long each took, in milliseconds. */
  took: number[];
  perSecond: number;
}

/** Does a piece of work so many times, a fixed number of them at once. */
export async function atOnce(lanes: number, count: number, work: (index: number) => Promise<unknown>): Promise<Load> {
  const took: number[] = [];
  let next = 0;
  const lane = async () => {
    for (let index = next++; index < count; index = next++) {
      const began = performance.now();
      await work(index);
      took.push(performance.now() - began);
    }
  };
  const began = performance.now();
  await Promise.all(Array.from({ length: lanes }, lane));
  return { took, perSecond: (count * 1000) / (performance.now() - began) };
}
