import type { RuleSettings } from '../rules/settings.ts';
import { badRequest } from '../scim/errors.ts';
import type { Forgiven } from './forgiven.ts';

export interface Query {
  /** SCIM's parameters under their own names, decoded; a null-prototype object. Others, such as Entra ID's flags, are left out. */
  readonly params: Readonly<Record<string, string>>;
  readonly forgiven: readonly Forgiven[];
}

/** RFC 7644 §3.4.2 table 3 and RFC 9865 §2, by lower-case name. */
const scimParameters: ReadonlyMap<string, string> = new Map(
  ['filter', 'sortBy', 'sortOrder', 'startIndex', 'count', 'cursor', 'attributes', 'excludedAttributes'].map((name) => [
    name.toLowerCase(),
    name,
  ]),
);

const noParameters: Query = { params: Object.freeze(emptyParameters()), forgiven: [] };

/**
 * Reads a raw query string. `+` is a space, as Entra ID and OneLogin send it, unless the same value also holds `%20`: then
 * its sender encodes spaces and means the plus sign. Empty parts (OneLogin's dangling `&`) are passed over, and so are
 * empty parameters other than `filter`. Parameter names are taken in any case.
 *
 * @throws ScimError 400 for broken percent-encoding and for a parameter that is sent twice with different values
 */
export function readQuery(raw: string, settings: RuleSettings): Query {
  if (raw === '') return noParameters;
  const params = emptyParameters();
  const forgiven: Forgiven[] = [];
  for (const part of raw.split('&')) {
    if (part === '') {
      noteOnce(forgiven, settings, 'empty-query-parameter', null, 'an empty parameter in the address was passed over');
      continue;
    }
    const equals = part.indexOf('=');
    const sentName = equals === -1 ? part : part.slice(0, equals);
    const name = scimParameters.get(sentName.toLowerCase());
    if (name === undefined) continue;
    if (name !== sentName) {
      noteOnce(forgiven, settings, 'parameter-name-case', name, `the parameter \`${sentName}\` was read as \`${name}\``);
    }
    const value = equals === -1 ? '' : decode(name, part.slice(equals + 1), settings, forgiven);
    if (value === '' && name !== 'filter' && name !== 'cursor') {
      noteOnce(forgiven, settings, 'empty-query-parameter', null, `the empty parameter \`${name}\` was passed over`);
      continue;
    }
    const earlier = params[name];
    if (earlier !== undefined && earlier !== value) {
      throw badRequest('invalidValue', `The parameter "${name}" was sent twice with different values; send it once.`, {
        reason: 'bad-query',
      });
    }
    params[name] = value;
  }
  return { params, forgiven };
}

function decode(name: string, raw: string, settings: RuleSettings, forgiven: Forgiven[]): string {
  let text = raw;
  if (text.includes('+')) {
    if (/%20/.test(text)) {
      noteOnce(
        forgiven,
        settings,
        'bare-plus-sign',
        null,
        `a \`+\` in \`${name}\` was read as a plus sign, since spaces came as \`%20\``,
      );
    } else {
      text = text.replaceAll('+', ' ');
    }
  }
  if (!text.includes('%')) return text;
  try {
    return decodeURIComponent(text);
  } catch (error) {
    if (!(error instanceof URIError)) throw error;
    throw badRequest(
      name === 'filter' ? 'invalidFilter' : 'invalidValue',
      `The parameter "${name}" is not valid percent-encoded UTF-8.`,
      { cause: error, reason: 'bad-query' },
    );
  }
}

function noteOnce(forgiven: Forgiven[], settings: RuleSettings, code: string, attribute: string | null, what: string): void {
  if (settings['loose-shapes'] === 'refuse') {
    throw badRequest('invalidValue', `Under the rule loose-shapes this request is refused: ${what.replaceAll('`', '"')}.`, {
      ruleId: 'loose-shapes',
    });
  }
  if (forgiven.some((earlier) => earlier.code === code && earlier.attribute === attribute)) return;
  forgiven.push({ code, ruleId: 'loose-shapes', attribute, what });
}

function emptyParameters(): Record<string, string> {
  return Object.create(null) as Record<string, string>;
}
