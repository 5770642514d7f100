import { mappedTexts } from './mapped-texts.ts';
import { missingTexts } from './missing-texts.ts';
import { seenTexts } from './seen-texts.ts';

/** Everything that can be told about a mapping. */
export const mappingTexts = { ...missingTexts, ...mappedTexts, ...seenTexts } as const;

export type MappingFindingCode = keyof typeof mappingTexts;
