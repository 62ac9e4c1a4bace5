"use client";
import { Menu, X } from "lucide-react";
import { usePathname } from "next/navigation";
import { type ReactNode, useEffect, useRef } from "react";

/** The sidebar on a small screen. The browser's own dialog keeps the focus inside and closes on Escape. */
export function Drawer({ children }: { children: ReactNode }) {
  const dialog = useRef<HTMLDialogElement>(null);
  const path = usePathname();
  useEffect(() => dialog.current?.close(), [path]);
  return (
    <>
      <button
        type="button"
        aria-label="Open menu"
        className="button button-quiet button-icon"
        onClick={() => dialog.current?.showModal()}
      >
        <Menu className="size-5" aria-hidden />
      </button>
      <dialog
        ref={dialog}
        aria-label="Menu"
        closedby="any"
        className="fixed inset-y-0 left-0 m-0 h-dvh max-h-none w-72 max-w-[85vw] border-r border-line bg-sunken text-ink backdrop:bg-[rgb(0_0_0/0.4)]"
      >
        <button
          type="button"
          aria-label="Close menu"
          className="button button-quiet button-icon absolute top-3 right-3"
          onClick={() => dialog.current?.close()}
        >
          <X className="size-4" aria-hidden />
        </button>
        {children}
      </dialog>
    </>
  );
}
