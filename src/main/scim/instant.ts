const DATE_TIME = /^(\d{4})-(\d\d)-(\d\d)T(\d\d):(\d\d):(\d\d)(?:\.(\d{1,9}))?(Z|[+-]\d\d:\d\d)?$/;

/**
 * An xsd:dateTime (RFC 7643 §2.3.5) as milliseconds since 1970. Without an offset it is taken as UTC; what is finer than a
 * millisecond is cut off. Years have four digits.
 * @returns null when the text is none, also when there is no such day or hour
 */
export function parseInstant(text: string): number | null {
  if (text.length > 40) return null;
  const match = DATE_TIME.exec(text);
  if (match === null) return null;
  const [, year, month, day, hour, minute, second, fraction, zone] = match;
  // Not Date.UTC, which makes 1901 of the year 0001, the "no date" of .NET clients.
  const midnight = new Date(0).setUTCFullYear(Number(year), Number(month) - 1, Number(day));
  // It makes 3 March of 31 February, which is not what was written.
  if (new Date(midnight).toISOString().slice(0, 10) !== `${year}-${month}-${day}`) return null;
  const [h, m, s] = [Number(hour), Number(minute), Number(second)];
  if (m > 59 || s > 59 || h > 24 || (h === 24 && (m > 0 || s > 0 || Number(fraction ?? 0) > 0))) return null;
  const offset = zoneOffset(zone);
  if (offset === null) return null;
  return midnight + ((h * 60 + m) * 60 + s) * 1000 + Number((fraction ?? '').padEnd(3, '0').slice(0, 3)) - offset;
}

function zoneOffset(zone: string | undefined): number | null {
  if (zone === undefined || zone === 'Z') return 0;
  const hours = Number(zone.slice(1, 3));
  const minutes = Number(zone.slice(4, 6));
  if (minutes > 59 || hours > 14 || (hours === 14 && minutes > 0)) return null;
  return (zone.startsWith('-') ? -1 : 1) * (hours * 60 + minutes) * 60_000;
}
