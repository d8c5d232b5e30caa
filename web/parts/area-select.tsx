interface ListedAreas {
  readonly nodes: readonly { readonly code: string; readonly name: string }[];
}

/** The areas to choose from; the fragment AreaNames brings them. */
interface AreaNames {
  readonly shas: ListedAreas;
  readonly clusters: ListedAreas;
  readonly pcts: ListedAreas;
}

interface AreaSelectProps {
  /** "Area" where absent. */
  readonly label?: string;
  readonly areas: AreaNames;
  /** Code of the area chosen; null for all of England. */
  readonly value: string | null;
  /** Its name, where it may not be among the areas: another day has others. */
  readonly valueName?: string;
  readonly onChoose: (code: string | null) => void;
}

/** Confines a view to an SHA, cluster or PCT, chosen by its name. */
export function AreaSelect({ label = "Area", areas, value, valueName, onChoose }: AreaSelectProps) {
  const groups = [
    { label: "SHAs", areas: areas.shas.nodes },
    { label: "Clusters", areas: areas.clusters.nodes },
    { label: "PCTs", areas: areas.pcts.nodes },
  ];
  const isListed = value === null || groups.some(({ areas }) => areas.some(({ code }) => code === value));
  return (
    <label>
      {label}{" "}
      <select value={value ?? ""} onChange={({ target }) => onChoose(target.value || null)}>
        <option value="">England</option>
        {!isListed && <option value={value ?? ""}>{valueName ?? value}</option>}
        {groups.map(({ label: kind, areas }) => (
          <optgroup key={kind} label={kind}>
            {areas.map(({ code, name }) => (
              <option key={code} value={code}>
                {name}
              </option>
            ))}
          </optgroup>
        ))}
      </select>
    </label>
  );
}

/** The name of an area among those listed; its code where it is not. */
export function areaName({ shas, clusters, pcts }: AreaNames, code: string | null): string {
  if (code === null) return "England";
  const areas = [...shas.nodes, ...clusters.nodes, ...pcts.nodes];
  return areas.find((area) => area.code === code)?.name ?? code;
}
