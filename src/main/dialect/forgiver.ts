import type { ScimType } from '#shared/scim/wire.ts';
import type { RuleSettings } from '../rules/settings.ts';
import { badRequest } from '../scim/errors.ts';
import type { Forgiven, ForgivenCode } from './forgiven.ts';

/** The rules under which a shape is forgiven or refused. */
type ShapeRule =
  | 'string-booleans'
  | 'loose-shapes'
  | 'unknown-schema-uris'
  | 'read-only-in-patch'
  | 'remove-with-value'
  | 'required-mappings';

interface Slip {
  readonly code: ForgivenCode;
  readonly ruleId: ShapeRule;
  readonly attribute: string | null;
  /** what came, and why it is none of the RFC's shapes; said of a refusal too */
  readonly what: string;
  /** what was made of it, where it was accepted: " and was passed over" */
  readonly outcome?: string;
  readonly scimType?: ScimType;
}

const none: readonly Forgiven[] = [];

/** Keeps what was forgiven in one request, once per kind and attribute, or refuses where the rule says so. */
export class Forgiver {
  readonly settings: RuleSettings;
  #forgiven: Forgiven[] | null = null;

  constructor(settings: RuleSettings) {
    this.settings = settings;
  }

  get forgiven(): readonly Forgiven[] {
    return this.#forgiven ?? none;
  }

  /** @throws ScimError 400 where the rule is set to refuse */
  forgive({ code, ruleId, attribute, what, outcome = '', scimType }: Slip): void {
    if (this.settings[ruleId] === 'refuse') {
      const sentence = `${what.charAt(0).toUpperCase()}${what.slice(1)}`.replaceAll('`', '"');
      throw badRequest(scimType ?? 'invalidValue', `${sentence}: the rule ${ruleId} is set to refuse this.`, {
        ...(attribute === null ? {} : { attribute }),
        ruleId,
      });
    }
    this.#forgiven ??= [];
    if (this.#forgiven.some((earlier) => earlier.code === code && earlier.attribute === attribute)) return;
    this.#forgiven.push({ code, ruleId, attribute, what: `${what}${outcome}` });
  }
}
