import { Session } from "node:inspector/promises";
import { application } from "../src/cli/application.ts";
import { readSettings } from "../src/server/settings.ts";
import { startServer } from "../src/server/start-server.ts";

/**
 * Which files and functions of src a question passes through, from the request to the answer, as V8 counts the calls: the
 * demonstration is in memory, the question was asked before, and its answer is not kept.
 * Run: npx tsx bench/question-way.ts ['{ practices { nodes { code } } }'] [--files]
 */
const asked = process.argv.slice(2).find((argument) => !argument.startsWith("--"));
const query =
  asked ??
  "{ practices(where: {cluster: {hasDelegatedBudget: false}}) { nodes { pct { cluster { name } } } } }";

const settings = { PORT: "0", LOG_LEVEL: "silent", GRAPH_FILE: ":memory:", KEPT_ANSWERS_BYTES: "0" };
const server = await startServer(readSettings(settings), application);
if ("refresh" in server.graph) await (server.graph as { refresh(): Promise<void> }).refresh();
const ask = async () => {
  const answer = await fetch(`${server.url}/graphql`, {
    method: "POST",
    headers: { "content-type": "application/json" },
    body: JSON.stringify({ query }),
  });
  const { errors } = (await answer.json()) as { errors?: unknown };
  if (errors) throw new Error(JSON.stringify(errors));
};

// Until it is compiled, and from then on the same way.
for (let times = 0; times < 5; times++) await ask();
const session = new Session();
session.connect();
await session.post("Profiler.enable");
await session.post("Profiler.startPreciseCoverage", { callCount: true, detailed: false });
await ask();
const { result } = await session.post("Profiler.takePreciseCoverage");
await server.stop();

const called = result
  .filter(({ url }) => url.includes("/src/") && !url.includes("node_modules"))
  .map(({ url, functions }) => ({
    file: url.replace(/^.*\/src\//, "src/"),
    functions: functions.filter(
      ({ ranges, functionName }) =>
        !["", "__name", "<instance_members_initializer>", "<static_initializer>"].includes(functionName) &&
        (ranges[0]?.count ?? 0) > 0,
    ),
  }))
  .filter(({ functions }) => functions.length > 0);
const functions = called.flatMap(({ functions }) => functions);
console.log(`${called.length} files, ${functions.length} named functions`);
if (process.argv.includes("--files")) {
  for (const { file, functions } of called.sort((a, b) => a.file.localeCompare(b.file)))
    console.log(`${file}: ${functions.map(({ functionName }) => functionName).join(", ")}`);
}
process.exit();
