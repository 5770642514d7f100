import type { MemberChange } from '../scim/patch/members.ts';
import { badRequest } from '../scim/errors.ts';
import { evaluateElement } from '../scim/filter/evaluate.ts';
import type { MemberRow } from '../store/repositories/members.ts';
import type { ResourceRow } from '../store/repositories/resources.ts';
import { parseDoc } from '../store/document.ts';
import { type MembersMoved, type Work, nameOf } from './work.ts';

const NAMES_TOLD = 10;
/** A full push of a huge group is told by its count; so many are listed one by one in the history. */
export const LISTED_IN_HISTORY = 1000;

/** Who joined and who left, in the end: one who left and came back did neither. */
export class MemberMoves {
  readonly #joined = new Map<number, ResourceRow>();
  readonly #left = new Map<number, ResourceRow>();

  join(member: ResourceRow): void {
    if (!this.#left.delete(member.seq)) this.#joined.set(member.seq, member);
  }

  leave(member: ResourceRow): void {
    if (!this.#joined.delete(member.seq)) this.#left.set(member.seq, member);
  }

  get happened(): boolean {
    return this.#joined.size > 0 || this.#left.size > 0;
  }

  get joined(): readonly ResourceRow[] {
    return [...this.#joined.values()];
  }

  get left(): readonly ResourceRow[] {
    return [...this.#left.values()];
  }
}

/**
 * Changes the members of a group; each change costs what it changes.
 * @throws ScimError 400 `invalidValue` for a member that does not exist, unless the rule unknown-member passes it over
 */
export function changeMembers(work: Work, group: ResourceRow, changes: readonly MemberChange[]): MemberMoves {
  const moves = new MemberMoves();
  for (const change of changes) {
    switch (change.kind) {
      case 'add':
        for (const id of change.ids) addMember(work, group, id, moves);
        break;
      case 'remove':
        for (const id of change.ids) removeMember(work, group, work.tx.resources.byId(id), moves);
        break;
      case 'replace':
        replaceMembers(work, group, change.ids, moves);
        break;
      case 'removeWhere':
        for (const member of work.tx.members.list(group.seq)) {
          if (evaluateElement(change.filter, memberElement(member))) {
            removeMember(work, group, work.tx.resources.bySeq(member.seq), moves);
          }
        }
    }
  }
  noteMoves(work, group, moves);
  return moves;
}

function addMember(work: Work, group: ResourceRow, id: string, moves: MemberMoves): void {
  const member = findMember(work, group, id);
  if (member !== undefined && work.tx.members.add(group.seq, member.seq)) moves.join(member);
}

function removeMember(work: Work, group: ResourceRow, member: ResourceRow | undefined, moves: MemberMoves): void {
  if (member !== undefined && work.tx.members.remove(group.seq, member.seq)) moves.leave(member);
}

function replaceMembers(work: Work, group: ResourceRow, ids: readonly string[], moves: MemberMoves): void {
  const wanted = new Map<number, ResourceRow>();
  for (const id of ids) {
    const member = findMember(work, group, id);
    if (member !== undefined) wanted.set(member.seq, member);
  }
  for (const seq of work.tx.members.seqs(group.seq)) {
    if (!wanted.delete(seq)) removeMember(work, group, work.tx.resources.bySeq(seq), moves);
  }
  for (const member of wanted.values()) {
    if (work.tx.members.add(group.seq, member.seq)) moves.join(member);
  }
}

function findMember(work: Work, group: ResourceRow, id: string): ResourceRow | undefined {
  const member = work.tx.resources.byId(id);
  if (member !== undefined && mayBeMember(work, member) && member.seq !== group.seq) return member;
  const isItself = member?.seq === group.seq;
  const what = isItself ? 'is the group itself' : 'names no user or group of this sandbox';
  if (work.settings['unknown-member'] === 'refuse') {
    throw badRequest('invalidValue', `Member "${id.slice(0, 200)}" ${what} (rule unknown-member).`, {
      attribute: 'members.value',
      ruleId: 'unknown-member',
      ...(isItself ? { reason: 'member-of-itself' } : {}),
    });
  }
  work.notes.push({
    code: 'unknown-member-ignored',
    severity: 'warning',
    ruleId: 'unknown-member',
    attribute: 'members.value',
    what: `member "${id.slice(0, 200)}" ${what} and was passed over`,
  });
  return undefined;
}

/** RFC 7643 §7 `referenceTypes`: a profile may let groups hold other resources than users and groups. */
function mayBeMember({ model }: Work, { type }: ResourceRow): boolean {
  return model.relational?.subAttributes.get('$ref')?.definition.referenceTypes?.includes(type) ?? true;
}

/** Rules 15 and 19: who gets rights through this, and who is left without any group. */
function noteMoves(work: Work, group: ResourceRow, moves: MemberMoves): void {
  if (moves.joined.length > 0 && work.tx.rights.ofGroup(group.seq).length > 0) {
    const groupName = nameOf(parseDoc(group));
    work.notes.push({
      code: 'privileged-group',
      severity: 'warning',
      ruleId: 'pushed-group-name',
      attribute: 'members',
      what: `group "${groupName}" has rights, and ${inWords(moves.joined)} got them by joining`,
    });
  }
  if (work.settings['user-without-group'] === 'off') return;
  const stranded = moves.left.filter((one) => one.type === 'User' && !work.tx.members.isInAnyGroup(one.seq));
  if (stranded.length === 0) return;
  work.notes.push({
    code: 'user-without-group',
    severity: 'warning',
    ruleId: 'user-without-group',
    attribute: 'members',
    what: `${inWords(stranded)} ${stranded.length === 1 ? 'is' : 'are'} in no group any more`,
  });
}

/** "anna, ben and 598 more": a note names the first, and leaves nobody out of the count. */
function inWords(members: readonly ResourceRow[]): string {
  const { names, count } = told(members);
  if (count > names.length) return `${names.join(', ')} and ${count - names.length} more`;
  return names.length < 2 ? names.join('') : `${names.slice(0, -1).join(', ')} and ${names.at(-1) ?? ''}`;
}

/** For the sentence: the first names, and how many in all. */
export function told(members: readonly ResourceRow[]): MembersMoved {
  return { names: members.slice(0, NAMES_TOLD).map((one) => nameOf(parseDoc(one))), count: members.length };
}

/** For the history of a group that goes: the first members that it had. */
export function firstMembers(work: Work, groupSeq: number): ReturnType<typeof listed> {
  return listed(work.tx.members.list(groupSeq, LISTED_IN_HISTORY));
}

/** For the history: members as a client would read them. */
export function listed(members: readonly Pick<ResourceRow, 'id' | 'doc'>[]): { value: string; display: string }[] {
  return members.slice(0, LISTED_IN_HISTORY).map((one) => ({ value: one.id, display: nameOf(parseDoc(one)) }));
}

function memberElement(member: MemberRow): { value: string; type: string; display: string } {
  return { value: member.id, type: member.type, display: nameOf(parseDoc(member)) };
}
