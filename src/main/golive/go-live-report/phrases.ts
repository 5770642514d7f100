import type { Fidelity } from '#shared/contract/findings.ts';
import { type Markup, html } from './markup.ts';

/** ISO times as `2026-11-24 16:11 UTC`. */
export function at(iso: string): string {
  return `${iso.slice(0, 10)} ${iso.slice(11, 16)} UTC`;
}

/** How sure something is, where that is not certain. */
export function label(fidelity: Fidelity): Markup | null {
  return fidelity === 'rfc' ? null : html`<span class="label">${fidelity}</span>`;
}
