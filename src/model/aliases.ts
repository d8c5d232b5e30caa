/** Made of seed/aliases.csv, which has the source of each, by "npm run aliases". */

/** What short forms of words stand for. */
export const shortForms: Readonly<Record<string, string>> = {
  beds: "bedfordshire",
  berks: "berkshire",
  bucks: "buckinghamshire",
  cambs: "cambridgeshire",
  derbys: "derbyshire",
  glos: "gloucestershire",
  hants: "hampshire",
  herefs: "herefordshire",
  herts: "hertfordshire",
  hunts: "huntingdonshire",
  lancs: "lancashire",
  leics: "leicestershire",
  lincs: "lincolnshire",
  middx: "middlesex",
  northants: "northamptonshire",
  northd: "northumberland",
  notts: "nottinghamshire",
  oxon: "oxfordshire",
  salop: "shropshire",
  staffs: "staffordshire",
  warks: "warwickshire",
  wilts: "wiltshire",
  worcs: "worcestershire",
  yorks: "yorkshire",
};

/** Words that tell no organisation from another. */
export const idleWords: readonly string[] = ["nhs", "pct", "pcts", "tpct", "tpcts", "teaching"];
