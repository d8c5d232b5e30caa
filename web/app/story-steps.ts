/** A step of the story: an address of the explorer, what to see there, and who said so. */
export interface StoryStep {
  readonly title: string;
  /** The day that the step is about, as people say it. */
  readonly when: string;
  readonly path: string;
  readonly parameters: Readonly<Record<string, string>>;
  /** Two sentences. */
  readonly words: string;
  readonly source: string;
}

/** Through the England of the five articles that the graph began with. */
export const storySteps: readonly StoryStep[] = [
  {
    title: "GPs are handed decisions",
    when: "August 2010",
    path: "/organisations/5NE",
    parameters: { asOf: "2010-08-31" },
    words:
      "Of 29 trusts that answered, 23 had begun to hand over decisions. Cumbria went furthest: six boards led by GPs managed shares of £850m a year.",
    source: "A2: “New dawn” investigation of 29 trusts, Pulse, August 2010",
  },
  {
    title: "Nothing is fixed yet",
    when: "September 2010",
    path: "/compare",
    parameters: { from: "2010-09-01", to: "2011-04-01" },
    words:
      "Shadow consortia may still change, the health secretary wrote: what was decided then was not final. What changed until April 2011 is counted here by kind.",
    source: "A5: Health secretary’s letter: shadow consortia are not fixed, HSJ, September 2010",
  },
  {
    title: "A quarter of a budget, to two together",
    when: "October 2010",
    path: "/flows",
    parameters: { in: "5PP", asOf: "2010-11-01" },
    words:
      "Cambridgeshire handed about a quarter of £870m to Hunts Health and Borderline. How the two shared it nobody told, so that it is one ribbon and not two guesses.",
    source: "A3: Cambridgeshire hands control to two consortia, HSJ, October 2010",
  },
  {
    title: "Thirty of 114 are ready",
    when: "March 2011",
    path: "/",
    parameters: { asOf: "2011-04-01" },
    words:
      "Of 151 PCTs 114 answered: 30 had delegated or would in April, 48 were developing plans, 36 had no clear ones. The 30 delegate at least £7.6bn; South Central made each of its PCTs delegate a quarter or more.",
    source: "A1: Analysis of delegation by 114 PCTs, HSJ, March 2011",
  },
  {
    title: "Who is left out",
    when: "March 2011",
    path: "/orphans",
    parameters: { standing: "OUTSIDE", asOf: "2011-04-01" },
    words:
      "About 260 practices with 1.4 million patients were in no consortium: undecided, independent, or not wanted. Of practices with another 4.5 million patients it was unclear.",
    source: "A1: Analysis of delegation by 114 PCTs, HSJ, March 2011",
  },
  {
    title: "Three bodies, one set of contracts",
    when: "Spring 2011",
    path: "/conflicts",
    parameters: { in: "5PE", asOf: "2011-04-01" },
    words:
      "As PCTs formed clusters, the SHA held the Black Country cluster responsible for contracts that Dudley PCT negotiated and consortia had to sign off, said its finance director. All three claims stand side by side.",
    source: "A4: “Farewell PCTs”, on clusters, Accounting and Business (ACCA), spring 2011",
  },
  {
    title: "PCTs end",
    when: "1 April 2013",
    path: "/flows",
    parameters: { of: "takeover", asOf: "2013-03-31" },
    words:
      "All articles lead to this day: PCTs were abolished, and consortia took over. Where a file says which practices went to whom, ribbons show it; what no file says is hatched.",
    source: "A1 to A5; for practices, the files of NHS ODS that were imported",
  },
];

/** Where a step is shown, with the step in the address. */
export function addressOfStep(index: number): string {
  const step = storySteps[index];
  if (!step) return "/story";
  const parameters = new URLSearchParams({ ...step.parameters, story: String(index + 1) });
  return `${step.path}?${parameters}`;
}
