import { InvalidArgumentError, type Option } from "commander";
import { type IsoDate, parseDate } from "../model/dates.ts";
import { type OrganisationKind, organisationKinds } from "../model/kinds.ts";

/** Organisations of a kind as they were on a day. */
export interface KindOnDay {
  readonly kind: OrganisationKind;
  readonly day: IsoDate;
}

/** Takes a kind and a day, such as PCT@2013-03-31, in any case; the option must be given. */
export const kindOnDay = (option: Option): Option => option.argParser(readKindOnDay).makeOptionMandatory();

function readKindOnDay(text: string): KindOnDay {
  const [name = "", day, ...more] = text.trim().split("@");
  const kind = organisationKinds.find((one) => one === name.toUpperCase().replaceAll("-", "_"));
  if (!kind || day === undefined || more.length > 0) {
    throw new InvalidArgumentError(
      `expected a kind and a day, such as PCT@2013-03-31; kinds are ${organisationKinds.join(", ")}.`,
    );
  }
  try {
    return { kind, day: parseDate(day) };
  } catch (error) {
    throw new InvalidArgumentError(error instanceof Error ? error.message : String(error));
  }
}
