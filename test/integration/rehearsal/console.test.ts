import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { SimulatedIdp } from '#shared/contract/rehearsals.ts';
import { withHost } from '../../support/with-host.ts';
import { workbook } from '../../support/workbook.ts';
import { SMALL, failures, over, rehearsed } from './rehearsed.ts';

const running = withHost(['--profile', 'meisterplan']);

describe('a rehearsal of this sandbox with the mappings of the article', () => {
  for (const idp of SimulatedIdp.options) {
    test(`${idp}: every expectation holds`, async () => {
      const run = await rehearsed(running.console, { idp, people: SMALL });
      expect(failures(run)).toBe('');
      expect(run).toMatchObject({ state: 'finished', counts: { failed: 0, skipped: 0 }, problem: null });
      expect(new Set(run.steps.map(({ story }) => story))).toEqual(new Set(run.stories));
    });
  }

  test('is played with the mapping that was given on Mappings, and says so where there is none any more', async () => {
    const { console } = running;
    const plan = { idp: 'entra', people: SMALL, mapping: { kind: 'given' }, stories: ['connection', 'initial'] } as const;
    await expect(rehearsed(console, { ...plan, stories: [...plan.stories] })).rejects.toThrow(
      /no mapping on the screen Mappings/,
    );
    const text = readFileSync(join(import.meta.dirname, '../../fixtures/mappings/entra-two-findings.json'), 'utf8');
    await console.mappings.importFile({ name: 'two.json', content: { text } });
    const run = await rehearsed(console, { ...plan, stories: [...plan.stories] });
    expect(run.mapping).toBe('two.json');
    expect(failures(run)).toContain('"title" is not in the mapping list');
    await expect(rehearsed(console, { ...plan, idp: 'okta', stories: ['connection'] })).rejects.toThrow(/mappings of Entra ID/);
    await console.mappings.removeFile({});
  });

  test('its requests are recognised for what they simulate, and each step links to its own', async () => {
    const { console } = running;
    const names = [
      ['entra-on-demand', 'entra'],
      ['okta-catalog', 'okta'],
      ['onelogin', 'onelogin'],
      ['google', 'google'],
    ] as const;
    for (const [idp, expected] of names) {
      const run = await rehearsed(console, { idp, people: SMALL, stories: ['connection', 'mover'] });
      const exchanges = run.steps.flatMap((step) => step.exchanges);
      expect(exchanges.length).toBeGreaterThan(3);
      for (const { id, method, path, status } of exchanges) {
        const logged = await console.exchanges.get({ id: id ?? 0 });
        expect(logged).toMatchObject({ method, path, status });
        // OneLogin's reading of groups has nothing that tells who sent it.
        if (path !== '/Groups') expect(logged.idp).toBe(expected);
      }
    }
  });

  test('what it reads itself is not taken for the identity provider', async () => {
    const { items } = await running.console.exchanges.list({ filter: { query: 'by:check-back' } });
    expect(items.length).toBeGreaterThan(5);
    expect(items.every(({ idp, madeBy }) => idp === 'unknown' && madeBy === 'check-back')).toBe(true);
    expect(items.filter(({ sentence }) => !sentence.startsWith('The rehearsal '))).toEqual([]);
  });

  test('its token ends with it', async () => {
    const { items } = await running.console.tokens.list({});
    const own = items.filter(({ name }) => name.startsWith('Rehearsal with the simulator'));
    expect(own.length).toBeGreaterThan(5);
    expect(own.every(({ revoked, ofRun }) => revoked !== null && ofRun === 'rehearsal')).toBe(true);
    expect(items.filter(({ name }) => !own.some((token) => token.name === name)).map(({ ofRun }) => ofRun)).toEqual([null]);
  });
});

describe('a rehearsal that finds something', () => {
  test('with the default mappings of Entra ID everybody is refused, and the step says by which rule', async () => {
    const run = await rehearsed(running.console, {
      idp: 'entra',
      mapping: { kind: 'default' },
      people: { ...SMALL, seed: 99 },
      stories: ['initial', 'joiner'],
    });
    const [first] = run.steps;
    expect(first).toMatchObject({ outcome: 'failed', story: 'initial' });
    expect(first?.told).toContain('"title" is not in the mapping list of this endpoint (rule unlisted-attributes');
    expect(run.result).toMatch(/did not come out as expected/);
  });

  test('two rehearsals are compared step by step, and a report is written of each', async () => {
    const { console } = running;
    const plan = { idp: 'entra', people: { ...SMALL, seed: 5 }, stories: ['initial' as const] } as const;
    const bad = await rehearsed(console, { ...plan, mapping: { kind: 'default' }, stories: ['initial'] });
    const good = await rehearsed(console, { ...plan, stories: ['initial'] });
    const { items } = await console.rehearsals.compare({ before: bad.id, now: good.id });
    expect(items.find(({ sentence }) => sentence.includes('initial cycle'))).toMatchObject({
      before: { outcome: 'failed' },
      now: { outcome: 'ok' },
    });
    const html = await console.rehearsals.report({ id: bad.id, format: 'html' });
    expect(html.text).toContain('not affiliated with Meisterplan');
    const json = JSON.parse((await console.rehearsals.report({ id: bad.id, format: 'json' })).text) as { result: string };
    expect(json.result).toBe(bad.result);
  });
});

