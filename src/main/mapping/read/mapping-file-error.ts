/** A file that holds no mappings that can be read. `message` is for the admin: what it looks like, what was expected, where to get it. */
export class MappingFileError extends Error {
  override readonly name = 'MappingFileError';
  /** "an XML document", "a CSV table", "JSON that is cut off" */
  readonly looksLike: string;

  constructor(looksLike: string, advice: string, cause?: unknown) {
    super(`This looks like ${looksLike}. ${advice}`, cause === undefined ? undefined : { cause });
    this.looksLike = looksLike;
  }
}

const FROM_ENTRA =
  'for Entra ID the provisioning schema as JSON (Provisioning > Edit attribute mappings > Provision Microsoft Entra ID Users > Show advanced options > Review your schema here > Download)';
const FROM_ONELOGIN = 'for OneLogin the SCIM JSON template (Configuration > SCIM JSON Template)';
const FROM_OKTA =
  'for Okta the profile mapping from Okta to the app as JSON (GET /api/v1/mappings/{mappingId}, or tick the attributes instead)';

/** What is expected, and the way to it in each identity provider. */
export const EXPECTED = `Expected is ${FROM_ENTRA}, ${FROM_ONELOGIN}, or ${FROM_OKTA}.`;
export const EXPECTED_ENTRA = `Expected is ${FROM_ENTRA}.`;
export const EXPECTED_OKTA = `Expected is ${FROM_OKTA}.`;
