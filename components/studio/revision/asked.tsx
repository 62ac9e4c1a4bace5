"use client";
import type { UseQueryResult } from "@tanstack/react-query";
import type { ReactNode } from "react";
import { RestError } from "#components/live/rest.ts";
import { Button } from "#components/ui/button.tsx";
import { Notice } from "#components/ui/notice.tsx";

/** What the server was asked for, or that it is still on its way, or why it did not come. */
export function Asked<T>({ asked, children }: { asked: UseQueryResult<T>; children: (data: T) => ReactNode }) {
  const { data, error, isFetching } = asked;
  if (data !== undefined) return children(data);
  if (isFetching || !error)
    return (
      <p role="status" className="text-muted">
        Holding past orders against it…
      </p>
    );
  return (
    <Notice tone="warn" title={error.message}>
      {error instanceof RestError ? error.remedy : null}{" "}
      <Button small tone="quiet" onClick={() => void asked.refetch()}>
        Try again
      </Button>
    </Notice>
  );
}
