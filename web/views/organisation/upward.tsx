import { SourceLink } from "../../parts/source-link.tsx";
import { inEnglishWords } from "../../parts/words.ts";
import { OrganisationLink } from "./organisation-link.tsx";
import type { End, Fact, OrganisationData } from "./organisation-query.ts";

/** A membership, and those of its group, as deep as was asked. */
type Step = Fact & { readonly group?: End & { readonly memberships?: readonly Step[] } };

/** What it lies in, all the way up: every live membership, the most trusted first. */
export function Upward({ organisation }: { readonly organisation: OrganisationData }) {
  if (organisation.memberships.length === 0) return null;
  return (
    <section>
      <h2>What it belongs to</h2>
      <Steps steps={organisation.memberships} />
    </section>
  );
}

function Steps({ steps }: { readonly steps: readonly Step[] }) {
  return (
    <ul className="tree">
      {steps.map(
        ({ factId, group, source, confidence }) =>
          group && (
            <li key={factId}>
              {inEnglishWords(group.kind)} <OrganisationLink organisation={group} />{" "}
              <SourceLink source={source} confidence={confidence} />
              {group.memberships && group.memberships.length > 0 && <Steps steps={group.memberships} />}
            </li>
          ),
      )}
    </ul>
  );
}
