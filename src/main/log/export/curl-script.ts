import { curlOf } from '#shared/curl/curl.ts';
import type { LogFileExchange } from '../format/schema.ts';

/** The requests as a shell script, in their order, which takes the token from `TOKEN`. */
export function* writeCurlScript(entries: Iterable<LogFileExchange>, tenantUrl: string): Generator<string, void> {
  yield '#!/bin/sh\n# Requests of the log of SCIM Rehearsal. Secrets were masked: set TOKEN first.\n: "${TOKEN:?set TOKEN to a secret token}"\n';
  for (const { id, sentence, request } of entries) {
    yield `\n# ${id}: ${sentence.replaceAll(/\s+/g, ' ')}\n${curlOf(request, tenantUrl)}\n`;
  }
}
