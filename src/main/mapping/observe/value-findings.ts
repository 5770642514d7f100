import type { MappingFinding, MappingRow } from '#shared/contract/mappings.ts';
import type { ObservedAttribute, ObservedObject } from '#shared/contract/observed.ts';
import type { MappingContext } from '../context.ts';
import { foldCase } from '../../scim/fold-case.ts';
import { findAttribute } from '../../scim/model.ts';
import { finding } from '../judge/finding.ts';
import type { ObservedTraffic } from './traffic.ts';

/** An attribute that was sent, with everything that its values are judged by. */
export interface Seen {
  readonly row: MappingRow;
  readonly observed: ObservedAttribute;
  readonly object: ObservedObject;
  readonly traffic: ObservedTraffic;
  readonly context: MappingContext;
}

/** What values tell that no mapping does. Rules 4, 12 and 13 of the catalogue, and `string-booleans`. */
export function valueFindings(seen: Seen): MappingFinding[] {
  const isUserName = seen.row.resourceType === 'User' && seen.row.attribute === 'userName';
  return [...incomplete(seen), ...(isUserName ? [...capitals(seen), ...otherThanMail(seen)] : []), ...textForFlag(seen)];
}

function incomplete({ row, observed, object, traffic }: Seen): MappingFinding[] {
  const without = object.resources - observed.covered;
  if (row.role !== 'required' || without <= 0) return [];
  const noun = object.resourceType === 'Group' ? 'groups' : 'users';
  const detail = `${without.toLocaleString('en')} of ${object.resources.toLocaleString('en')} ${noun}`;
  return [finding('seen-incomplete', traffic.idp, { attribute: row.attribute, detail })];
}

function capitals({ row, traffic, context }: Seen): MappingFinding[] {
  if (context.settings['user-name-case'] !== 'lower-case') return [];
  const names = traffic
    .users()
    .flatMap(({ userName }) => (userName === null || userName === userName.toLowerCase() ? [] : [userName]));
  const [source] = names;
  return source === undefined
    ? []
    : [finding('seen-capitals', traffic.idp, { attribute: row.attribute, detail: people(names), source })];
}

/** Log-in ignores case (rule 12), so only another name differs. */
function otherThanMail({ row, traffic, context }: Seen): MappingFinding[] {
  if (!context.sso) return [];
  const pairs = traffic.users().flatMap(({ userName, workMail }) => {
    if (userName === null || workMail === null || foldCase(userName) === foldCase(workMail)) return [];
    return [`${userName} with ${workMail}`];
  });
  const [source] = pairs;
  return source === undefined
    ? []
    : [finding('seen-name-id', traffic.idp, { attribute: row.attribute, detail: people(pairs), source })];
}

function textForFlag({ row, observed, object, traffic, context }: Seen): MappingFinding[] {
  const model = context.profile.byName(object.resourceType);
  const found = model === undefined ? null : findAttribute(model, row.attribute);
  if (found?.kind !== 'attribute' || found.attribute.definition.type !== 'boolean') return [];
  const times = observed.types.find(({ type }) => type === 'string')?.count ?? 0;
  if (times === 0) return [];
  const told = finding('seen-text-for-flag', traffic.idp, {
    attribute: row.attribute,
    detail: times === 1 ? 'once' : `${times} times`,
  });
  return [context.settings['string-booleans'] === 'refuse' ? { ...told, severity: 'refused' } : told];
}

function people(all: readonly unknown[]): string {
  return all.length === 1 ? 'one user' : `${all.length.toLocaleString('en')} users`;
}
