import { isObject } from '../../scim/json.ts';
import { parseDoc } from '../../store/document.ts';

interface RecordedMember {
  readonly id: string;
  /** as it was called then */
  readonly name: string;
}

/** @returns the members that one side of a change lists: those that left or joined, or those of a group that went */
export function membersIn(state: string | null): RecordedMember[] {
  const { members } = parseDoc({ doc: state ?? '{}' });
  if (!Array.isArray(members)) return [];
  return members.filter(isObject).flatMap(({ value, display }) => {
    if (typeof value !== 'string') return [];
    return [{ id: value, name: typeof display === 'string' ? display : value }];
  });
}
