/** As far as an address is read at all; sentences cut it shorter still. */
const READ_AT_MOST = 2000;

/** What would break a sentence, hide in it or turn it round. */
const UNPRINTABLE = /[\u0000-\u001f\u007f-\u009f\u200b-\u200f\u2028-\u202e\u2066-\u2069\ufeff]+/g;

/**
 * The path and query of a request as a person reads them: `/Users?filter=userName%20eq%20%22anna%22&count=1` is
 * `/Users where userName eq "anna", count 1`. What is no percent encoding (RFC 3986 §2.1) stays as it was sent.
 */
export function readAddress(address: string): string {
  const [path = '', ...rest] = address.slice(0, READ_AT_MOST).split('?');
  const parameters = rest.join('?').split('&').filter(Boolean).map(readParameter);
  const [first, ...others] = parameters.toSorted((a, b) => Number(b.isFilter) - Number(a.isFilter));
  const shown = decoded(path);
  if (first === undefined) return shown;
  return `${shown} ${first.isFilter ? 'where' : 'with'} ${[first, ...others].map(({ words }) => words).join(', ')}`;
}

function readParameter(parameter: string): { readonly isFilter: boolean; readonly words: string } {
  const equals = parameter.indexOf('=');
  // A form writes a space of a query as a plus.
  const plain = (text: string) => decoded(text.replaceAll('+', ' ')).trim();
  if (equals === -1) return { isFilter: false, words: plain(parameter) };
  const name = plain(parameter.slice(0, equals));
  const value = plain(parameter.slice(equals + 1));
  const isFilter = name.toLowerCase() === 'filter';
  return { isFilter, words: isFilter ? value : `${name} ${value}`.trim() };
}

/** Text of a client's as it may stand in a sentence: names and values can hold line breaks, and marks that turn what follows round. */
export function withoutUnprintable(text: string): string {
  return text.replaceAll(UNPRINTABLE, '\ufffd');
}

/** Each run of percent codes by itself, so that one that is broken leaves the others readable. */
function decoded(text: string): string {
  return withoutUnprintable(text.replaceAll(/(?:%[0-9a-f]{2})+/gi, decodedRun));
}

function decodedRun(run: string): string {
  try {
    return decodeURIComponent(run);
  } catch (error) {
    // Bytes that are no UTF-8 have no letters to be shown as.
    if (error instanceof URIError) return run;
    throw error;
  }
}
