import type { Mapping, MappingChange } from '#shared/contract/mappings.ts';

interface Told {
  /** the change as the admin reads it */
  readonly sentence: string;
}

/** One thing to do to a set of mappings, and to the file that it came from. */
export type Edit = Told &
  (
    | { readonly kind: 'remove'; readonly mapping: Mapping }
    | { readonly kind: 'target'; readonly mapping: Mapping; readonly target: string }
    | { readonly kind: 'source'; readonly mapping: Mapping; readonly source: string }
    | { readonly kind: 'flow'; readonly mapping: Mapping }
    | { readonly kind: 'match'; readonly mapping: Mapping }
    /** the type of the target in the attribute list */
    | { readonly kind: 'declare'; readonly mapping: Mapping; readonly type: string }
    /** one object becomes a list of one */
    | { readonly kind: 'list'; readonly mapping: Mapping }
    | { readonly kind: 'add'; readonly resourceType: string; readonly target: string; readonly source: string }
  );

/** The edit in the form of the contract. */
export function changeOf(edit: Edit, clickPath: string[] | null): MappingChange {
  const { kind, sentence } = edit;
  if (kind === 'add') {
    const { resourceType, target, source } = edit;
    return { kind: 'added', resourceType, attribute: target, sentence, before: null, after: `${source} → ${target}`, clickPath };
  }
  const { mapping } = edit;
  const { before, after } = sidesOf(mapping, edit);
  return {
    kind: kind === 'remove' ? 'removed' : 'changed',
    resourceType: mapping.resourceType,
    attribute: kind === 'target' ? edit.target : mapping.target,
    sentence,
    before,
    after,
    clickPath,
  };
}

/** What is seen to change: the line of the mapping, or the switch beside it. */
function sidesOf(mapping: Mapping, edit: Edit): { before: string; after: string | null } {
  switch (edit.kind) {
    case 'remove':
      return { before: lineOf(mapping), after: null };
    case 'flow':
      return { before: mapping.flow ?? 'always', after: 'always' };
    case 'match':
      return { before: mapping.matching === null ? 'not matched by' : `precedence ${mapping.matching}`, after: 'precedence 1' };
    case 'declare':
      return { before: mapping.declaredType ?? 'not declared', after: edit.type };
    case 'list':
      return { before: 'one object', after: 'a list of one' };
    default:
      return { before: lineOf(mapping), after: lineOf(afterEdit(mapping, edit)) };
  }
}

/** The mapping as it is after the edit. */
export function afterEdit(mapping: Mapping, edit: Edit): Mapping {
  switch (edit.kind) {
    case 'target':
      return { ...mapping, target: edit.target };
    case 'source':
      return { ...mapping, source: edit.source, kind: 'expression' };
    case 'flow':
      return { ...mapping, flow: null };
    case 'match':
      return { ...mapping, matching: 1 };
    case 'declare':
      return { ...mapping, declaredType: edit.type };
    case 'list':
      return { ...mapping, single: false };
    case 'remove':
    case 'add':
      return mapping;
  }
}

function lineOf({ source, defaultValue, target }: Mapping): string {
  return `${source === '' ? (defaultValue ?? 'nothing') : source} → ${target}`;
}
