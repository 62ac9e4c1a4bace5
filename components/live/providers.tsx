"use client";
import { QueryClient, QueryClientProvider } from "@tanstack/react-query";
import { type ReactNode, useState } from "react";
import { LiveStream } from "./stream.tsx";
import { RestError } from "./rest.ts";

function client(): QueryClient {
  return new QueryClient({
    defaultOptions: {
      queries: {
        staleTime: 15_000,
        // A refusal does not change by asking again; a lost connection may.
        retry: (failures, error) => failures < 2 && !(error instanceof RestError && error.status < 500),
      },
    },
  });
}

/** What the browser keeps fresh on signed-in pages: queries, and the one stream that says when to ask again. */
export function Providers({ reader, children }: { reader: string; children: ReactNode }) {
  const [queries] = useState(client);
  return (
    <QueryClientProvider client={queries}>
      <LiveStream reader={reader} />
      {children}
    </QueryClientProvider>
  );
}
