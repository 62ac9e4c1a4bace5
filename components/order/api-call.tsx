"use client";
import { CodeXml } from "lucide-react";
import dynamic from "next/dynamic";
import { useState } from "react";
import { splitSecrets } from "#lib/core/form/secrets.ts";
import type { Form } from "#lib/core/form/form.ts";
import { Code } from "#components/ui/payload.tsx";
import { apiCommand } from "./api-command.ts";
import type { OrderDraft } from "./plan-query.ts";

const Dialog = dynamic(() => import("#components/ui/dialog.tsx").then((module) => module.Dialog), { ssr: false });

interface CallProps {
  form: Form;
  draft: OrderDraft;
  /** The reader's token where it is no secret, as in the sandbox. */
  token: string | null;
}

/** The same order as a command: secret answers are left for the reader to fill in. */
export function ApiCall(props: CallProps) {
  const [open, setOpen] = useState<boolean | null>(null);
  return (
    <>
      <button type="button" className="button button-quiet max-sm:px-0" onClick={() => setOpen(true)}>
        <CodeXml className="size-4" aria-hidden />
        As API call
      </button>
      {open === null ? null : (
        <Dialog
          open={open}
          onOpenChange={setOpen}
          wide
          title="As API call"
          description="The same order from a script or a pipeline, with your answers as they stand now."
        >
          <Calls {...props} />
        </Dialog>
      )}
    </>
  );
}

function Calls({ form, draft, token }: CallProps) {
  const { open, secrets } = splitSecrets(form, draft.inputs);
  const { offering, project, environment, operation, resource } = draft;
  // Of an operation, its resource says where.
  const where =
    resource === undefined ? { project: project || "…", environment: environment || "…" } : { operation, resource };
  const body = { ...where, inputs: open };
  const origin = window.location.origin;
  return (
    <div className="space-y-5">
      <div>
        <h3 className="font-medium">Order it</h3>
        <p className="text-xs text-muted">Run twice with the same Idempotency-Key, it is still one request.</p>
        <Code
          title="POST /api/v1/requests"
          text={apiCommand({
            origin,
            token,
            path: "/requests",
            body: { offering, ...body },
            headers: [`"Idempotency-Key: $(uuidgen)"`],
          })}
        />
      </div>
      <div>
        <h3 className="font-medium">Only look at the plan</h3>
        <Code
          title={`POST /api/v1/catalog/${offering}/plan`}
          text={apiCommand({ origin, token, path: `/catalog/${offering}/plan`, body })}
        />
      </div>
      {Object.keys(secrets).length > 0 ? (
        <p className="text-xs text-muted">
          Secret answers are left out. Add them yourself:{" "}
          <code className="font-mono">{Object.keys(secrets).join(", ")}</code>
        </p>
      ) : null}
    </div>
  );
}
