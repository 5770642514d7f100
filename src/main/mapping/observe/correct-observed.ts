import type { MappingCorrection, MappingReport } from '#shared/contract/mappings.ts';
import type { MappingContext } from '../context.ts';
import { correctMappings } from '../correct/correct.ts';

/**
 * What to change in the mapping behind what was sent. Nothing is added that only has not come yet: what the report does not call missing.
 * @param report of `judgeObserved`
 */
export function correctObserved({ set, rows }: MappingReport, context: MappingContext): MappingCorrection {
  const correction = correctMappings({ set, document: null, locations: new Map() }, context);
  const isMissing = (resourceType: string, attribute: string) =>
    rows.some(
      (row) =>
        row.resourceType === resourceType &&
        row.attribute === attribute &&
        row.mapping === null &&
        row.findings.some(({ severity }) => severity !== 'hint'),
    );
  const changes = correction.changes.filter(
    ({ kind, resourceType, attribute }) => kind !== 'added' || isMissing(resourceType, attribute),
  );
  return { ...correction, changes, remarks: changes.length === 0 ? [] : correction.remarks };
}
