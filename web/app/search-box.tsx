import { useCombobox } from "downshift";
import { useEffect, useRef, useState } from "react";
import { useLocation, useSearch } from "wouter";
import { failureText } from "../graphql/failure-text.ts";
import { OrganisationHits } from "../parts/organisation-hits.tsx";
import { useLinkTo } from "./clocks.ts";
import "./search-box.css";
import type { SuggestedOrganisation } from "./suggest-query.ts";
import { useSuggested } from "./use-suggested.ts";

/** Searches as it is typed into: "/" leads to it, arrows choose, Enter opens the chosen one or lists all, Escape closes. */
export function SearchBox() {
  const asked = new URLSearchParams(useSearch()).get("q") ?? "";
  const [path, navigate] = useLocation();
  const linkTo = useLinkTo();
  const [typed, setTyped] = useState(asked);
  useEffect(() => setTyped(path === "/search" ? asked : ""), [asked, path]);
  const [open, setOpen] = useState(false);
  const { hits, error } = useSuggested(typed, open);
  const box = useRef<HTMLInputElement>(null);
  useSlashKey(box);
  const combobox = useCombobox<SuggestedOrganisation>({
    items: [...(hits ?? [])],
    inputValue: typed,
    isOpen: open && typed.trim() !== "",
    itemToString: (organisation) => organisation?.name ?? "",
    selectedItem: null,
    onIsOpenChange: ({ isOpen }) => setOpen(isOpen),
    onSelectedItemChange: ({ selectedItem, type }) => {
      // Leaving the box is no choice.
      if (selectedItem === null || type === useCombobox.stateChangeTypes.InputBlur) return;
      navigate(linkTo(`/organisations/${selectedItem.code}`));
    },
  });
  const listAll = () => {
    setOpen(false);
    navigate(linkTo("/search", { q: typed.trim() }));
  };
  return (
    <search className="search-box">
      <form
        onSubmit={(event) => {
          event.preventDefault();
          if (typed.trim() !== "") listAll();
        }}
      >
        {/* biome-ignore lint/a11y/noLabelWithoutControl: its props name the input */}
        <label {...combobox.getLabelProps()} className="visually-hidden">
          Search for an organisation
        </label>
        <input
          {...combobox.getInputProps({
            ref: box,
            onChange: ({ currentTarget }) => setTyped(currentTarget.value),
            onKeyDown: ({ key, nativeEvent }) => {
              // Enter without a choice is for the form: it lists all.
              const isSubmit = key === "Enter" && combobox.highlightedIndex < 0;
              if (isSubmit) Object.assign(nativeEvent, { preventDownshiftDefault: true });
            },
          })}
          enterKeyHint="search"
          placeholder="Name, code or postcode ( / )"
          autoComplete="off"
        />
      </form>
      <OrganisationHits
        combobox={combobox}
        hits={hits}
        says={saysOf(hits?.length, error && failureText(error))}
      />
    </search>
  );
}

function saysOf(count: number | undefined, failure: ReturnType<typeof failureText> | undefined): string {
  if (failure) return `${failure.title}. ${failure.details.join(" ")} Press Enter to try again.`;
  if (count === undefined) return "Searching…";
  return count === 0 ? "Nothing fits." : "Enter lists all that fits.";
}

/** "/" leads to the box, but where something is typed already. */
function useSlashKey(box: { readonly current: HTMLInputElement | null }): void {
  useEffect(() => {
    const onKey = (event: KeyboardEvent) => {
      const isTyping = event.target instanceof Element && event.target.closest("input, textarea, select");
      if (event.key !== "/" || event.ctrlKey || event.metaKey || event.altKey || isTyping) return;
      event.preventDefault();
      box.current?.focus();
    };
    document.addEventListener("keydown", onKey);
    return () => document.removeEventListener("keydown", onKey);
  }, [box]);
}
