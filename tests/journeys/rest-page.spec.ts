import { execFile } from "node:child_process";
import { readFileSync } from "node:fs";
import path from "node:path";
import { expect, test } from "./journey.ts";

/** The lines of docs/rest.md, one command each. */
function commands(): string[] {
  const page = readFileSync(path.resolve(import.meta.dirname, "../../docs/rest.md"), "utf8");
  const blocks = [...page.matchAll(/```sh\n([\s\S]*?)```/g)].map(([, block = ""]) => block);
  return blocks.flatMap((block) => block.split("\n\n")).map((command) => command.trim());
}

interface Answer {
  status: number;
  body: string;
}

function run(command: string): Promise<Answer> {
  return new Promise((resolve, reject) => {
    execFile("bash", ["-c", `${command} -w '\\n%{http_code}'`], { timeout: 30_000 }, (error, stdout) => {
      if (error) return reject(error);
      const end = stdout.lastIndexOf("\n");
      resolve({ status: Number(stdout.slice(end + 1)), body: stdout.slice(0, end) });
    });
  });
}

/** Which order of the page a command is about: its numbers begin at REQ-1001, as in a sandbox that was just started. */
const ordered = (command: string, numbers: readonly string[]) =>
  command.replace(/REQ-(\d+)/, (_, number: string) => numbers[Number(number) - 1001] ?? "REQ-0");

test("the lines of docs/rest.md work as printed", async ({ baseURL, rest }) => {
  const numbers: string[] = [];
  const developer = rest("developer");
  let probe = "";
  for (const printed of commands()) {
    const command = ordered(printed, numbers)
      .replaceAll("localhost:3000", new URL(baseURL ?? "").host)
      .replace(/(?<=\/probes\/)[0-9a-f-]{36}/, probe);
    if (command.includes("/steps/grant/complete")) await isWaiting(numbers.at(-1) ?? "");
    const { status, body } = await run(command);
    expect(`${status} ${command}\n${body}`).toMatch(/^20[012] /);
    probe = /^location: .*\/probes\/(\S+)/m.exec(body)?.[1] ?? probe;
    if (status === 201 && command.includes("/requests ")) numbers.push(numberIn(body));
    // What follows asks for what this one has made.
    if (numbers.length === 1) await developer.reaches(numbers[0] ?? "", "completed");
  }
  expect(numbers).toHaveLength(2);

  async function isWaiting(number: string): Promise<void> {
    await expect
      .poll(async () => (await developer.request(number)).steps[0]?.state, { timeout: 30_000 })
      .toBe("waiting");
  }
});

function numberIn(body: string): string {
  const { number }: { number: string } = JSON.parse(body);
  return number;
}
