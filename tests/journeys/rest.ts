import { type APIRequestContext, type APIResponse, expect } from "@playwright/test";

export type User = "developer" | "author" | "approver" | "manager" | "admin";

export interface Order {
  offering: string;
  project?: string;
  environment?: string;
  inputs: Record<string, unknown>;
  /** Of an operation: what is done to which resource. */
  operation?: string;
  resource?: string;
}

interface StepShown {
  id: string;
  state: string;
  attempts: number;
  startedAt: string | null;
  endedAt: string | null;
  reference: { id: string; url?: string } | null;
}

export interface RequestShown {
  number: string;
  state: string;
  inputs: Record<string, unknown>;
  steps: StepShown[];
  outputs: Record<string, { value: unknown }>;
}

/** REST with the token of one of the sandbox's people. */
export class Rest {
  readonly #request: APIRequestContext;
  readonly #headers: Record<string, string>;

  constructor(request: APIRequestContext, user: User) {
    this.#request = request;
    this.#headers = { Authorization: `Bearer sandbox-${user}` };
  }

  get(path: string): Promise<APIResponse> {
    return this.#request.get(`/api/v1${path}`, { headers: this.#headers });
  }

  post(path: string, data: unknown, headers: Record<string, string> = {}): Promise<APIResponse> {
    return this.#request.post(`/api/v1${path}`, { data, headers: { ...this.#headers, ...headers } });
  }

  put(path: string, data: unknown = {}): Promise<APIResponse> {
    return this.#request.put(`/api/v1${path}`, { data, headers: this.#headers });
  }

  delete(path: string): Promise<APIResponse> {
    return this.#request.delete(`/api/v1${path}`, { headers: this.#headers });
  }

  patch(path: string, data: unknown): Promise<APIResponse> {
    return this.#request.patch(`/api/v1${path}`, { data, headers: this.#headers });
  }

  /** Orders, and answers the request's number. */
  async order({ project = "checkout", environment = "dev", ...order }: Order): Promise<string> {
    const answer = await this.post("/requests", { project, environment, ...order });
    expect(answer.status(), await answer.text()).toBe(201);
    const { number }: { number: string } = await answer.json();
    return number;
  }

  async request(number: string): Promise<RequestShown> {
    return (await this.get(`/requests/${number}`)).json();
  }

  /** Once the request is in this state. */
  async reaches(number: string, state: string): Promise<RequestShown> {
    await expect
      .poll(async () => (await this.request(number)).state, { message: `${number} is ${state}`, timeout: 30_000 })
      .toBe(state);
    return this.request(number);
  }
}
