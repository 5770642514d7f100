/**
 * Gives a text to the admin as a file: asks where on the desktop, downloads in a browser.
 * @returns false when the admin closed the dialog
 */
export async function saveTextFile(name: string, text: string, mediaType: string): Promise<boolean> {
  if (window.shell !== undefined) return (await window.shell.saveTextFile(name, text)) !== null;
  download(name, new Blob([text], { type: mediaType }));
  return true;
}

/**
 * The same for bytes.
 * @param base64 of the bytes
 */
export async function saveBinaryFile(name: string, base64: string, mediaType: string): Promise<boolean> {
  if (window.shell !== undefined) return (await window.shell.saveBinaryFile(name, base64)) !== null;
  const bytes = Uint8Array.from(atob(base64), (character) => character.codePointAt(0) ?? 0);
  download(name, new Blob([bytes], { type: mediaType }));
  return true;
}

function download(name: string, content: Blob): void {
  const url = URL.createObjectURL(content);
  const link = document.createElement('a');
  link.href = url;
  link.download = name;
  link.click();
  // The browser has taken the content by the time the click is done; the address would hold it for as long as the page lives.
  URL.revokeObjectURL(url);
}

/** The bytes of a file as base64. Rejects when the file cannot be read, as when it was deleted meanwhile. */
export function readAsBase64(file: Blob): Promise<string> {
  return new Promise((resolve, reject) => {
    const reader = new FileReader();
    reader.addEventListener('load', () => {
      const url = typeof reader.result === 'string' ? reader.result : '';
      resolve(url.slice(url.indexOf(',') + 1));
    });
    reader.addEventListener('error', () => reject(reader.error ?? new Error('the file cannot be read')));
    reader.readAsDataURL(file);
  });
}
