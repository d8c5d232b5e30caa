/** A sample of a scrape: its name, its labels, and its value. */
export interface Sample {
  readonly name: string;
  readonly labels: Readonly<Record<string, string>>;
  readonly value: number;
}

const sampleLine = /^([a-zA-Z_:][\w:]*)(?:\{(.*)\})? (\S+)$/;
const number = /^([+-]?Inf|nan|[+-]?\d+(\.\d+)?(e[+-]?\d+)?)$/i;
const label = /([a-zA-Z_]\w*)="((?:[^"\\]|\\.)*)",?/g;

/** Reads the text format of Prometheus. @throws where a line is none of it */
export function readPrometheusText(text: string): Sample[] {
  return text
    .split("\n")
    .filter((line) => line !== "" && !/^# (HELP|TYPE) \S+ ?/.test(line))
    .map((line) => {
      const [, name = "", labels = "", value = ""] = sampleLine.exec(line) ?? [];
      if (name === "" || labels.replaceAll(label, "") !== "" || !number.test(value))
        throw new Error(`No sample of Prometheus: ${line}`);
      const pairs = [...labels.matchAll(label)].map(([, key = "", held = ""]) => [key, held]);
      return { name, labels: Object.fromEntries(pairs), value: Number(value.replace("Inf", "Infinity")) };
    });
}

/** The samples of a server's metrics. */
export async function scrape(url: string | undefined): Promise<Sample[]> {
  return readPrometheusText(await (await fetch(`${url}/metrics`)).text());
}

/** The sum of the samples of a name that have these labels; undefined where there is none. */
export function sumOf(samples: readonly Sample[], name: string, labels: Sample["labels"] = {}) {
  const found = samples.filter(
    (sample) =>
      sample.name === name && Object.entries(labels).every(([key, held]) => sample.labels[key] === held),
  );
  return found.length === 0 ? undefined : found.reduce((sum, { value }) => sum + value, 0);
}
