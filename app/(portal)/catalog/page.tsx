import { redirect } from "next/navigation";

export default function CatalogAddress() {
  redirect("/");
}
