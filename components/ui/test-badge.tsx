import { FlaskConical } from "lucide-react";
import { Badge } from "./badge.tsx";

/** Beside what a test order is or made. */
export function TestBadge() {
  return (
    <Badge tone="info" className="gap-1">
      <FlaskConical className="size-3" aria-hidden />
      Test
    </Badge>
  );
}
