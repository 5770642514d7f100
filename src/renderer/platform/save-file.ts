/** More than the desktop writes from the page; the command line exports without a limit. */
const LARGEST_ON_DESKTOP = 64 * 1024 * 1024;

/** The file does not fit through the page. */
export class FileTooLarge extends Error {
  override readonly name = 'FileTooLarge';
}

/**
 * Saves a text file that came in pieces: where the user says on the desktop, in the downloads of a browser.
 * @returns false when the user closed the dialog
 * @throws FileTooLarge on the desktop
 */
export async function saveFile(name: string, parts: readonly string[]): Promise<boolean> {
  if (window.shell !== undefined) {
    const length = parts.reduce((sum, part) => sum + part.length, 0);
    if (length > LARGEST_ON_DESKTOP) throw new FileTooLarge();
    return (await window.shell.saveTextFile(name, parts.join(''))) !== null;
  }
  const url = URL.createObjectURL(new Blob([...parts], { type: 'application/octet-stream' }));
  const link = document.createElement('a');
  link.href = url;
  link.download = name;
  link.click();
  // The download has its own hold on the data by the next turn.
  setTimeout(() => URL.revokeObjectURL(url), 10_000);
  return true;
}
