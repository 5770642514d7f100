import type { Mapping, MappingChange, MappingCorrection, MappingSet } from '#shared/contract/mappings.ts';
import { clickPath } from '../../explain/places.ts';
import { isObject } from '../../scim/json.ts';
import type { MappingContext } from '../context.ts';
import { judgeMappings } from '../judge/judge.ts';
import { findEntraSchema, readEntra } from '../read/entra.ts';
import { readOneLogin } from '../read/onelogin.ts';
import type { ReadMappings } from '../read/read-mappings.ts';
import { type Edit, afterEdit, changeOf } from './edit.ts';
import { editEntra } from './edit-entra.ts';
import { editOneLogin } from './edit-onelogin.ts';
import { planEdits } from './plan.ts';

/** A mended target brings its own findings to light; more rounds than these none needs. */
const MOST_ROUNDS = 5;

/**
 * Puts mappings right: what would be refused goes, slips are mended, what is missing and the same in every tenant comes. Everything else
 * stays as it is, and what only an admin can decide is left to the report. Correcting what was corrected changes nothing.
 * @param fileName of the file that was read; the corrected one is named after it
 */
export function correctMappings(
  read: ReadMappings,
  context: MappingContext,
  fileName = `${read.set.source}-mappings.json`,
): MappingCorrection {
  const { idp } = read.set;
  const changes: MappingChange[] = [];
  let current = read;
  for (let round = 0; round < MOST_ROUNDS; round++) {
    const edits = planEdits(judgeMappings(current.set, context), context);
    if (edits.length === 0) break;
    for (const edit of edits)
      changes.push(changeOf(edit, clickPath(idp, resourceTypeOf(edit) === 'Group' ? 'group-mapping' : 'user-mapping')));
    current = apply(current, edits, context);
  }
  return { changes, file: fileOf(current, read, fileName), remarks: remarksFor(read.set, changes.length) };
}

function resourceTypeOf(edit: Edit): string {
  return edit.kind === 'add' ? edit.resourceType : edit.mapping.resourceType;
}

function apply(read: ReadMappings, edits: readonly Edit[], context: MappingContext): ReadMappings {
  const { document, set } = read;
  const model = context.profile.byName('User');
  if (document !== null && set.source === 'entra') {
    const edited = editEntra(document, read, edits);
    const schema = findEntraSchema(edited);
    if (schema !== null) return readEntra(schema, edited);
  }
  if (document !== null && isObject(document) && set.source === 'onelogin' && model !== undefined) {
    return readOneLogin(editOneLogin(document, read, edits, model));
  }
  return { ...read, set: editSet(set, edits) };
}

/** The same for mappings that came from no file. */
function editSet(set: MappingSet, edits: readonly Edit[]): MappingSet {
  const objects = set.objects.map((object) => {
    const own = edits.filter((edit) => resourceTypeOf(edit) === object.resourceType);
    const kept = object.mappings.flatMap((mapping): Mapping[] => {
      const about = own.filter((edit) => edit.kind !== 'add' && edit.mapping.id === mapping.id);
      if (about.some(({ kind }) => kind === 'remove')) return [];
      return [about.reduce(afterEdit, mapping)];
    });
    const added = own
      .filter((edit) => edit.kind === 'add')
      .map((edit): Mapping => {
        const { resourceType, target, source } = edit;
        const rest = { matching: null, defaultValue: null, flow: null };
        return { id: `${resourceType}.${target}`, resourceType, kind: 'expression', source, target, ...rest };
      });
    return { ...object, mappings: [...kept, ...added] };
  });
  return { ...set, objects };
}

function fileOf(corrected: ReadMappings, { indent = '' }: ReadMappings, fileName: string): MappingCorrection['file'] {
  if (corrected.document === null) return null;
  const name = `${fileName.replace(/\.\w+$/, '')}-corrected.json`;
  return { name, mediaType: 'application/json', text: `${JSON.stringify(corrected.document, null, indent)}\n` };
}

function remarksFor({ source }: MappingSet, count: number): string[] {
  if (count === 0) return ['Nothing is to be changed.'];
  switch (source) {
    case 'entra':
      return [
        'Make these changes by hand, or upload the corrected file: Provisioning > Edit attribute mappings > Provision Microsoft Entra ID Users > Show advanced options > Review your schema here.',
        'Keep the file that you downloaded, so that you can go back.',
      ];
    case 'onelogin':
      return ['Paste the corrected template into Configuration > SCIM JSON Template and save.'];
    case 'okta':
      return ['Okta takes no file: make these changes under Provisioning > To App > Attribute Mappings.'];
    case 'observed':
      return ['Make these changes in the mapping of your identity provider.'];
  }
}
