import type { MappingRow } from '#shared/contract/mappings.ts';
import type { ObservedAttribute, ObservedObject } from '#shared/contract/observed.ts';

/** A mapping with what traffic carried for it, where that is known. */
export interface Row {
  readonly row: MappingRow;
  readonly observed: ObservedAttribute | null;
  /** users (or groups) that were sent whole */
  readonly resources: number;
}

export function rowsOf(rows: readonly MappingRow[], objects: readonly ObservedObject[] = []): Row[] {
  // What asks for attention comes first: an optional mapping that is missing may be worse than it sounds.
  const byUrgency = (one: MappingRow) => (one.resourceType === 'User' ? 0 : 2) + (needsAttention(one) ? 0 : 1);
  return rows
    .toSorted((a, b) => byUrgency(a) - byUrgency(b))
    .map((row) => {
      const object = objects.find(({ resourceType }) => resourceType === row.resourceType);
      const observed = object?.attributes.find(({ path }) => path === row.mapping?.target) ?? null;
      return { row, observed, resources: object?.resources ?? 0 };
    });
}

/** Something is to be done or looked at. */
export function needsAttention({ findings }: Pick<MappingRow, 'findings'>): boolean {
  return findings.some(({ severity }) => severity === 'refused' || severity === 'warning');
}

export function matches({ row, observed }: Row, text: string): boolean {
  const words = text.toLowerCase().split(/\s+/).filter(Boolean);
  const { attribute, mapping, findings } = row;
  const haystack = [
    attribute,
    mapping?.source,
    mapping?.target,
    ...findings.map(({ what }) => what),
    ...(observed?.samples ?? []),
  ]
    .join(' ')
    .toLowerCase();
  return words.every((word) => haystack.includes(word));
}
