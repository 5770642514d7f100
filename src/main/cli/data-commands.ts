import { type Command, Option } from 'commander';
import { ExportFormat } from '#shared/contract/log.ts';
import { type LogExportOptions, type LogListOptions, type LogOptions, exportLogCommand, importLog, listLog } from './log.ts';
import { dataOption, existingSandboxOption, parseCount, parseLimit, parseSample, sandboxOption } from './options.ts';
import {
  type SandboxCreateOptions,
  type SandboxOptions,
  createSandboxCommand,
  deleteCommand,
  listSandboxes,
  listSnapshotsCommand,
  resetCommand,
  restoreCommand,
  snapshotCommand,
} from './sandbox.ts';
import { type TokenCreateOptions, type TokenOptions, createTokenCommand, listTokens, revokeToken } from './token.ts';

/** The commands that work on a data folder: tokens, logs, sandboxes. */
export function addDataCommands(program: Command): void {
  addToken(program);
  addLog(program);
  addSandbox(program);
}

function addToken(program: Command): void {
  const token = program.command('token').description('API tokens of a sandbox (secret tokens, in the words of the IdPs)');
  token
    .command('create')
    .description('make a token and print its secret, this one time')
    .addOption(dataOption())
    .addOption(sandboxOption())
    .option('--name <text>', 'what it is for', '')
    .option('--owner <userName>', 'user whose rights it carries; left out: the service user of the sandbox')
    .option('--json', 'print JSON')
    .action((options: TokenCreateOptions) => createTokenCommand(options));
  token
    .command('list')
    .description('list the tokens, revoked ones too')
    .addOption(dataOption())
    .addOption(existingSandboxOption())
    .option('--json', 'print JSON')
    .action((options: TokenOptions) => listTokens(options));
  token
    .command('revoke')
    .description('revoke a token; it is refused from the next request on')
    .argument('<token>', 'id of the token, its whole secret, or the beginning that "token list" shows')
    .addOption(dataOption())
    .addOption(existingSandboxOption())
    .option('--json', 'print JSON')
    .action((which: string, options: TokenOptions) => revokeToken(which, options));
}

function addLog(program: Command): void {
  const log = program.command('log').description('what was recorded: list it, write it to a file, read a file in');
  const search = 'a search as in the console: user:anna status:>=400 since:1h (docs/log.md); left out: everything';
  log
    .command('list')
    .description('list exchanges, newest first')
    .argument('[search]', search, '')
    .addOption(dataOption())
    .addOption(existingSandboxOption())
    .option('--limit <number>', 'how many at most', parseLimit, 50)
    .option('--json', 'print JSON')
    .action((text: string, options: LogListOptions) => listLog(text, options));
  log
    .command('export')
    .description('write exchanges, oldest first; secrets are masked')
    .argument('[search]', search, '')
    .addOption(dataOption())
    .addOption(existingSandboxOption())
    .addOption(new Option('--format <format>', 'of the file').choices(ExportFormat.options).default('jsonl'))
    .option('--output <file>', 'where to write; left out: to stdout')
    .option('--pseudonymise', 'take the names and mail addresses of persons out')
    .option('--json', 'print JSON about what was written')
    .action((text: string, options: LogExportOptions) => exportLogCommand(text, options));
  log
    .command('import')
    .description("read in a log: JSON Lines of SCIM Rehearsal, HAR, or Entra ID's provisioning log as JSON")
    .argument('<file>', 'the file')
    .addOption(dataOption())
    .addOption(sandboxOption())
    .option('--json', 'print JSON')
    .action((file: string, options: LogOptions) => importLog(file, options));
}

function addSandbox(program: Command): void {
  const sandbox = program
    .command('sandbox')
    .description('isolated sandboxes of a data folder, each with a tenant URL of its own');
  const add = (name: string, description: string) =>
    sandbox.command(name).description(description).addOption(dataOption()).option('--json', 'print JSON');
  const which = 'the sandbox, as in its tenant URL';
  add('list', 'list the sandboxes')
    .option('--deleted', 'those of which only snapshots are left')
    .action((options: SandboxOptions & { deleted?: boolean }) => listSandboxes(options));
  add('create', 'make a sandbox; its tenant URL is /<name>/scim/v2')
    .argument('<name>', 'letters, digits, spaces and dashes')
    .option('--idp <text>', 'which identity provider it is for', '')
    .option('--profile <name>', 'meisterplan (default), rfc7643, or the path of a profile file')
    .option('--copy-of <sandbox>', 'begin as a copy of this one, without its tokens')
    .addOption(new Option('--sso <on|off>', 'whether people log in through single sign-on').choices(['on', 'off']))
    .option('--sample <people>', 'begin with the people and groups of a model company, as if made by hand', parseSample)
    .option('--seed <number>', 'of the model company; the same one makes the same company', parseCount, 1)
    .option('--user-list <file>', 'begin with the users of this CSV file or Excel workbook, as if made by hand')
    .option(
      '--column <field=heading...>',
      'which column of the list holds what, where its heading does not tell: userName, email, givenName, familyName, groups, active',
    )
    .action((name: string, options: SandboxCreateOptions) => createSandboxCommand(name, options));
  add('snapshot', 'keep a sandbox as it is now; works beside a running host')
    .argument('<sandbox>', which)
    .option('--name <text>', 'what the snapshot is for', '')
    .action((slug: string, options: SandboxOptions & { name: string }) => snapshotCommand(slug, options));
  add('snapshots', 'list the snapshots of a sandbox, newest first')
    .argument('<sandbox>', which)
    .action((slug: string, options: SandboxOptions) => listSnapshotsCommand(slug, options));
  add('restore', 'put a snapshot back, tokens and log included; brings back a deleted sandbox too')
    .argument('<sandbox>', which)
    .argument('[snapshot]', 'its id, as "sandbox snapshots" shows it; left out for a deleted sandbox: the latest')
    .action((slug: string, id: string | undefined, options: SandboxOptions) => restoreCommand(slug, id, options));
  add('reset', 'begin anew with directory and log; settings and the tokens of the service user stay')
    .argument('<sandbox>', which)
    .action((slug: string, options: SandboxOptions) => resetCommand(slug, options));
  add('delete', 'delete a sandbox; a snapshot is kept')
    .argument('<sandbox>', which)
    .option('--confirm <sandbox>', 'its name once more')
    .action((slug: string, options: SandboxOptions & { confirm?: string }) => deleteCommand(slug, options));
}
