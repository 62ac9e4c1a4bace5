"use client";
import dynamic from "next/dynamic";
import { useState } from "react";
import type { Me } from "#lib/views/organisation/shape.ts";
import { UserFace } from "./user-face.tsx";

// The menu's library is fetched when somebody reaches for it: it would be a third of the catalog's budget.
const UserMenu = dynamic(() => import("./user-menu.tsx").then((module) => module.UserMenu), { ssr: false });

export function UserButton({ me, signOut }: { me: Me; signOut: () => Promise<unknown> }) {
  const [wanted, setWanted] = useState(false);
  if (wanted) return <UserMenu me={me} signOut={signOut} />;
  return <UserFace me={me} aria-haspopup="menu" onClick={() => setWanted(true)} />;
}
