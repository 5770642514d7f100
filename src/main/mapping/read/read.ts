import type { JsonValue } from '#shared/scim/wire.ts';
import { isObject } from '../../scim/json.ts';
import { decodeJson } from './decode.ts';
import { findEntraSchema, readEntra } from './entra.ts';
import { listAt, textAt } from './json-shape.ts';
import { EXPECTED, EXPECTED_ENTRA, EXPECTED_OKTA, MappingFileError } from './mapping-file-error.ts';
import { isOktaMapping, readOkta, tickedMappings } from './okta.ts';
import { isOneLoginTemplate, readOneLogin } from './onelogin.ts';
import type { ReadMappings } from './read-mappings.ts';

/**
 * Tells what a file is and reads the mappings in it: a provisioning schema of Entra ID, a SCIM template of OneLogin, a profile mapping of
 * Okta, or a list of SCIM attributes as ticked in Okta.
 * @param content the file's bytes, or its text
 * @throws MappingFileError that says what it looks like, what was expected and where to get it
 */
export function readMappings(content: Uint8Array | string): ReadMappings {
  const { document, indent } = decodeJson(content);
  return { ...readDocument(document), indent };
}

function readDocument(document: JsonValue): ReadMappings {
  const schema = findEntraSchema(document);
  if (schema !== null) return readEntra(schema, document);
  if (isOktaMapping(document)) return readOkta(document);
  if (isTicks(document)) return { set: tickedMappings(document), document: null, locations: new Map() };
  if (isOneLoginTemplate(document)) return readOneLogin(document);
  throw somethingElse(document);
}

function isTicks(document: JsonValue): document is string[] {
  return Array.isArray(document) && document.length > 0 && document.every((one) => typeof one === 'string');
}

function somethingElse(document: JsonValue): MappingFileError {
  if (!isObject(document)) return new MappingFileError('JSON that holds no object', EXPECTED);
  const schemas = JSON.stringify(listAt(document, 'schemas') ?? []);
  if (/ListResponse/.test(schemas)) return new MappingFileError('the answer of a SCIM endpoint', EXPECTED);
  if (textAt(document, 'userName') !== null) {
    return new MappingFileError('one SCIM user, without a macro such as {$user.email}', EXPECTED);
  }
  if (document['error'] !== undefined || document['errorCode'] !== undefined) {
    return new MappingFileError('the answer to a request that failed', `Read it again with the rights to do so. ${EXPECTED}`);
  }
  if (document['templateId'] !== undefined && document['schedule'] !== undefined) {
    return new MappingFileError('a provisioning job of Entra ID without its schema', EXPECTED_ENTRA);
  }
  if (document['appId'] !== undefined) return new MappingFileError('the manifest of an Entra ID application', EXPECTED_ENTRA);
  if (document['signOnMode'] !== undefined) return new MappingFileError('an application of Okta', EXPECTED_OKTA);
  const names = Object.keys(document)
    .slice(0, 3)
    .map((name) => `"${name.slice(0, 40)}"`);
  return new MappingFileError(`other JSON${names.length === 0 ? '' : `, with ${names.join(', ')}`}`, EXPECTED);
}
