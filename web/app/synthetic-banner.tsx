import { Explained } from "../parts/explained.tsx";

/** Stands over every view of a graph that has made-up parts. */
export function SyntheticBanner() {
  return (
    <p className="banner" role="note">
      <strong>Partly made up.</strong> This is the demonstration graph. What is marked{" "}
      <span className="synthetic">
        <Explained term="synthetic">synthetic</Explained>
      </span>
      , all practices among it, was generated so that England adds up to what was published: no figure that
      rests on it is a finding about the NHS.
    </p>
  );
}
