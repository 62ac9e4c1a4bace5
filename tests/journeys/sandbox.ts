import { type APIRequestContext, expect, type Page } from "@playwright/test";

interface Received {
  method: string;
  path: string;
  body: Record<string, unknown> | null;
  answered: number | null;
}

interface Fault {
  target: "jira" | "github" | "platform";
  fault: "slow" | "rate-limit" | "error" | "drop-after-effect" | "drop-before-effect" | "unauthorised";
  when: { method?: string; path: string };
  status?: number;
  delayMs?: number;
  times?: number;
}

/** The stand-ins, as somebody on the other side sees and moves them. */
export class Sandbox {
  readonly #request: APIRequestContext;

  constructor(request: APIRequestContext) {
    this.#request = request;
  }

  /** What has arrived that holds this text, in the order in which it came. */
  async received(target: Fault["target"], text: string): Promise<Received[]> {
    const answer = await this.#request.get(`/control/received?target=${target}&limit=1000`);
    const { received }: { received: Received[] } = await answer.json();
    return received.filter((each) => JSON.stringify([each.path, each.body]).includes(text));
  }

  async setFault(fault: Fault): Promise<string> {
    const answer = await this.#request.post("/control/faults", { data: fault });
    expect(answer.status(), await answer.text()).toBe(201);
    const { id }: { id: string } = await answer.json();
    return id;
  }

  async clearFault(id: string): Promise<void> {
    await this.#request.delete(`/control/faults/${id}`);
  }
}

/** Moves a ticket by its page, as a person of the other team does. */
export async function moveTicket(
  ticket: Page,
  move: "Done" | "Won't Do" | "In Progress",
  fields: Record<string, string> = {},
): Promise<void> {
  for (const [name, value] of Object.entries(fields)) await ticket.getByLabel(name).fill(value);
  await ticket.getByRole("button", { name: move, exact: true }).click();
  await expect(ticket.getByRole("button", { name: move, exact: true })).toHaveAttribute("aria-current", "true");
}
