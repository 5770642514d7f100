const DATE_TIME = /^-?\d{4,}-\d\d-\d\dT\d\d:\d\d:\d\d(?:\.\d+)?(?:Z|[+-]\d\d:\d\d)?$/;

/**
 * An xsd:dateTime (RFC 7643 §2.3.5) as milliseconds since 1970. Without an offset it is taken as UTC.
 * @returns null when the text is none
 */
export function parseInstant(text: string): number | null {
  if (!DATE_TIME.test(text)) return null;
  const zoned = /(?:Z|[+-]\d\d:\d\d)$/.test(text) ? text : `${text}Z`;
  const milliseconds = Date.parse(zoned);
  return Number.isNaN(milliseconds) ? null : milliseconds;
}
