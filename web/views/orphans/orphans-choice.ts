import { readClocks } from "../../app/clocks.ts";
import { type OutsideReason, outsideReasons } from "../../parts/enumerations.ts";
import type { OrphansQuestion } from "./orphans-query.ts";

const standings = ["OUTSIDE", "UNCLEAR"] as const;
/** By what a column sorts the practices. */
const orders = ["LIST_SIZE", "NAME", "CODE", "STANDING", "OUTSIDE_REASON", "POSTCODE"] as const;

export type Standing = (typeof standings)[number];
export type Order = (typeof orders)[number];

/** What the address says of the list. */
export interface OrphansChoice {
  readonly within: string | null;
  readonly standing: Standing | null;
  /** NONE_KNOWN: those whose reason is not known. */
  readonly reason: OutsideReason | "NONE_KNOWN" | null;
  readonly atLeast: number | null;
  readonly atMost: number | null;
  readonly order: Order;
  readonly direction: "ASC" | "DESC";
  /** Code of the practice whose suggestions are shown. */
  readonly open: string | null;
}

export function readOrphansChoice(search: string): OrphansChoice {
  const parameters = new URLSearchParams(search);
  const order = oneOf(orders, parameters.get("sort")) ?? "LIST_SIZE";
  return {
    within: parameters.get("in") || null,
    standing: oneOf(standings, parameters.get("standing")),
    reason: oneOf([...outsideReasons, "NONE_KNOWN" as const], parameters.get("reason")),
    atLeast: patients(parameters.get("min")),
    atMost: patients(parameters.get("max")),
    order,
    direction:
      oneOf(["ASC", "DESC"] as const, parameters.get("direction")) ??
      (order === "LIST_SIZE" ? "DESC" : "ASC"),
    open: parameters.get("open"),
  };
}

/** What the API is asked for the list. */
export function orphansQuestion(search: string): OrphansQuestion {
  const { within, standing, reason, atLeast, atMost, order, direction } = readOrphansChoice(search);
  return {
    ...readClocks(search),
    within,
    standing: standing === null ? [...standings] : [standing],
    where: {
      ...(reason !== null && {
        outsideReason: reason === "NONE_KNOWN" ? { isNull: true } : { eq: reason },
      }),
      ...((atLeast !== null || atMost !== null) && {
        listSize: { ...(atLeast !== null && { gte: atLeast }), ...(atMost !== null && { lte: atMost }) },
      }),
    },
    orderBy: [{ field: order, direction }],
  };
}

function oneOf<T extends string>(known: readonly T[], given: string | null): T | null {
  return known.find((value) => value === given) ?? null;
}

function patients(given: string | null): number | null {
  return given !== null && /^\d{1,9}$/.test(given) ? Number(given) : null;
}
