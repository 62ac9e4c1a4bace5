import path from "node:path";
import { makeCast, openSessions, type Role, type Somebody } from "./cast.ts";
import { asBrowser } from "./next.ts";

const app = path.resolve(import.meta.dirname, "../../app");

interface Auth {
  sessionCookie: () => { name: string };
  writeSessionCookie: (held: string) => Promise<string>;
}

/** A module of the app by its file; nothing of the app is imported by name here. */
export const appModule = async <T>(file: string): Promise<T> => (await import(path.join(app, file))) as T;

export type Browser = <T>(phase: "render" | "action", role: Role, work: () => Promise<T>) => Promise<T>;

/** The browsers of all who try: each with the cookie of their own session. Readers have none: they are programs. */
export async function openBrowsers(): Promise<Browser> {
  await makeCast();
  const { sessionCookie, writeSessionCookie } = await appModule<Auth>("auth.ts");
  const cookies: Record<Somebody, string> = await openSessions(
    async (held) => `${sessionCookie().name}=${await writeSessionCookie(held)}`,
  );
  return (phase, role, work) => asBrowser(phase, role === "nobody" ? null : cookies[role], work);
}
