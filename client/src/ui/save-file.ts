// Files that the page makes and the browser saves. Nothing of them goes over the network.

/** Time for the browser to begin the saving before the address of the file is given back, ms. */
const KEPT = 60_000;

/** Has the browser save `content` as a file named `name`. */
export function saveFile(name: string, content: Blob): void {
  const link = document.createElement('a');
  link.href = URL.createObjectURL(content);
  link.download = name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), KEPT);
}
