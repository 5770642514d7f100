import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { PreviewRequest } from '#shared/contract/mappings.ts';
import { RulePreset } from '#shared/contract/rules.ts';
import { judgeMappings } from '#main/mapping/judge/judge.ts';
import { joiner } from '#main/mapping/people.ts';
import { previewPerson } from '#main/mapping/preview/preview.ts';
import { readMappings } from '#main/mapping/read/read.ts';
import { presetOverrides, resolveSettings } from '#main/rules/presets.ts';
import { loadProfile } from '#main/service/load-profile.ts';
import { openConsole } from '../support/console-client.ts';
import { type Host, makeDataFolder, startHost } from '../support/host.ts';
import { ScimClient } from '../support/scim-client.ts';

const FIXTURES = join(import.meta.dirname, '../fixtures/mappings');
const names = [
  'entra-default',
  'entra-corrected',
  'entra-typos',
  'entra-five-mistakes',
  'onelogin-sample',
  'onelogin-corrected',
  'okta-default',
  'okta-corrected',
];
const profile = loadProfile('meisterplan');

describe.each(RulePreset.options)(
  'under the rules "%s" the service does to the previewed requests what the preview says',
  (preset) => {
    const data = makeDataFolder();
    const context = { profile, settings: resolveSettings(profile.rules, presetOverrides(preset)), sso: true };
    let host: Host;
    beforeAll(async () => {
      host = await startHost(data.folder);
      await (await openConsole(host.console)).rules.applyPreset({ preset });
    });
    afterAll(async () => {
      await host.stop();
      data.remove();
    });

    test.each(names)('%s', async (name) => {
      const { set } = readMappings(readFileSync(join(FIXTURES, `${name}.json`)));
      const shown = previewPerson(
        set,
        { ...joiner, userName: `${name}@Contoso.example`, email: `${name}@mail.example` },
        context,
      );
      const scim = new ScimClient(host.scim);
      const send = (request: PreviewRequest | undefined) => {
        if (request === undefined) throw new Error('the preview has too few requests');
        const { method, path, headers, body } = request;
        const own = headers.filter((one) => one.name !== 'Authorization').map((one) => [one.name.toLowerCase(), one.value]);
        return scim.send(method, path, { headers: Object.fromEntries(own), ...(body === null ? {} : { raw: body }) });
      };
      const found = await send(shown.requests[0]);
      // Strict rules refuse the "&" with nothing behind it, by which OneLogin is known.
      expect(found.status).toBe(preset === 'strict-rfc' && set.idp === 'onelogin' ? 400 : 200);
      const created = await send(shown.requests[1]);
      expect(created.status).toBe(shown.user === null ? 400 : 201);
      const { id: _, meta: __, ...user } = created.json();
      if (shown.user === null) expect(created.json().detail).toBe(shown.findings[0]?.what);
      else expect(user).toEqual(shown.user);
      // A report without a refusal promises that the person is accepted.
      if (judgeMappings(set, context).outcome !== 'refused') expect(created.status).toBe(201);
    });
  },
);
