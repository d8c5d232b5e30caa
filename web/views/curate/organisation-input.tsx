import { useCombobox } from "downshift";
import { useState } from "react";
import type { SuggestedOrganisation } from "../../app/suggest-query.ts";
import { useSuggested } from "../../app/use-suggested.ts";
import { failureText } from "../../graphql/failure-text.ts";
import { OrganisationHits } from "../../parts/organisation-hits.tsx";

interface OrganisationInputProps {
  readonly id: string;
  readonly kinds: readonly SuggestedOrganisation["kind"][] | undefined;
  readonly value: string;
  readonly describedBy: string | undefined;
  readonly isWrong: boolean;
  readonly onChange: (value: string) => void;
  readonly onChoose?: (organisation: SuggestedOrganisation) => void;
}

/** An organisation, searched for as it is typed; a code may also be typed out. */
export function OrganisationInput(props: OrganisationInputProps) {
  const { id, kinds, value, onChange, onChoose } = props;
  const [open, setOpen] = useState(false);
  const { hits, error } = useSuggested(value, open, kinds);
  const combobox = useCombobox<SuggestedOrganisation>({
    inputId: id,
    items: [...(hits ?? [])],
    inputValue: value,
    isOpen: open && value.trim() !== "",
    itemToString: (organisation) => (organisation ? textOf(organisation) : ""),
    selectedItem: null,
    onIsOpenChange: ({ isOpen }) => setOpen(isOpen),
    onSelectedItemChange: ({ selectedItem, type }) => {
      // Leaving the box is no choice.
      if (selectedItem === null || type === useCombobox.stateChangeTypes.InputBlur) return;
      onChange(textOf(selectedItem));
      onChoose?.(selectedItem);
    },
  });
  return (
    <div className="organisation-input">
      <input
        {...combobox.getInputProps({
          "aria-labelledby": undefined,
          "aria-describedby": props.describedBy,
          "aria-invalid": props.isWrong || undefined,
          onChange: ({ currentTarget }) => onChange(currentTarget.value),
        })}
        placeholder="Name or code"
        autoComplete="off"
      />
      <OrganisationHits
        combobox={combobox}
        hits={hits}
        says={saysOf(hits?.length, error && failureText(error).title)}
      />
    </div>
  );
}

/** An organisation as it stands in the box: `codeIn` reads its code again. */
export const textOf = ({ name, code }: { readonly name: string; readonly code: string }): string =>
  `${name} (${code})`;

function saysOf(count: number | undefined, failure: string | undefined): string {
  if (failure !== undefined) return `${failure}. A code can be typed out.`;
  if (count === undefined) return "Searching…";
  return count === 0 ? "Nothing of the day shown fits. The code of another day’s can be typed out." : "";
}
