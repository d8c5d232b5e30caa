import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { application } from "../../src/cli/application.ts";
import { toInstant } from "../../src/model/dates.ts";
import { schema } from "../../src/schema/schema.ts";
import type { Application } from "../../src/server/application.ts";
import { createAccessToken } from "../../src/server/identity/access-tokens.ts";
import { type RunningServer, startServer } from "../../src/server/start-server.ts";
import { testSettings } from "../server/serving.ts";
import { cases } from "../size.ts";
import { generateAtTheLimits } from "./at-the-limits.ts";
import { faultIn, type HttpAnswer } from "./check-response.ts";
import { generateQuestion, type Question } from "./generate-query.ts";
import { shrink } from "./shrink.ts";

/** Set both to see a failure again; more queries find more. */
const seed = Number(process.env.FUZZ_SEED ?? Math.floor(Math.random() * 2 ** 31));
const queries = cases(500, 20_000, "FUZZ_QUERIES");
/** As the settings have it: no request takes a second longer. */
const { requestDeadlineMs: deadlineMs } = testSettings();
/** As many failures are shown, each cut down to what fails. */
const shown = 5;

const factsOnly: Application = {
  ...application,
  seedGraph: (graph, options) => application.seedGraph(graph, { ...options, factsOnly: true }),
};

describe(`Queries generated from the schema, with FUZZ_SEED=${seed}`, () => {
  const whole = Math.ceil(queries / 10);
  describeFuzzing("the published facts", factsOnly, 0, queries - whole);
  describeFuzzing("the demonstration graph", application, queries - whole, queries);
});

function describeFuzzing(name: string, application: Application, from: number, to: number): void {
  describe(`on ${name}`, () => {
    let server: RunningServer;
    let asked: Asked;
    beforeAll(async () => {
      server = await startServer(testSettings({ LOG_LEVEL: process.env.LOG_LEVEL ?? "silent" }), application);
      const { text } = await createAccessToken(server.graph, curator);
      asked = { url: server.url, token: text };
    });
    afterAll(() => server.stop());

    it(`are answered or refused in words, ${to - from} of them`, { timeout: 3_600_000 }, async () => {
      const failures: string[] = [];
      const outcomes = new Map<string, number>();
      for (let number = from; number < to && failures.length < shown; number++) {
        const isHeavy = number % 10 === 9;
        const generate = isHeavy ? generateAtTheLimits : generateQuestion;
        const question = generate(schema, `${seed} ${number}`);
        const started = performance.now();
        const answer = await ask(asked, question);
        const took = performance.now() - started;
        if (took > deadlineMs + 1_000)
          failures.push(await report(asked, question, `It took ${took} ms`, number));
        const outcome = outcomeOf(answer);
        outcomes.set(outcome, (outcomes.get(outcome) ?? 0) + 1);
        // What is heavy may be ended by its deadline, on a busy machine too.
        const fault =
          isHeavy && outcome === "UNAVAILABLE" ? undefined : faultIn(schema, question.query, answer);
        if (fault !== undefined) failures.push(await report(asked, question, fault, number));
      }
      console.info(`FUZZ_SEED=${seed}, ${name}:`, Object.fromEntries(outcomes));
      expect(failures, failures.join("\n\n")).toEqual([]);
      expect((await fetch(`${server.url}/readyz`)).status).toBe(200);
    });
  });
}

/** Where to ask, and as whom. */
interface Asked {
  readonly url: string;
  readonly token: string;
}

/** May read all that can be read, the audit log too. */
const curator = {
  name: "fuzz",
  role: "curator",
  createdBy: "fuzz",
  expiresAt: toInstant(new Date(Date.now() + 86_400_000)),
} as const;

async function ask({ url, token }: Asked, question: Question): Promise<HttpAnswer> {
  const response = await fetch(`${url}/graphql`, {
    method: "POST",
    headers: { "content-type": "application/json", authorization: `Bearer ${token}` },
    body: JSON.stringify(question),
  });
  const text = await response.text();
  try {
    return { status: response.status, body: JSON.parse(text) };
  } catch {
    return { status: response.status, body: text };
  }
}

/** "answered", or the code of the first error. */
function outcomeOf({ body }: HttpAnswer): string {
  const { errors } = body as { errors?: { extensions?: { code?: string } }[] };
  return errors ? (errors[0]?.extensions?.code ?? "an error without a code") : "answered";
}

async function report(asked: Asked, question: Question, fault: string, number: number): Promise<string> {
  const kind = fault.slice(0, 20);
  const smallest = await shrink(question, async (smaller) =>
    Boolean(faultIn(schema, smaller.query, await ask(asked, smaller))?.startsWith(kind)),
  );
  return `Query ${number}: ${fault}\n${smallest.query}\n${JSON.stringify(smallest.variables).slice(0, 2_000)}`;
}
