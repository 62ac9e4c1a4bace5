import { cleanup, render, screen, waitFor } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { useRef, useState } from "react";
import { flushSync } from "react-dom";
import { afterEach, expect, test } from "vitest";
import { afterDialog } from "./after-dialog.ts";
import { Dialog } from "./dialog.tsx";

afterEach(cleanup);

/** A page whose dialog leads to one of its fields. */
function Page({ lead }: { lead: (work: () => void) => void }) {
  const [open, setOpen] = useState(false);
  const field = useRef<HTMLInputElement>(null);
  const close = () => {
    flushSync(() => setOpen(false));
    lead(() => field.current?.focus());
  };
  return (
    <>
      <button onClick={() => setOpen(true)}>Open</button>
      <input ref={field} aria-label="Name" />
      {open ? (
        <Dialog open onOpenChange={close} title="What is missing">
          <button onClick={close}>To the name</button>
        </Dialog>
      ) : null}
    </>
  );
}

test("the cursor stays where a dialog led to, and does not go back to what opened it", async () => {
  render(<Page lead={afterDialog} />);
  await userEvent.click(screen.getByRole("button", { name: "Open" }));
  await userEvent.click(await screen.findByRole("button", { name: "To the name" }));
  await waitFor(() => expect(document.activeElement).toBe(screen.getByLabelText("Name")));
  await userEvent.keyboard("orders");
  expect(screen.getByLabelText<HTMLInputElement>("Name").value).toBe("orders");
});
