import type { UseComboboxReturnValue } from "downshift";
import { type OtherName, otherNameInWords } from "./other-name.ts";
import "./organisation-hits.css";
import { inEnglishWords } from "./words.ts";

/** An organisation that fits what is typed. */
export interface OrganisationHit {
  readonly code: string;
  readonly name: string;
  readonly kind: string;
  readonly confidence: string;
  /** Where a list says by which name it fits: the day it is seen on, and the name that it has on another. */
  readonly asOf?: string;
  readonly otherName?: OtherName | null;
}

interface OrganisationHitsProps<Hit extends OrganisationHit> {
  readonly combobox: UseComboboxReturnValue<Hit>;
  /** Undefined while they are on their way. */
  readonly hits: readonly Hit[] | undefined;
  /** How far the search has come, in words. */
  readonly says: string;
}

/** The list that a box for organisations opens. */
export function OrganisationHits<Hit extends OrganisationHit>({
  combobox,
  hits,
  says,
}: OrganisationHitsProps<Hit>) {
  return (
    <div className="organisation-hits" hidden={!combobox.isOpen}>
      <ul {...combobox.getMenuProps({ "aria-label": "Organisations that fit" })}>
        {combobox.isOpen &&
          hits?.map((organisation, index) => (
            <li
              key={organisation.code}
              {...combobox.getItemProps({ item: organisation, index })}
              className={index === combobox.highlightedIndex ? "highlighted" : undefined}
            >
              <span className={organisation.confidence === "SYNTHETIC" ? "synthetic" : undefined}>
                {organisation.name}
              </span>{" "}
              <small>
                {inEnglishWords(organisation.kind)} {organisation.code}
                {organisation.otherName &&
                  `, ${otherNameInWords(organisation.otherName, organisation.asOf ?? "")}`}
              </small>
            </li>
          ))}
      </ul>
      <p role="status">{combobox.isOpen && says}</p>
    </div>
  );
}
