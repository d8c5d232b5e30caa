import { expect, it } from "vitest";
import type { IsoDate } from "../../src/model/dates.ts";
import { describeOnEachEngine } from "../engines.ts";
import { ask } from "./asking.ts";
import { fact, organisation, source, write } from "./small-graph.ts";

const member = (from: string, to: string, day = "2010-04-01") =>
  fact({ kind: "MEMBERSHIP", from, to, status: "ESTABLISHED" }, { from: day });
const counted = { listSize: 1_000, listSizeOn: "2011-04-01" as IsoDate };

describeOnEachEngine("registered patients", (engine) => {
  it("are null where none was counted, those that were where some are not, and 0 where there is no practice", async () => {
    const graph = await engine.empty();
    await write(graph, {
      sources: [source],
      organisations: [
        organisation("SHA", "Q99"),
        ...["5AA", "5AB", "5AC"].map((code) => organisation("PCT", code)),
        organisation("CONSORTIUM", "test-health"),
        organisation("PRACTICE", "A81901"),
        organisation("PRACTICE", "A81902", counted),
        organisation("PRACTICE", "A81903"),
      ],
      facts: [
        ...["5AA", "5AB", "5AC"].map((code) => member(code, "Q99")),
        member("A81901", "5AA"),
        member("A81902", "5AB"),
        member("A81903", "5AB"),
        member("A81901", "test-health"),
      ],
    });
    const answer = await ask(
      graph,
      `{ all: practices { totalPatients }
         none: practices(where: {code: {eq: "A81901"}}) { totalPatients }
         empty: practices(where: {code: {eq: "A99999"}}) { totalCount totalPatients nodes { code } }
         pcts { nodes { code patients practices { totalPatients nodes { code } } } }
         shas { nodes { patients } }
         consortia { nodes { patients managementAllowance { lowGbp } } }
         practiceCounts(groupBy: PCT) { group { code } practices patients }
         delegationSummary(within: "5AB") { practicesUnclear patientsUnclear practicesOutside patientsOutside }
         unclear: delegationSummary(within: "5AA") { patientsUnclear patientsOutside } }`,
    );
    expect(answer).toMatchObject({
      all: { totalPatients: 1_000 },
      none: { totalPatients: null },
      empty: { totalPatients: 0 },
      pcts: {
        nodes: [
          { code: "5AA", patients: null, practices: { totalPatients: null } },
          { code: "5AB", patients: 1_000, practices: { totalPatients: 1_000 } },
          { code: "5AC", patients: 0, practices: { totalPatients: 0 } },
        ],
      },
      shas: { nodes: [{ patients: 1_000 }] },
      consortia: { nodes: [{ patients: null, managementAllowance: null }] },
      practiceCounts: [
        { group: { code: "5AA" }, practices: 1, patients: null },
        { group: { code: "5AB" }, practices: 2, patients: 1_000 },
      ],
      delegationSummary: {
        practicesUnclear: 2,
        patientsUnclear: 1_000,
        practicesOutside: 0,
        patientsOutside: 0,
      },
      unclear: { patientsUnclear: 0, patientsOutside: 0 },
    });
  });
});