describe('the life of a rehearsal', () => {
  test('it can be stopped, only one runs in a sandbox, and none is deleted while it runs', async () => {
    const { console } = running;
    const { id } = await console.rehearsals.start({
      idp: 'entra',
      people: { kind: 'generated', people: 50_000, groups: 5, seed: 2 },
      stories: ['initial'],
    });
    await expect(console.rehearsals.start({ idp: 'okta' })).rejects.toThrow('Another rehearsal of this sandbox is under way');
    await expect(console.rehearsals.remove({ id })).rejects.toThrow('Stop it before you delete it');
    const stopped = await console.rehearsals.stop({ id });
    expect(stopped.state).toBe('stopped');
    expect(stopped.result).toContain('It was stopped before its end.');
    await expect(console.rehearsals.stop({ id })).rejects.toThrow('this rehearsal is over');
    await console.rehearsals.remove({ id });
    await expect(console.rehearsals.get({ id })).rejects.toThrow(`There is no rehearsal ${id}.`);
  });

  test('a mapping of another provider, a file that is none, and a story that it does not have are refused in words', async () => {
    const { rehearsals } = running.console;
    const onelogin = { kind: 'file', name: 'template.json', text: '{"userName":"{$user.email}"}' } as const;
    await expect(rehearsals.start({ idp: 'entra', mapping: onelogin })).rejects.toThrow(
      '\\"template.json\\" holds mappings of OneLogin, but Entra ID is to be rehearsed.',
    );
    const text = { kind: 'file', name: 'a.txt', text: 'hello' } as const;
    await expect(rehearsals.start({ idp: 'entra', mapping: text })).rejects.toThrow('holds no mappings');
    await expect(rehearsals.start({ idp: 'google', stories: ['groups'] })).rejects.toThrow(
      'Google Workspace does not push groups',
    );
    const csv = { kind: 'file', name: 'people.csv', content: Buffer.from('town\nX\n').toString('base64') } as const;
    await expect(rehearsals.start({ idp: 'entra', people: csv })).rejects.toThrow('No column holds the user name');
  });

  test('people of a workbook are provisioned, and what was odd about it is told', async () => {
    const { console } = running;
    const rows = [
      ['Staff', null, null],
      ['Login', 'Mail', 'Groups'],
      ['sheet.one@x.example', 'sheet.one@x.example', 'Sheet group'],
      [null, 'nobody@x.example', null],
    ];
    const content = workbook({ name: 'People', rows }).toString('base64');
    const people = { kind: 'file', name: 'people.xlsx', content } as const;
    const run = await rehearsed(console, { idp: 'entra', people, stories: ['initial'] });
    expect(run).toMatchObject({ people: 1, groups: 1 });
    expect(run.remarks).toContain('Line 1: "Staff" stands above the headings as a title; it is passed over.');
    expect(run.remarks).toContain('Line 4 of the file was left out: it has no user name.');
    const users = await console.directory.users({ text: 'sheet.one' });
    expect(users.items.map(({ userName }) => userName)).toEqual(['sheet.one@x.example']);
    const locked = { ...people, content: Buffer.from([0xd0, 0xcf, 0x11, 0xe0]).toString('base64') };
    await expect(console.rehearsals.start({ idp: 'entra', people: locked })).rejects.toThrow('before 2007');
    const large = { ...people, content: Buffer.alloc(20_971_521).toString('base64') };
    await expect(console.rehearsals.start({ idp: 'entra', people: large })).rejects.toThrow('larger than 20 MiB');
  });

  test('people of a CSV file are provisioned under their own names', async () => {
    const { console } = running;
    const lines = ['upn,mail,givenName,surname,groups', 'csv.one@x.example,csv.one@x.example,Csv,One,Csv group'];
    const content = Buffer.from(lines.join('\n')).toString('base64');
    const people = { kind: 'file', name: 'people.csv', content } as const;
    const run = await rehearsed(console, { idp: 'entra', people, stories: ['initial'] });
    expect(failures(run)).toBe('');
    expect(run).toMatchObject({ people: 1, groups: 1, seed: null });
    const users = await console.directory.users({ text: 'csv.one' });
    expect(users.items.map(({ userName }) => userName)).toEqual(['csv.one@x.example']);
    expect(await over(console, run.id)).toMatchObject({ state: 'finished' });
  });
});
