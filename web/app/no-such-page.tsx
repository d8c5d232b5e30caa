import { Link, useLocation } from "wouter";
import { useLinkTo } from "./clocks.ts";

export function NoSuchPage() {
  const [path] = useLocation();
  const linkTo = useLinkTo();
  return (
    <>
      <h1>No such page</h1>
      <p>
        There is nothing at <code>{path}</code>. <Link href={linkTo("/")}>Go to England</Link>.
      </p>
    </>
  );
}
