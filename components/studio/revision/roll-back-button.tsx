"use client";
import { Undo2 } from "lucide-react";
import { useShown } from "#components/organisation/listed.ts";
import { Button } from "#components/ui/button.tsx";
import type { RevisionActions } from "./actions.ts";
import { RollBackDialog } from "./roll-back-dialog.tsx";

interface Props {
  name: string;
  title: string;
  current: number;
  revision: number;
  rollBack: RevisionActions["rollBack"];
}

export function RollBackButton(props: Props) {
  const { shown, show, close } = useShown<true>();
  return (
    <>
      <Button small onClick={() => show(true)}>
        <Undo2 className="size-3.5" aria-hidden />
        Roll back to it
      </Button>
      {shown ? <RollBackDialog {...props} close={close} /> : null}
    </>
  );
}
