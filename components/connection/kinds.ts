import type { ConnectionView } from "#lib/views/connection/shape.ts";

export type Kind = ConnectionView["kind"];

/** How an HTTP endpoint is signed in to. */
export const ways = { token: "A token in a header", user: "User and password", none: "Nothing" } as const;
export type Way = keyof typeof ways;

export interface Part {
  name: string;
  label: string;
  help?: string;
  secret: boolean;
  /** Asked only of who signs in this way. */
  way?: Way;
  type: "text" | "email" | "password";
}

interface BaseUrl {
  placeholder: string;
  help: string;
  /** What is meant when nothing is entered. */
  usual?: string;
}

/** How the outside is told to send webhooks. */
export interface Webhooks {
  where: string;
  events: string;
}

const webhookSecret = { name: "webhookSecret", label: "Webhook secret", secret: true, type: "password" } as const;

/** What each kind of connection asks an admin. */
export const kinds = {
  jira: {
    title: "Jira site",
    icon: "ticket",
    baseUrl: { placeholder: "https://example.atlassian.net", help: "The site itself, as you open it in the browser." },
    parts: [
      { name: "email", label: "Email of the account", secret: false, type: "email" },
      {
        name: "token",
        label: "API token",
        help: "Made in the account’s Atlassian security settings.",
        secret: true,
        type: "password",
      },
      webhookSecret,
    ],
    webhooks: { where: "Jira’s settings, System, WebHooks", events: "Issue: created, updated, deleted" },
  },
  github: {
    title: "GitHub",
    icon: "workflow",
    baseUrl: {
      placeholder: "https://api.github.com",
      help: "Left empty: https://api.github.com. GitHub Enterprise Server has its API at https://github.example.com/api/v3.",
      usual: "https://api.github.com",
    },
    parts: [
      {
        name: "token",
        label: "Token",
        help: "With Actions: read and write. Leave it empty for a GitHub App.",
        secret: true,
        type: "password",
      },
      { name: "appId", label: "App id", help: "A GitHub App goes before a token.", secret: false, type: "text" },
      { name: "installationId", label: "Installation id", secret: false, type: "text" },
      {
        name: "privateKey",
        label: "Private key of the app",
        help: "The whole .pem file.",
        secret: true,
        type: "password",
      },
      webhookSecret,
    ],
    webhooks: {
      where: "the settings of the App, the organisation or the repository, Webhooks",
      events: "Workflow runs, Workflow jobs, Pull requests; content type application/json",
    },
  },
  http: {
    title: "HTTP endpoint",
    icon: "globe",
    baseUrl: { placeholder: "https://platform.example.com/api", help: "Steps name a path below it, never a host." },
    parts: [
      {
        name: "token",
        label: "Token",
        help: "Sent as the value of the header.",
        secret: true,
        type: "password",
        way: "token",
      },
      { name: "user", label: "User", secret: false, type: "text", way: "user" },
      { name: "password", label: "Password", secret: true, type: "password", way: "user" },
    ],
    webhooks: null,
  },
} as const satisfies Record<
  Kind,
  { title: string; icon: string; baseUrl: BaseUrl; parts: readonly Part[]; webhooks: Webhooks | null }
>;

export function isWay(value: string): value is Way {
  return Object.hasOwn(ways, value);
}

export function isKind(value: string): value is Kind {
  return Object.hasOwn(kinds, value);
}

/** The address of a kind that has but one for most. */
export function usualBaseUrl(kind: Kind): string {
  const { usual = "" }: BaseUrl = kinds[kind].baseUrl;
  return usual;
}

export function kindTitle(kind: ConnectionView["kind"]): string {
  return kinds[kind].title;
}
