import { isIP } from "node:net";
import { z } from "zod";
import { BadUserInput } from "../model/errors.ts";
import { host, listed, whole } from "./setting-kinds.ts";

const maxWhole = 1_000_000_000;

/** Names that stand for the addresses of this machine and of private networks. */
const networks = new Set(["loopback", "linklocal", "uniquelocal"]);

/** Proxies by their addresses. How many there are would not do: whoever asks past them could say what it likes. */
const proxies = z
  .string()
  .refine(
    (text) => listed(text).every(isNetwork),
    "addresses of proxies divided by commas, such as 127.0.0.1,10.0.0.0/8, or among them loopback, linklocal or uniquelocal",
  )
  .transform(listed);

const collector = z
  .string()
  .refine(
    (text) => URL.canParse(text) && /^https?:$/.test(new URL(text).protocol),
    "the http(s) address of an OpenTelemetry collector, such as http://127.0.0.1:4318",
  );

/** The variables of whoever watches over a server: what it tells of itself, and how much one client may take of it. */
export const operationsEnvironment = {
  METRICS_HOST: host.default("127.0.0.1"),
  METRICS_PORT: whole(0, 65_535, "such as 9464, or 0 for any free port").optional(),
  OTEL_EXPORTER_OTLP_ENDPOINT: collector.optional(),
  OTEL_EXPORTER_OTLP_TRACES_ENDPOINT: collector.optional(),
  OTEL_SDK_DISABLED: z.string().optional(),
  OTEL_TRACES_EXPORTER: z.string().optional(),
  TRUST_PROXY: proxies.optional(),
  RATE_LIMIT_CALLER: whole(0, maxWhole, "such as 6000000, or 0 for no limit").default(0),
  RATE_LIMIT_ADDRESS: whole(0, maxWhole, "such as 6000000, or 0 for no limit").default(0),
  DRAIN_MS: whole(0, 600_000, "such as 5000").default(0),
};
type OperationsEnvironment = z.infer<z.ZodObject<typeof operationsEnvironment>>;

/** How much may be asked for in a minute, in values of a query's complexity; 0 for no limit. */
export interface RateLimitSettings {
  /** By whoever sends a credential that is accepted. */
  readonly perCaller: number;
  /** From an address, by those without one. */
  readonly perAddress: number;
}

export interface OperationsSettings {
  /** Where /metrics is served; undefined for nowhere. */
  readonly metrics: { readonly host: string; readonly port: number } | undefined;
  /** Where traces are sent; undefined for nowhere. */
  readonly tracesTo: string | undefined;
  /** The proxies whose word is taken for a client's address; undefined for none. */
  readonly trustProxy: string[] | undefined;
  readonly rateLimits: RateLimitSettings;
  /** For how long a server that is told to stop says that it is not ready, before it takes no more requests. */
  readonly drainMs: number;
}

/** @throws BadUserInput where settings do not go together */
export function operationsSettings(values: OperationsEnvironment): OperationsSettings {
  const { METRICS_HOST, METRICS_PORT } = values;
  return {
    metrics: METRICS_PORT === undefined ? undefined : { host: METRICS_HOST, port: METRICS_PORT },
    tracesTo: tracesTo(values),
    trustProxy: values.TRUST_PROXY,
    rateLimits: { perCaller: values.RATE_LIMIT_CALLER, perAddress: values.RATE_LIMIT_ADDRESS },
    drainMs: values.DRAIN_MS,
  };
}

/** As in https://opentelemetry.io/docs/specs/otel/protocol/exporter/: an endpoint for traces is used as it is. */
function tracesTo(values: OperationsEnvironment): string | undefined {
  const { OTEL_EXPORTER_OTLP_TRACES_ENDPOINT: own, OTEL_EXPORTER_OTLP_ENDPOINT: common } = values;
  const exporter = values.OTEL_TRACES_EXPORTER ?? "otlp";
  if (values.OTEL_SDK_DISABLED?.toLowerCase() === "true" || exporter === "none") return undefined;
  if (exporter !== "otlp") {
    throw new BadUserInput(
      `OTEL_TRACES_EXPORTER holds ${JSON.stringify(exporter.slice(0, 100))}: expected otlp, or none to send no traces.`,
    );
  }
  return own ?? (common && `${common.replace(/\/+$/, "")}/v1/traces`);
}

function isNetwork(text: string): boolean {
  if (networks.has(text)) return true;
  const [address = "", bits, more] = text.split("/");
  const version = isIP(address);
  if (version === 0 || more !== undefined) return false;
  return bits === undefined || (/^\d{1,3}$/.test(bits) && Number(bits) <= (version === 4 ? 32 : 128));
}
