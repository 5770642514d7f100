/** The methods that a request of SCIM can have (RFC 7644 §3.2), and HEAD, which goes wherever GET does (RFC 9110 §9.3.2). */
export const METHODS = ['GET', 'HEAD', 'POST', 'PUT', 'PATCH', 'DELETE'] as const;
export type Method = (typeof METHODS)[number];
