// @vitest-environment jsdom
import { act, renderHook, waitFor } from "@testing-library/react";
import { afterEach, beforeEach, expect, test } from "vitest";
import { good } from "#lib/core/offering/document.fixture.ts";
import { answer } from "./answer.ts";
import type { Sent } from "./questions.ts";
import { useCheck } from "./use-check.ts";

/** jsdom has no workers: this one answers what it is asked when it is told to. */
class SlowWorker extends EventTarget {
  static asked: { sent: Sent; answer: () => void; worker: SlowWorker }[] = [];

  postMessage(sent: Sent): void {
    const reply = () =>
      this.dispatchEvent(
        new MessageEvent("message", { data: { id: sent.id, answered: answer(sent, sent.context ?? {}) } }),
      );
    SlowWorker.asked.push({ sent, answer: reply, worker: this });
  }

  terminate(): void {}
}

const context = {};
const before = globalThis.Worker;
beforeEach(() => {
  SlowWorker.asked = [];
  Object.assign(globalThis, { Worker: SlowWorker });
});
afterEach(() => void Object.assign(globalThis, { Worker: before }));

const sources = () => SlowWorker.asked.map(({ sent }) => sent.asked.source);
const answerLast = () => act(async () => SlowWorker.asked.at(-1)?.answer());

test("while a text is being judged only the newest one waits, and no answer comes after that of a newer text", async () => {
  const { result, rerender } = renderHook(({ source }) => useCheck(source, context), {
    initialProps: { source: good },
  });
  expect(result.current).toMatchObject({ state: "checking", source: null, offering: null });
  rerender({ source: `${good}# 1` });
  rerender({ source: `${good}# 2` });
  expect(sources()).toEqual([good]);
  await answerLast();
  await waitFor(() => expect(sources()).toEqual([good, `${good}# 2`]));
  expect(result.current).toMatchObject({ state: "checking", source: good });
  await answerLast();
  await waitFor(() => expect(result.current).toMatchObject({ state: "checked", source: `${good}# 2`, issues: [] }));
});

test("what is drawn from the document stays while half a word makes it unreadable", async () => {
  const { result, rerender } = renderHook(({ source }) => useCheck(source, context), {
    initialProps: { source: good },
  });
  await answerLast();
  await waitFor(() => expect(result.current.offering?.metadata.name).toBe("database"));
  rerender({ source: `${good}meta` });
  await waitFor(() => expect(sources()).toHaveLength(2));
  await answerLast();
  await waitFor(() => expect(result.current.issues).not.toHaveLength(0));
  expect(result.current).toMatchObject({ stale: true, offering: { metadata: { name: "database" } } });
});

test("a check that broke says so, and the next text is judged by another", async () => {
  const { result, rerender } = renderHook(({ source }) => useCheck(source, context), {
    initialProps: { source: good },
  });
  await act(async () => SlowWorker.asked[0]?.worker.dispatchEvent(new ErrorEvent("error", { message: "gone" })));
  await waitFor(() => expect(result.current.state).toBe("failed"));
  rerender({ source: `${good}# 1` });
  await waitFor(() => expect(sources()).toHaveLength(2));
  await answerLast();
  await waitFor(() => expect(result.current.state).toBe("checked"));
});
