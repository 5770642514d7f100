import type { JsonValue } from '#shared/scim/wire.ts';
import { EXPECTED, MappingFileError } from './mapping-file-error.ts';

/** Real exports have some hundred kilobytes. */
const LARGEST = 5 * 1024 * 1024;

/** Exports have some ten levels. What is deeper is none, and would exhaust the stack. */
const DEEPEST = 200;

/** A file as JSON, and how it was laid out, so that it can be given back alike. */
export interface DecodedJson {
  readonly document: JsonValue;
  /** what a level is indented by; empty: all on one line */
  readonly indent: string;
}

/**
 * Turns the bytes of a file into JSON. Byte order marks and UTF-16 (what PowerShell's `>` writes) are understood.
 * @throws MappingFileError that says what the file looks like instead
 */
export function decodeJson(content: Uint8Array | string): DecodedJson {
  const size = content.length;
  if (size > LARGEST) {
    throw new MappingFileError(`a file of ${Math.round(size / 1024 / 1024)} MB`, `Mappings have less than 5 MB. ${EXPECTED}`);
  }
  const text = typeof content === 'string' ? content.replace(/^\uFEFF/, '') : decodeText(content);
  if (isTooDeep(text)) throw new MappingFileError(`JSON of more than ${DEEPEST} levels`, EXPECTED);
  if (text.trim() === '') throw new MappingFileError('an empty file', EXPECTED);
  try {
    return { document: JSON.parse(text) as JsonValue, indent: /^\s*[{[]\s*?\n([ \t]+)/.exec(text)?.[1] ?? '' };
  } catch (error) {
    if (!(error instanceof SyntaxError)) throw error;
    throw notJson(text, error);
  }
}

function decodeText(bytes: Uint8Array): string {
  const encoding = encodingOf(bytes);
  if (encoding === 'utf-8' && bytes.subarray(0, 4096).includes(0)) throw new MappingFileError(nameBinary(bytes), EXPECTED);
  try {
    return new TextDecoder(encoding, { fatal: true }).decode(bytes);
  } catch (error) {
    if (!(error instanceof TypeError)) throw error;
    throw new MappingFileError(nameBinary(bytes), `It is not UTF-8. ${EXPECTED}`, error);
  }
}

/** Brackets inside texts count too: an error on the safe side that no export comes near. */
function isTooDeep(text: string): boolean {
  let depth = 0;
  for (let at = 0; at < text.length; at++) {
    const char = text.charAt(at);
    if (char === '[' || char === '{') depth += 1;
    else if ((char === ']' || char === '}') && depth > 0) depth -= 1;
    if (depth > DEEPEST) return true;
  }
  return false;
}

function encodingOf(bytes: Uint8Array): 'utf-8' | 'utf-16le' | 'utf-16be' {
  const [first, second] = bytes;
  if (first === 0xff && second === 0xfe) return 'utf-16le';
  return first === 0xfe && second === 0xff ? 'utf-16be' : 'utf-8';
}

function nameBinary(bytes: Uint8Array): string {
  const head = String.fromCharCode(...bytes.subarray(0, 4));
  if (head.startsWith('PK')) return 'a ZIP archive or an Excel workbook';
  if (head.startsWith('%PDF')) return 'a PDF document';
  return head.startsWith('\u0089PNG') || head.startsWith('\u00ff\u00d8') ? 'a picture' : 'a binary file';
}

function notJson(text: string, cause: SyntaxError): MappingFileError {
  const start = text.trimStart();
  if (/^<!doctype html|^<html/i.test(start)) {
    return new MappingFileError('a web page', `Perhaps the page of the portal was saved. ${EXPECTED}`, cause);
  }
  if (start.startsWith('<')) return new MappingFileError('an XML document', xmlAdvice(start), cause);
  if (/^[{[]/.test(start)) return brokenJson(text, cause);
  const [line = ''] = start.split('\n', 1);
  return /[,;\t]/.test(line)
    ? new MappingFileError('a CSV table', EXPECTED, cause)
    : new MappingFileError('plain text', EXPECTED, cause);
}

function xmlAdvice(text: string): string {
  return /EntityDescriptor/.test(text.slice(0, 2000)) ? `It holds SAML metadata, not mappings. ${EXPECTED}` : EXPECTED;
}

/** A file that ends before its last bracket was cut off on the way; any other has a mistake in it. */
function brokenJson(text: string, cause: SyntaxError): MappingFileError {
  if (/[}\]]$/.test(text.trimEnd())) {
    const { line, near } = placeOf(text, cause);
    const where = line === null ? '' : ` in line ${line}`;
    const macro = /\{\$[\w.]+\}/.test(near) ? ' A macro such as {$user.email} stands in quotation marks.' : '';
    return new MappingFileError(`JSON with a mistake${where}`, `${sentence(cause.message)}${macro} ${EXPECTED}`, cause);
  }
  return new MappingFileError('JSON that is cut off', `It ends in the middle; copy or download it again. ${EXPECTED}`, cause);
}

function placeOf(text: string, { message }: SyntaxError): { line: number | null; near: string } {
  const position = /position (\d+)/.exec(message)?.[1];
  if (position === undefined) return { line: null, near: message };
  const at = Number(position);
  return { line: text.slice(0, at).split('\n').length, near: text.slice(Math.max(0, at - 20), at + 40) };
}

function sentence(text: string): string {
  return text.endsWith('.') ? text : `${text.slice(0, 200)}.`;
}
