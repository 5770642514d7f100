import { ScimError, type ScimErrorOptions } from '../scim/errors.ts';

/** 409 `uniqueness` (RFC 7644 §3.12), with who has the value, which the answer does not tell. */
export class TakenError extends ScimError {
  /** id of the resource that has the value; null: it is gone meanwhile */
  readonly holderId: string | null;

  constructor(detail: string, holderId: string | null, options: Omit<ScimErrorOptions, 'scimType'>) {
    super(409, detail, { ...options, scimType: 'uniqueness' });
    this.holderId = holderId;
  }
}
