/** The sources of which editions are imported that each repeat the whole of what they cover: files of ODS's register. */
export const registerSources = ["EPRACCUR", "EPCMEM"] as const;
