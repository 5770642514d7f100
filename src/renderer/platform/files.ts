/**
 * Gives a text to the admin as a file: asks where on the desktop, downloads in a browser.
 * @returns false when the admin closed the dialog
 */
export async function saveTextFile(name: string, text: string, mediaType: string): Promise<boolean> {
  if (window.shell !== undefined) return (await window.shell.saveTextFile(name, text)) !== null;
  const url = URL.createObjectURL(new Blob([text], { type: mediaType }));
  const link = document.createElement('a');
  link.href = url;
  link.download = name;
  link.click();
  // The browser has taken the content by the time the click is done; the address would hold it for as long as the page lives.
  URL.revokeObjectURL(url);
  return true;
}
