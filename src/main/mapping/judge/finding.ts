import type { Idp } from '#shared/contract/exchanges.ts';
import type { MappingFinding } from '#shared/contract/mappings.ts';
import { ruleOf } from '../../explain/findings.ts';
import { clickPath } from '../../explain/places.ts';
import type { MappingText } from './mapping-text.ts';
import { type MappingFindingCode, mappingTexts } from './texts.ts';

/** What fills the places of a text. */
export interface Fill {
  readonly attribute: string;
  /** the source side, as the admin wrote it */
  readonly source?: string;
  readonly detail?: string;
}

/** One finding with its rule, its label and the way to the place where it is mended. */
export function finding(code: MappingFindingCode, idp: Idp, fill: Fill): MappingFinding {
  const text: MappingText = mappingTexts[code];
  const { ruleId, fidelity, label } = ruleOf(text.ruleId);
  return {
    code,
    severity: text.severity,
    attribute: fill.attribute,
    ruleId,
    fidelity: ruleId === null ? (text.fidelity ?? fidelity) : fidelity,
    what: fillIn(text.what, fill),
    why: `${fillIn(text.why, fill)}${label}`,
    fix: fillIn(text.fix, fill),
    clickPath: clickPath(idp, text.place),
  };
}

const gravity = { refused: 0, warning: 1, forgiven: 2, hint: 3 } as const;

export function gravestFirst(findings: readonly MappingFinding[]): MappingFinding[] {
  return findings.toSorted((a, b) => gravity[a.severity] - gravity[b.severity]);
}

export function has(findings: readonly MappingFinding[], severity: MappingFinding['severity']): boolean {
  return findings.some((one) => one.severity === severity);
}

function fillIn(text: string, fill: Fill): string {
  // A function as replacement: `$&` inside a hostile name must stay what it is.
  return text.replaceAll(/\{(attribute|source|detail)\}/g, (_, key: keyof Fill) => shorten(fill[key] ?? ''));
}

function shorten(text: string): string {
  return text.length <= 200 ? text : `${text.slice(0, 199)}…`;
}
