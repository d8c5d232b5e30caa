import { useCombobox } from "downshift";
import { useState } from "react";
import { useQuery } from "urql";
import { failureText } from "../../graphql/failure-text.ts";
import { OrganisationHits } from "../../parts/organisation-hits.tsx";
import { useTyped } from "../../parts/use-debounced.ts";
import { type AreaHit, areaSearchQuery, hitsOf } from "./area-query.ts";

interface ComparedDays {
  readonly from: string;
  readonly to: string;
  readonly knownAt: string | null;
  readonly atRevision: number | null;
}

interface AreaComboboxProps {
  readonly chosen: { readonly code: string; readonly name: string } | null;
  readonly days: ComparedDays;
  readonly onChoose: (code: string | null) => void;
}

/** What a comparison can be confined to: whatever organisations lie in. */
const kinds = ["SHA", "CLUSTER", "PCT", "CONSORTIUM", "PRACTICE"] as const;

/** Confines the comparison to an organisation and what lies in it, chosen by its name or code. */
export function AreaCombobox({ chosen, days, onChoose }: AreaComboboxProps) {
  const [typed, setTyped] = useState<string>();
  const [open, setOpen] = useState(false);
  const text = typed?.trim() ?? "";
  const { hits, says } = useAreas(text, open, days);
  const combobox = useCombobox<AreaHit>({
    items: [...(hits ?? [])],
    inputValue: typed ?? chosen?.name ?? "",
    isOpen: open && text !== "",
    itemToString: (area) => area?.name ?? "",
    selectedItem: null,
    onIsOpenChange: ({ isOpen }) => {
      setOpen(isOpen);
      // What was typed and not chosen is no area.
      if (!isOpen) setTyped(undefined);
    },
    onSelectedItemChange: ({ selectedItem, type }) => {
      if (selectedItem === null || type === useCombobox.stateChangeTypes.InputBlur) return;
      onChoose(selectedItem.code);
    },
  });
  return (
    <div className="area-combobox">
      {/* biome-ignore lint/a11y/noLabelWithoutControl: its props name the input */}
      <label {...combobox.getLabelProps()}>Within</label>
      <input
        {...combobox.getInputProps({ onChange: ({ currentTarget }) => setTyped(currentTarget.value) })}
        placeholder="England"
        autoComplete="off"
      />
      {chosen && (
        <button type="button" className="button-secondary" onClick={() => onChoose(null)}>
          All of England
        </button>
      )}
      <OrganisationHits combobox={combobox} hits={hits} says={says} />
    </div>
  );
}

/** What fits, once typing pauses. */
function useAreas(typed: string, isOpen: boolean, days: ComparedDays) {
  const { text, isAsked } = useTyped(typed, isOpen);
  const [{ data, fetching, error }] = useQuery({
    query: areaSearchQuery,
    variables: { text, ...days, kinds: [...kinds] },
    pause: !isAsked,
  });
  if (!isAsked || fetching) return { hits: undefined, says: "Searching…" };
  const hits = data && hitsOf(data);
  if (error) return { hits, says: `${failureText(error).title}. Type on to try again.` };
  return { hits, says: hits?.length === 0 ? "Nothing fits." : "" };
}
