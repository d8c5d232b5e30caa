export const saveCsvText = (csv: string, fileName: string): void =>
  saveBlob(new Blob([csv], { type: "text/csv;charset=utf-8" }), fileName);

/** Saves data as a file of this name, as a click on a download link does. */
export function saveBlob(blob: Blob, fileName: string): void {
  const address = URL.createObjectURL(blob);
  const link = document.createElement("a");
  link.href = address;
  link.download = fileName;
  link.click();
  URL.revokeObjectURL(address);
}
