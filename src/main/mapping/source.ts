import type { Idp } from '#shared/contract/exchanges.ts';
import type { Mapping, SamplePerson } from '#shared/contract/mappings.ts';
import { parseEntraExpression } from './expression/entra.ts';
import { type Evaluated, type Lookup, evaluate } from './expression/evaluate.ts';
import { type Expression, ExpressionError, type Scalar } from './expression/expression.ts';
import { parseOktaExpression } from './expression/okta.ts';
import { parseOneLoginValue } from './expression/onelogin.ts';

/** The source side of a mapping, parsed in the language of its identity provider. Never throws: what cannot be read is `unread`. */
export function expressionOf(mapping: Mapping, idp: Idp): Expression {
  const { kind, source, defaultValue } = mapping;
  if (kind === 'none') return defaultValue === null ? { kind: 'omitted' } : { kind: 'constant', value: defaultValue };
  if (kind === 'observed') return { kind: 'unread', text: source };
  if (idp === 'okta') return parseOktaExpression(source);
  if (idp === 'onelogin')
    return kind === 'constant' ? { kind: 'constant', value: jsonConstant(source) } : parseOneLoginValue(source);
  if (kind === 'constant') return { kind: 'constant', value: source };
  try {
    return parseEntraExpression(source);
  } catch (error) {
    if (!(error instanceof ExpressionError)) throw error;
    return { kind: 'unread', text: source };
  }
}

/** What cannot be read in an expression of Entra ID, as a sentence; null where it can. */
export function slipOf({ kind, source }: Mapping, idp: Idp): string | null {
  if (idp !== 'entra' || (kind !== 'expression' && kind !== 'attribute')) return null;
  try {
    parseEntraExpression(source);
    return null;
  } catch (error) {
    if (!(error instanceof ExpressionError)) throw error;
    return error.message;
  }
}

/** `true` stands without quotation marks in a template. */
function jsonConstant(source: string): Scalar {
  if (source === 'true' || source === 'false') return source === 'true';
  return source;
}

/** The value of a mapping for one person; the default value stands in for none. */
export function valueFor(mapping: Mapping, idp: Idp, person: SamplePerson): Evaluated {
  const evaluated = evaluate(expressionOf(mapping, idp), lookupIn(person, idp));
  return evaluated.done && evaluated.value === null ? { done: true, value: mapping.defaultValue } : evaluated;
}

/** A person's attributes under the names that the identity provider gives them. */
function lookupIn(person: SamplePerson, idp: Idp): Lookup {
  const own = ownNames(person, idp);
  const others = new Map(Object.entries(person.others).map(([name, value]) => [name.toLowerCase(), value]));
  return (attribute) => {
    const name = attribute.toLowerCase();
    const bare = name.split('.').at(-1) ?? name;
    return others.get(name) ?? others.get(bare) ?? own.get(name);
  };
}

/** By lower-cased name. Which attributes a tenant has beyond these nobody knows here. */
function ownNames(person: SamplePerson, idp: Idp): ReadonlyMap<string, Scalar | null> {
  const { userName, email, givenName, familyName, active } = person;
  const displayName = person.displayName === '' ? `${givenName} ${familyName}`.trim() : person.displayName;
  const nickname = email.split('@')[0] ?? '';
  switch (idp) {
    case 'entra':
      return new Map<string, Scalar>([
        ['userprincipalname', userName],
        ['originaluserprincipalname', userName],
        ['mail', email],
        ['givenname', givenName],
        ['surname', familyName],
        ['displayname', displayName],
        ['mailnickname', nickname],
        ['issoftdeleted', active ? 'False' : 'True'],
        ['accountenabled', active ? 'True' : 'False'],
        ['objectid', '7f9c2c1e-5b1d-4a77-9d55-0c6d1a2b3c4d'],
      ]);
    case 'okta':
      return new Map<string, Scalar>([
        ['user.login', userName],
        ['user.email', email],
        ['user.firstname', givenName],
        ['user.lastname', familyName],
        ['user.displayname', displayName],
        ['appuser.username', userName],
      ]);
    case 'onelogin':
      return new Map<string, Scalar>([
        ['user.email', email],
        ['user.username', userName],
        ['user.userprincipalname', userName],
        ['user.firstname', givenName],
        ['user.lastname', familyName],
        ['user.display_name', displayName],
        ['parameters.scimusername', userName],
      ]);
    default:
      return new Map();
  }
}
