/** The nonce of this answer, under which the CSP lets Mantine and CodeMirror add style elements. */
export function styleNonce(): string {
  return document.querySelector<HTMLMetaElement>('meta[name="csp-nonce"]')?.content ?? '';
}
