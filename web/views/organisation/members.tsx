import { useState } from "react";
import { useClocks } from "../../app/clocks.ts";
import { useViewQuery } from "../../graphql/use-view-query.ts";
import { kindsFromTop } from "../../parts/enumerations.ts";
import { Failure } from "../../parts/failure.tsx";
import { inCounts } from "../../parts/figures.ts";
import { Waiting } from "../../parts/waiting.tsx";
import { kindCounted } from "../../parts/words.ts";
import { isLive } from "./facts.ts";
import { OrganisationLink } from "./organisation-link.tsx";
import { type End, membersQuery, type OrganisationData } from "./organisation-query.ts";

/** Its members on the day, each of which opens to its own. */
export function Members({ organisation }: { readonly organisation: OrganisationData }) {
  const members = membersOf(organisation);
  if (members.length === 0) return null;
  return (
    <section>
      <h2>Members ({inCounts(members.length)})</h2>
      <MemberLists members={members} />
    </section>
  );
}

function membersOf({ history, code, asOf }: OrganisationData): readonly End[] {
  const members = new Map<string, End>();
  for (const fact of history) {
    if (fact.__typename !== "Membership" || fact.group.code !== code || !isLive(fact, asOf)) continue;
    members.set(fact.member.code, fact.member);
  }
  return [...members.values()];
}

/** Members by kind, the largest kind first. */
function MemberLists({ members }: { readonly members: readonly End[] }) {
  const groups = kindsFromTop.map((kind) => ({
    kind,
    ofKind: members.filter((member) => member.kind === kind),
  }));
  return groups
    .filter(({ ofKind }) => ofKind.length > 0)
    .map(({ kind, ofKind }) => (
      <details key={kind} open={ofKind.length <= 30}>
        <summary>
          {inCounts(ofKind.length)} {kindCounted(kind, ofKind.length)}
        </summary>
        <ul className="tree">
          {ofKind.map((member) => (
            <Member key={member.code} member={member} />
          ))}
        </ul>
      </details>
    ));
}

function Member({ member }: { readonly member: End }) {
  const [open, setOpen] = useState(false);
  const canOpen = member.kind !== "PRACTICE" && member.kind !== "SUPPORT_PROVIDER";
  return (
    <li>
      {canOpen && (
        <button
          type="button"
          className="tree-button"
          aria-expanded={open}
          aria-label={`Members of ${member.name}`}
          onClick={() => setOpen(!open)}
        >
          {open ? "−" : "+"}
        </button>
      )}
      <OrganisationLink organisation={member} />
      {open && <MembersOfMember code={member.code} />}
    </li>
  );
}

function MembersOfMember({ code }: { readonly code: string }) {
  const { asOf, knownAt, atRevision } = useClocks();
  const { data, error, retry } = useViewQuery(membersQuery, { code, asOf, knownAt, atRevision });
  if (error) return <Failure error={error} onRetry={retry} />;
  if (!data) return <Waiting />;
  const members = data.organisation?.members;
  if (!members || members.totalCount === 0)
    return <p className="note">Nobody is known to be its member on this day.</p>;
  return (
    <>
      <MemberLists members={members.nodes} />
      {members.totalCount > members.nodes.length && (
        <p className="note">
          The first {inCounts(members.nodes.length)} of {inCounts(members.totalCount)}.
        </p>
      )}
    </>
  );
}
