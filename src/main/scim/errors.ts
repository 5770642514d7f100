import { URN } from '#shared/scim/urns.ts';
import type { ScimType } from '#shared/scim/wire.ts';

export interface ScimErrorOptions {
  readonly scimType?: ScimType;
  /** the attribute it is about, as a SCIM path */
  readonly attribute?: string;
  /** the rule of the catalogue that refused; absent for plain RFC */
  readonly ruleId?: string;
  /** the exact cause, one of `errorCodes` in explain/codes.ts, where status and `scimType` do not tell it: `token-revoked` */
  readonly reason?: string;
  /** extra response headers, such as `Allow` or `Retry-After` */
  readonly headers?: Readonly<Record<string, string>>;
  readonly cause?: unknown;
}

/** Details quote what was sent, which can be megabytes. */
const LONGEST_DETAIL = 1000;

/** An answer that is not 2xx, with everything RFC 7644 §3.12 wants. `message` is the `detail` the IdP's admin reads. */
export class ScimError extends Error {
  override readonly name = 'ScimError';
  readonly status: number;
  readonly scimType: ScimType | undefined;
  readonly attribute: string | undefined;
  readonly ruleId: string | undefined;
  readonly reason: string | undefined;
  readonly headers: Readonly<Record<string, string>>;

  constructor(status: number, detail: string, options: ScimErrorOptions = {}) {
    super(
      detail.length > LONGEST_DETAIL ? `${detail.slice(0, LONGEST_DETAIL - 1)}…` : detail,
      options.cause === undefined ? undefined : { cause: options.cause },
    );
    this.status = status;
    this.scimType = options.scimType;
    this.attribute = options.attribute;
    this.ruleId = options.ruleId;
    this.reason = options.reason;
    this.headers = options.headers ?? {};
  }

  /** RFC 7644 §3.12: `status` is a string in the body. */
  toJSON(): { schemas: string[]; scimType?: ScimType; detail: string; status: string } {
    return {
      schemas: [URN.error],
      ...(this.scimType === undefined ? {} : { scimType: this.scimType }),
      detail: this.message,
      status: String(this.status),
    };
  }
}

/** 400 with a `scimType`: the usual refusal. */
export function badRequest(scimType: ScimType, detail: string, options: Omit<ScimErrorOptions, 'scimType'> = {}): ScimError {
  return new ScimError(400, detail, { ...options, scimType });
}
