import type { Idp } from '#shared/contract/exchanges.ts';
import type { Mapping, MappingFinding, SamplePerson } from '#shared/contract/mappings.ts';
import { URN } from '#shared/scim/urns.ts';
import type { MappingContext } from '../context.ts';
import { attributesOf, foldsCase, onlyAttributeOf } from '../expression/expression.ts';
import { joiner, leaver } from '../people.ts';
import { expressionOf, slipOf, valueFor } from '../source.ts';
import { suggestedSource } from '../suggested-sources.ts';
import type { Target } from '../target.ts';
import { type Fill, finding } from './finding.ts';
import type { MappingFindingCode } from './texts.ts';

/** One mapping on its way through the suspicions. */
interface Suspect {
  readonly mapping: Mapping;
  readonly target: Target;
  readonly idp: Idp;
  readonly context: MappingContext;
  readonly add: (code: MappingFindingCode, fill?: Omit<Fill, 'attribute'>) => void;
}

/** Flags of Entra ID's directory: texts that are always "True" or "False". */
const flags: ReadonlySet<string> = new Set(['issoftdeleted', 'accountenabled', 'dirsyncenabled']);

/** What is accepted and probably not meant: a source that cannot be right for this target. */
export function suspicionsOf(mapping: Mapping, target: Target, idp: Idp, context: MappingContext): MappingFinding[] {
  const findings: MappingFinding[] = [];
  const add = (code: MappingFindingCode, fill: Omit<Fill, 'attribute'> = {}) => {
    findings.push(finding(code, idp, { attribute: target.path, source: mapping.source, ...fill }));
  };
  const suspect: Suspect = { mapping, target, idp, context, add };
  const slip = slipOf(mapping, idp);
  if (slip !== null) add('unreadable-expression', { detail: slip });
  if (mapping.resourceType !== 'User') return findings;
  if (target.path === 'userName') suspectUserName(suspect);
  if (target.path === 'active' && idp === 'entra') suspectActive(suspect);
  if (target.attribute?.definition.type === 'boolean') suspectFlag(suspect);
  if (personal.has(target.path)) suspectPersonal(suspect);
  if (target.path === `${URN.meisterplanUser}:sendInvitationMail` && context.sso && isAlwaysTrue(suspect))
    add('invitation-under-sso');
  return findings;
}

/** Values that no two people share, or that a constant cannot say. */
const personal: ReadonlySet<string> = new Set(['userName', 'emails[type eq "work"].value', 'name.givenName', 'name.familyName']);

function suspectPersonal({ mapping, target, idp, add }: Suspect): void {
  const { path } = target;
  const expression = expressionOf(mapping, idp);
  const value = expression.kind === 'constant' ? String(expression.value) : null;
  const suggestion = suggestedSource(path, idp);
  if (value !== null) add('constant-value', { source: value, detail: suggestion === null ? '' : `Most take ${suggestion}.` });
  if (mapping.flow !== null) add('only-on-create', { detail: mapping.flow });
  const isMail = path === 'emails[type eq "work"].value';
  if (isMail && idp === 'entra' && onlyAttributeOf(expression)?.toLowerCase() === 'userprincipalname') add('mail-from-user-name');
}

/** Rules 12 and 13. */
function suspectUserName({ mapping, idp, context, add }: Suspect): void {
  const expression = expressionOf(mapping, idp);
  if (expression.kind === 'unread') return;
  if (context.settings['user-name-case'] === 'lower-case' && !foldsCase(expression)) {
    add(idp === 'onelogin' ? 'user-name-case-elsewhere' : 'user-name-case');
  }
  const nameId = context.nameId ?? usualNameId[idp];
  if (!context.sso || nameId === undefined) return;
  const from = attributesOf(expression).find((name) => name.toLowerCase() !== nameId.toLowerCase() && !isParameter(name));
  if (from !== undefined) add('name-id', { source: from, detail: nameId });
}

/** What is the NameID unless an admin chose another attribute. */
const usualNameId: Partial<Record<Idp, string>> = { entra: 'userPrincipalName', okta: 'user.login', onelogin: 'user.email' };

/** What stands behind a parameter of OneLogin is not in the template. */
function isParameter(attribute: string): boolean {
  return attribute.startsWith('parameters.');
}

function suspectActive({ mapping, idp, add }: Suspect): void {
  if (mapping.flow !== null) add('only-on-create', { detail: mapping.flow });
  const flag = (person: SamplePerson) => {
    const evaluated = valueFor(mapping, idp, person);
    return evaluated.done ? /^true$/i.test(String(evaluated.value)) : null;
  };
  if (flag(leaver) === true) add('leavers-stay');
  if (flag(joiner) === false) add('joiners-inactive');
  const only = onlyAttributeOf(expressionOf(mapping, idp));
  if (only?.toLowerCase() === 'accountenabled') add('active-from-account');
}

/** Text may flow where a flag belongs, unless a function or the directory sees to it that it is one. */
function suspectFlag({ mapping, idp, add }: Suspect): void {
  const declared = mapping.declaredType;
  if (declared !== undefined && declared.toLowerCase() !== 'boolean') add('flag-declared-as-text', { detail: declared });
  if (idp !== 'entra' || mapping.kind === 'constant' || mapping.kind === 'none') return;
  const expression = expressionOf(mapping, idp);
  const [only] = attributesOf(expression);
  if (expression.kind === 'attribute' && only !== undefined && !flags.has(only.toLowerCase())) add('flag-from-text');
}

function isAlwaysTrue({ mapping, idp }: Suspect): boolean {
  const expression = expressionOf(mapping, idp);
  return expression.kind === 'constant' && /^true$/i.test(String(expression.value));
}
