import type { NextConfig } from "next";

const headers = [
  { key: "X-Content-Type-Options", value: "nosniff" },
  { key: "Referrer-Policy", value: "strict-origin-when-cross-origin" },
  { key: "Permissions-Policy", value: "camera=(), microphone=(), geolocation=()" },
  { key: "Cross-Origin-Opener-Policy", value: "same-origin" },
];

const config: NextConfig = {
  reactStrictMode: true,
  poweredByHeader: false,
  agentRules: false,
  // `npm test` checks the types of everything; a start should not check a part of it again.
  typescript: { ignoreBuildErrors: true },
  // `next dev` would print what server actions are given, secret answers among it.
  logging: { serverFunctions: false },
  serverExternalPackages: ["postgres", "pg-boss", "drizzle-orm", "recheck"],
  turbopack: {
    resolveAlias: {
      "markdown-to-jsx/react": "./components/form/plain-text.tsx",
      "decode-named-character-reference": { browser: "./components/ui/character-reference.ts" },
    },
  },
  headers: () => Promise.resolve([{ source: "/:path*", headers }]),
};

export default config;
