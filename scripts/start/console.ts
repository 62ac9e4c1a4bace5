const terminal = process.stdout.isTTY;

export function say(text: string): void {
  process.stdout.write(`${text}\n`);
}

export function complain(text: string): void {
  process.stderr.write(`${text}\n`);
}

function seconds(since: number): string {
  const passed = (performance.now() - since) / 1000;
  return passed < 10 ? `${passed.toFixed(1)} s` : `${Math.round(passed)} s`;
}

/** Says what goes on while it goes on: on a terminal in one line that counts, elsewhere at the start and now and then. */
export async function during<Result>(title: string, work: Promise<Result>, hint = ""): Promise<Result> {
  const began = performance.now();
  const told = hint === "" ? "" : ` ${hint}`;
  const write = (ending: string) =>
    process.stdout.write(`${terminal ? "\r" : ""}${title}… ${seconds(began)}${told}${ending}`);
  if (!terminal) say(`${title}…${told}`);
  const timer = setInterval(() => write(terminal ? "" : "\n"), terminal ? 200 : 15_000);
  try {
    return await work;
  } finally {
    clearInterval(timer);
    write("\n");
  }
}
