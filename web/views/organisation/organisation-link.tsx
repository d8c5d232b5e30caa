import { Link } from "wouter";
import { useLinkTo } from "../../app/clocks.ts";
import type { End } from "./organisation-query.ts";

/** A name that leads to its organisation's page; made-up ones are marked. */
export function OrganisationLink({ organisation }: { readonly organisation: End }) {
  const linkTo = useLinkTo();
  const { code, name, confidence } = organisation;
  return (
    <Link
      href={linkTo(`/organisations/${encodeURIComponent(code)}`)}
      className={confidence === "SYNTHETIC" ? "synthetic" : undefined}
      title={confidence === "SYNTHETIC" ? `${name}, synthetic` : undefined}
    >
      {name}
    </Link>
  );
}
