import type { CompiledProfile } from '../profile/compile.ts';
import type { RuleSettings } from '../rules/settings.ts';

/** What mappings are judged against. */
export interface MappingContext {
  readonly profile: CompiledProfile;
  readonly settings: RuleSettings;
  /** people log in through SAML, so the user name must be what the identity provider sends as NameID (rule 13) */
  readonly sso: boolean;
  /**
   * The source attribute that is sent as NameID, in the identity provider's words: `userPrincipalName`, `mail`, `email`, `login`. Left out: the one
   * that the identity provider takes unless told otherwise.
   */
  readonly nameId?: string | undefined;
}
