import { mkdirSync, writeFileSync } from "node:fs";
import type { Reporter, TestModule } from "vitest/node";

interface SuiteTimes {
  readonly file: string;
  readonly tests: number;
  /** Seconds: importing it, its hooks, its tests' bodies, and processor time of its own and of what it started. */
  readonly imports: number;
  readonly hooks: number;
  readonly bodies: number;
  readonly cpu: number;
}

const folder = "coverage";
const shown = 10;

/** Prints where a run's time went, and writes all of it to coverage/times.json. */
export default class TimesReporter implements Reporter {
  readonly #suites: SuiteTimes[] = [];
  #started = 0;

  onTestRunStart(): void {
    this.#started = performance.now();
  }

  onTestModuleEnd(module: TestModule): void {
    const { collectDuration, duration } = module.diagnostic();
    const tests = [...module.children.allTests()];
    const bodies = tests.reduce((sum, test) => sum + (test.diagnostic()?.duration ?? 0), 0);
    const { cpu } = module.meta();
    this.#suites.push({
      file: module.relativeModuleId,
      tests: tests.length,
      imports: collectDuration / 1_000,
      // Tests that run side by side take longer together than their suite.
      hooks: Math.max(0, duration - bodies) / 1_000,
      bodies: bodies / 1_000,
      cpu: (cpu?.own ?? 0) + (cpu?.children ?? 0),
    });
  }

  onTestRunEnd(): void {
    const wall = (performance.now() - this.#started) / 1_000;
    const suites = this.#suites.toSorted((a, b) => b.hooks + b.bodies - a.hooks - a.bodies);
    mkdirSync(folder, { recursive: true });
    writeFileSync(`${folder}/times.json`, JSON.stringify({ wall, suites }, null, 2));
    for (const folder of new Set(suites.map(folderOf))) {
      const all = suites.filter((suite) => folderOf(suite) === folder);
      console.log(lineOf(`all of ${folder}`, summed(all)));
    }
    for (const suite of suites.slice(0, shown)) console.log(lineOf(suite.file, suite));
    console.log(`${suites.length} suites in ${wall.toFixed(0)} s; every one of them: ${folder}/times.json`);
  }
}

const folderOf = ({ file }: SuiteTimes): string => file.split("/").slice(0, 2).join("/");

type Parts = Pick<SuiteTimes, "tests" | "imports" | "hooks" | "bodies" | "cpu">;

const summed = (suites: readonly SuiteTimes[]): Parts =>
  suites.reduce<Parts>(
    (sum, each) => ({
      tests: sum.tests + each.tests,
      imports: sum.imports + each.imports,
      hooks: sum.hooks + each.hooks,
      bodies: sum.bodies + each.bodies,
      cpu: sum.cpu + each.cpu,
    }),
    { tests: 0, imports: 0, hooks: 0, bodies: 0, cpu: 0 },
  );

function lineOf(name: string, { tests, imports, hooks, bodies, cpu }: Parts): string {
  const seconds = (value: number) => value.toFixed(1).padStart(7);
  return `${name.padEnd(52)} ${String(tests).padStart(5)} tests, import${seconds(imports)} hooks${seconds(hooks)} bodies${seconds(bodies)} cpu${seconds(cpu)} s`;
}
