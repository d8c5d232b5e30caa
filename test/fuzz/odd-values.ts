import { type GraphQLLeafType, isEnumType } from "graphql";
import type { Random } from "../../src/demonstration/synthetic/random.ts";

/** The name of an enum value: without quotes in a document, text among variables. */
export class EnumName {
  readonly name: string;
  constructor(name: string) {
    this.name = name;
  }
}

const codes = ["5PP", "5pn", "TAM", "5QW", "Q38", "Q36", "5PE", "X000027", "X006883", "hunts-health"];
const slugs = [
  "dudley-consortia",
  "black-country-cluster",
  "kpmg-provider",
  "synthetic-5pp-1",
  "sussex-cluster",
];

const oddTexts = [
  "",
  " ",
  "\u0000",
  "a\u0000b",
  "\u{1F9EC} caf\u00e9 \u4e2d\u6587 \u0645\u0631\u062d\u0628\u0627",
  "\u202e5PP",
  "e\u0301",
  "\ufeff",
  "\ud800",
  "\uffff",
  "'",
  '"',
  "`",
  "\\",
  "\\'",
  "5PP' OR 1=1 //",
  "'}) MATCH (n) DETACH DELETE n //",
  "`) RETURN 1 //",
  "$code",
  "{code}",
  "*",
  "?",
  ".*",
  "(",
  "[a-",
  "AND OR NOT",
  "+-!(){}[]^~:/",
  "code:*",
  "-",
  "NHS",
  "nhs pct and &",
  "\r\n\t",
  "null",
  "true",
  "0",
  "-1",
  "1e309",
  "__proto__",
  "constructor",
  "x".repeat(9_000),
  "5PP ".repeat(1_000),
  "'".repeat(500),
];
const dates = ["2011-04-01", "2011-03-01", "2010-01-01", "2013-03-31", "2013-04-01", "2012-06-15"];
const oddDates = [
  "1000-01-01",
  "9998-12-31",
  "0001-01-01",
  "9999-12-31",
  "2011-02-29",
  "2011-13-01",
  "2011-4-1",
];
const instants = ["2011-04-10T12:00:00Z", "2026-01-01T00:00:00+01:00", "1000-01-01T00:00:00Z"];
const oddInstants = [
  "2011-04-10",
  "9999-12-31T23:59:59.999Z",
  "9998-12-31T23:59:59-23:59",
  "T",
  "1000-01-01T00:00+23:59",
];
const years = ["2010/11", "2011/12", "2012/13"];
const oddYears = ["2011/13", "1999/00", "9998/99", "1000/01", "2011", "2011/12 "];
const integers = [0, 1, -1, 2, 7, 50, 1_000, 1_001, 12_345, 2_147_483_647, -2_147_483_648];
const tooLarge = [2_147_483_648, 9_007_199_254_740_992, -1e21, 1e300];
const numbers = [0, -0, 0.25, 1, -1, 9, 1e6, 5e-324, 1.797e308, -1e300, 0.1 + 0.2];
const ids = [
  "LzIwMTEtMDQtMDEvLy81UFA",
  "LzIwMTEtMDQtMDEvLy9RMzY",
  "LzIwMTEtMDQtMDEvLy9YMDAwMDI3",
  "LzIwMTEtMDQtMDEvLzAvNVBQ",
  "LzIwMTEtMDQtMDEvc29vbi8vNVBQ",
  "MDEyMzQ1Njc4OWFiLzIwMTEtMDQtMDEvLy81UFA",
  "LzIwMTEtMDQtMDEvLy8nfSAvLw",
  "UENUOjVQUA==",
  "UENUOg==",
  "OjVQUA==",
];

/** A value of a leaf type: mostly one that fits it, and sometimes one that is of it in form only. */
export function leafValue(type: GraphQLLeafType, random: Random): unknown {
  const text = () => random.pick(random.chance(0.75) ? [...codes, ...slugs] : oddTexts);
  const either = (usual: readonly unknown[], odd: readonly unknown[]) =>
    random.chance(0.94) ? random.pick(usual) : random.pick([...odd, text()]);
  if (isEnumType(type)) {
    const names = type.getValues().map(({ name }) => name);
    return new EnumName(random.chance(0.99) ? random.pick(names) : "NO_SUCH_VALUE");
  }
  switch (type.name) {
    case "Boolean":
      return random.chance(0.5);
    case "Int":
      return random.pick(random.chance(0.98) ? integers : tooLarge);
    case "Float":
      return random.pick(random.chance(0.98) ? numbers : [...tooLarge, ...integers]);
    case "ID":
      return random.chance(0.9) ? random.pick(ids) : text();
    case "Date":
      return either(dates, oddDates);
    case "DateTime":
      return either(instants, oddInstants);
    case "FinancialYear":
      return either(years, oddYears);
    default:
      return text();
  }
}
