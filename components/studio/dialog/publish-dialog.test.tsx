import { cleanup, render, screen } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { afterEach, expect, test, vi } from "vitest";
import type { DraftActions } from "../actions.ts";
import { PublishDialog } from "./publish-dialog.tsx";

afterEach(cleanup);

test("publishing over a newer revision that was not ticked says so at the tick, and publishes nothing", async () => {
  const publishDraft = vi.fn<DraftActions["publishDraft"]>(async () => ({ ok: true, value: { revision: 4 } }));
  render(
    <PublishDialog
      draft={{
        id: "draft-1",
        title: "Lake",
        basedOn: 2,
        current: 3,
        note: "More room.",
        proposal: false,
        begunBy: { id: "ada", name: "Ada" },
      }}
      version={1}
      source=""
      published=""
      issues={[]}
      replay={null}
      publishDraft={publishDraft}
      done={() => {}}
      close={() => {}}
    />,
  );
  const tick = screen.getByRole("checkbox", { name: "Publish over revision 3 all the same" });
  await userEvent.click(screen.getByRole("button", { name: "Publish" }));
  expect(document.activeElement).toBe(tick);
  expect(document.getElementById(tick.getAttribute("aria-describedby") ?? "")?.textContent).toMatch(/^Tick this/);
  expect(publishDraft).not.toHaveBeenCalled();
  await userEvent.click(tick);
  await userEvent.click(screen.getByRole("button", { name: "Publish" }));
  expect(publishDraft).toHaveBeenCalledWith({ id: "draft-1", version: 1, note: "More room.", over: 3 });
});
