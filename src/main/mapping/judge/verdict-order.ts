import type { MappingVerdict } from '#shared/contract/mappings.ts';

/** The verdicts on mappings in the order in which an admin should look at them. */
export const VERDICT_ORDER: Readonly<Record<MappingVerdict, number>> = {
  'required-missing': 0,
  refused: 1,
  suspicious: 2,
  required: 3,
  optional: 4,
  'optional-missing': 5,
  tolerated: 6,
};
