"use client";
import { CircleUser, KeyRound, LogOut, Monitor, Moon, Sun } from "lucide-react";
import { useRouter } from "next/navigation";
import type { Me } from "#lib/views/organisation/shape.ts";
import { Menu, MenuChoice, MenuItem, MenuLine } from "#components/ui/menu.tsx";
import { useTheme } from "./use-theme.ts";
import { UserFace } from "./user-face.tsx";

const sign = "size-4 text-muted";
const choices = [
  { value: "system", label: "As the system", icon: <Monitor className={sign} aria-hidden /> },
  { value: "light", label: "Light", icon: <Sun className={sign} aria-hidden /> },
  { value: "dark", label: "Dark", icon: <Moon className={sign} aria-hidden /> },
] as const;

export function UserMenu({ me, signOut }: { me: Me; signOut: () => Promise<unknown> }) {
  const [theme, setTheme] = useTheme();
  const router = useRouter();
  const leave = async () => {
    await signOut();
    window.location.assign("/signin");
  };
  return (
    <Menu side="top" defaultOpen trigger={<UserFace me={me} />}>
      <MenuChoice label="Theme" value={theme} options={choices} onChange={setTheme} />
      <MenuLine />
      <MenuItem onSelect={() => router.push("/settings/account")}>
        <CircleUser className={sign} aria-hidden />
        Account
      </MenuItem>
      <MenuItem onSelect={() => router.push("/settings/tokens")}>
        <KeyRound className={sign} aria-hidden />
        Tokens
      </MenuItem>
      <MenuLine />
      <MenuItem onSelect={() => void leave()}>
        <LogOut className={sign} aria-hidden />
        Sign out
      </MenuItem>
    </Menu>
  );
}
