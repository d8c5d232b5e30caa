import { Link } from "wouter";
import { useLinkTo } from "../../app/clocks.ts";
import type { Area } from "./area.ts";

interface WayProps {
  readonly way: readonly Area[];
  readonly zoomTo: (code: string | null) => string;
}

/** Where the picture is, and the way back up. */
export function Way({ way, zoomTo }: WayProps) {
  const linkTo = useLinkTo();
  const here = way.at(-1);
  if (way.length < 2 || !here) return null;
  return (
    <nav aria-label="Way up" className="way">
      <ol>
        {way.slice(0, -1).map(({ id, name, code }) => (
          <li key={id}>
            <Link href={zoomTo(code)}>{name}</Link>
          </li>
        ))}
        <li aria-current="true">{here.name}</li>
      </ol>
      {here.code && here.kind !== "NO_CONSORTIUM" && (
        <Link href={linkTo(`/organisations/${here.code}`)}>All about {here.name}</Link>
      )}
    </nav>
  );
}
