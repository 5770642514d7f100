import { Command, CommanderError, InvalidArgumentError, Option } from 'commander';
import { CheckList } from '#shared/contract/conformance.ts';
import { Idp } from '#shared/contract/exchanges.ts';
import { Region } from '#shared/contract/golive.ts';
import { ExportFormat } from '#shared/contract/log.ts';
import { RulePreset } from '#shared/contract/rules.ts';
import { SimulatedIdp, StoryName } from '#shared/contract/rehearsals.ts';
import packageJson from '../../../package.json' with { type: 'json' };
import { defaultDataFolder } from '../service/data-folder.ts';
import { StartupError } from '../service/startup-error.ts';
import { type CheckOptions, checkCommand } from './check.ts';
import { DRILL_NAMES } from './drilled.ts';
import { type LogExportOptions, type LogListOptions, type LogOptions, exportLogCommand, importLog, listLog } from './log.ts';
import { type MappingLintOptions, lintMappings } from './mapping.ts';
import { type ReportOptions, reportCommand } from './report.ts';
import { type ReplayOptions, replayCommand } from './replay.ts';
import { type RehearseOptions, rehearseCommand } from './rehearse.ts';
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
import { type ServeOptions, serve } from './serve.ts';
import { parseWaiver } from './waivers.ts';
import { type TokenCreateOptions, type TokenOptions, createTokenCommand, listTokens, revokeToken } from './token.ts';

/** 0 ok · 1 findings or failures · 2 usage or set-up */
const EXIT = { ok: 0, failure: 1, usage: 2 } as const;

/** Reads the command line, runs the command, and sets the exit code. */
export async function runCommandLine(argv: readonly string[]): Promise<void> {
  try {
    await createProgram().parseAsync([...argv]);
  } catch (error) {
    process.exitCode = report(error);
  }
}

function createProgram(): Command {
  const program = new Command('scim-rehearsal')
    .description('Rehearse SCIM auto-provisioning against a local stand-in for the Meisterplan endpoint.')
    .version(packageJson.version)
    .exitOverride()
    .showHelpAfterError('(add --help for the options)');
  addServe(program);
  addToken(program);
  addMapping(program);
  addCheck(program);
  addReport(program);
  addReplay(program);
  addLog(program);
  addRehearse(program);
  addSandbox(program);
  return program;
}

function addServe(program: Command): void {
  program
    .command('serve')
    .description('run the SCIM service, and the console for a browser')
    .addOption(dataOption())
    .option(
      '--port <number>',
      'port of the SCIM listener; 0 takes any free one (default: the one in settings.json, at first 4700)',
      parsePort,
    )
    .option('--console-port <number>', 'port of the console; 0 takes any free one', parsePort, 4701)
    .option(
      '--profile <name>',
      "meisterplan, rfc7643, or the path of a profile file (default: the sandbox's own, at first meisterplan)",
    )
    .addOption(sandboxOption())
    .addOption(
      new Option('--bootstrap-token <secret>', 'makes a token with this secret for the service user, if there is none').env(
        'REHEARSAL_TOKEN',
      ),
    )
    .option('--no-console', 'serve SCIM only')
    .option('--json', 'print one JSON line when ready')
    .action((options: ServeOptions) => serve(options));
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
    .addOption(sandboxOption())
    .option('--json', 'print JSON')
    .action((options: TokenOptions) => listTokens(options));
  token
    .command('revoke')
    .description('revoke a token; it is refused from the next request on')
    .argument('<token>', 'id of the token, its whole secret, or the beginning that "token list" shows')
    .addOption(dataOption())
    .addOption(sandboxOption())
    .option('--json', 'print JSON')
    .action((which: string, options: TokenOptions) => revokeToken(which, options));
}

function addRehearse(program: Command): void {
  program
    .command('rehearse')
    .description('play an identity provider against the endpoint; exits with 1 when an expectation failed')
    .addOption(new Option('--idp <name>', 'whose ways are simulated').choices(SimulatedIdp.options).makeOptionMandatory())
    .option('--people <n>', 'people of the model company, 10 to 100,000 (default: 50)', parseCount)
    .option('--groups <n>', 'its groups (default: 5)', parseCount)
    .option('--seed <n>', 'the same seed makes the same company (default: 1)', parseCount)
    .option('--csv <file>', 'people from a CSV file instead')
    .option('--mapping <file|preset>', 'meisterplan, default, or an export of the mappings', 'meisterplan')
    .addOption(new Option('--story <name...>', 'only these stories').choices(StoryName.options))
    .addOption(
      new Option('--drill <name>', 'play it while this drill is on, then once more after it; the second time decides').choices(
        DRILL_NAMES,
      ),
    )
    .option('--target <url>', 'base URL of a SCIM endpoint; left out: a throw-away sandbox')
    .option(
      '--token <secret>',
      'secret token of the target (also: REHEARSAL_TARGET_TOKEN)',
      process.env['REHEARSAL_TARGET_TOKEN'],
    )
    .option('--confirm <host>', 'name of a target that is not on this machine; without it nothing is sent')
    .option('--allow-deletes', 'send what deletes to such a target too')
    .option('--data <folder>', 'rehearse against the sandbox in this data folder, and keep what it did')
    .addOption(sandboxOption())
    .addOption(profileOption())
    .option('--report <file>', 'write a report: HTML, or JSON when the name ends in .json')
    .option('--json', 'print the report as JSON')
    .action(async (options: RehearseOptions) => {
      process.exitCode = (await rehearseCommand(options)) ? EXIT.ok : EXIT.failure;
    });
}

function parseCount(text: string): number {
  if (!/^\d{1,9}$/.test(text)) throw new InvalidArgumentError('A whole number is expected.');
  return Number(text);
}

function addMapping(program: Command): void {
  program
    .command('mapping')
    .description('attribute mappings of an identity provider')
    .command('lint')
    .description('judge an export of mappings: Entra ID schema, OneLogin template, Okta profile mapping')
    .argument('<file>', 'the export, as JSON')
    .addOption(profileOption())
    .addOption(new Option('--preset <name>', 'judge by this preset of the rules').choices(RulePreset.options))
    .option('--sso', 'people log in through SAML: compare userName with the NameID')
    .option('--name-id <attribute>', 'source attribute of the NameID, if it is not the usual one')
    .option('--corrected <file>', 'write the corrected file here')
    .option('--json', 'print JSON')
    .action((file: string, options: MappingLintOptions) => lintMappings(file, options));
}

function addCheck(program: Command): void {
  program
    .command('check')
    .description('check that a SCIM endpoint does what the RFCs, Entra ID and Okta ask for; exits with 1 when a check fails')
    .option('--target <url>', 'base URL of a SCIM endpoint; left out: an empty throw-away sandbox')
    .addOption(new Option('--token <secret>', 'secret token of the target').env('REHEARSAL_TARGET_TOKEN'))
    .option('--confirm <host>', 'name of a target that is not on this machine')
    .option('--only <id...>', 'these checks alone: ids, or groups such as patch')
    .addOption(new Option('--list <name>', 'what this list asks for').choices(CheckList.options))
    .addOption(dataOption())
    .option('--sandbox <name>', 'takes the rules of this sandbox for the throw-away one')
    .option('--profile <name>', 'profile of the throw-away sandbox: meisterplan, rfc7643, or the path of a profile file')
    .addOption(new Option('--preset <name>', 'rule preset of the throw-away sandbox').choices(RulePreset.options))
    .option('--report <file>', 'write a report: .json, .html, or .xml (JUnit)')
    .option('--json', 'print the report as JSON')
    .action(async (options: CheckOptions) => {
      process.exitCode = (await checkCommand(options)) ? EXIT.ok : EXIT.failure;
    });
}

function addReport(program: Command): void {
  program
    .command('report')
    .description('the go-live report: what was seen, what is left, what to enter in production')
    .addOption(dataOption())
    .option('--sandbox <name>', 'sandbox to look at', 'default')
    .addOption(profileOption())
    .addOption(
      new Option('--idp <name>', 'identity provider to go live with; left out: the one that called most').choices(
        Idp.options.filter((idp) => idp !== 'unknown'),
      ),
    )
    .addOption(new Option('--region <name>', 'where your system is hosted').choices(Region.options))
    .option('--pseudonymise', 'take persons out of it')
    .option('--waive <id=reason>', 'let this check stay open, and say why; for each check once', parseWaiver)
    .option('--out <file>', 'write it here: .html, or .json for its data')
    .option('--pdf <file>', 'print it as PDF with an installed Chromium, Chrome or Edge (also: CHROME_PATH)')
    .option('--json', 'print its data as JSON')
    .action((options: ReportOptions) => reportCommand(options));
}

function profileOption(): Option {
  return new Option('--profile <name>', 'meisterplan, rfc7643, or the path of a profile file').default('meisterplan');
}

function addReplay(program: Command): void {
  program
    .command('replay')
    .description('send recorded exchanges again and compare the answers; exits with 1 when one differs')
    .argument('[file]', 'a log file (JSON Lines, docs/log-format.md)')
    .option('--session <number>', 'instead of a file: a session of the log, by its number (session:N in a search)', parseSession)
    .addOption(dataOption())
    .addOption(sandboxOption())
    .option('--target <url>', 'base URL of a SCIM endpoint; left out: an empty throw-away sandbox')
    .addOption(new Option('--token <secret>', 'secret token of the target').env('REHEARSAL_TARGET_TOKEN'))
    .option('--confirm <host>', 'name of a target that is not on this machine; without it only a preview is made')
    .option('--allow-deletes', 'send what deletes to such a target too')
    .option('--profile <name>', 'profile of the throw-away sandbox: meisterplan, rfc7643, or the path of a profile file')
    .addOption(new Option('--preset <name>', 'rule preset of the throw-away sandbox').choices(RulePreset.options))
    .option('--report <file>', 'write a report: HTML, or JSON when the name ends in .json')
    .option('--json', 'print the report as JSON')
    .action(async (file: string | undefined, options: ReplayOptions) => {
      process.exitCode = (await replayCommand(file, options)) ? EXIT.ok : EXIT.failure;
    });
}

function parseSession(text: string): number {
  if (!/^[1-9]\d{0,14}$/.test(text)) throw new InvalidArgumentError('A session is named by its number, as in session:3.');
  return Number(text);
}

function addLog(program: Command): void {
  const log = program.command('log').description('what was recorded: list it, write it to a file, read a file in');
  const search = 'a search as in the console: user:anna status:>=400 since:1h (docs/log.md); left out: everything';
  log
    .command('list')
    .description('list exchanges, newest first')
    .argument('[search]', search, '')
    .addOption(dataOption())
    .addOption(sandboxOption())
    .option('--limit <number>', 'how many at most', parseLimit, 50)
    .option('--json', 'print JSON')
    .action((text: string, options: LogListOptions) => listLog(text, options));
  log
    .command('export')
    .description('write exchanges, oldest first; secrets are masked')
    .argument('[search]', search, '')
    .addOption(dataOption())
    .addOption(sandboxOption())
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
  add('list', 'list the sandboxes').action((options: SandboxOptions) => listSandboxes(options));
  add('create', 'make a sandbox; its tenant URL is /<name>/scim/v2')
    .argument('<name>', 'letters, digits, spaces and dashes')
    .option('--idp <text>', 'which identity provider it is for', '')
    .option('--profile <name>', 'meisterplan (default), rfc7643, or the path of a profile file')
    .option('--copy-of <sandbox>', 'begin as a copy of this one, without its tokens')
    .addOption(new Option('--sso <on|off>', 'whether people log in through single sign-on').choices(['on', 'off']))
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
    .argument('<snapshot>', 'its id, as "sandbox snapshots" shows it')
    .action((slug: string, id: string, options: SandboxOptions) => restoreCommand(slug, id, options));
  add('reset', 'begin anew with directory and log; settings and the tokens of the service user stay')
    .argument('<sandbox>', which)
    .action((slug: string, options: SandboxOptions) => resetCommand(slug, options));
  add('delete', 'delete a sandbox; a snapshot is kept')
    .argument('<sandbox>', which)
    .option('--confirm <sandbox>', 'its name once more')
    .action((slug: string, options: SandboxOptions & { confirm?: string }) => deleteCommand(slug, options));
}

function parseLimit(text: string): number {
  const limit = Number(text);
  if (!/^\d{1,6}$/.test(text) || limit < 1) throw new InvalidArgumentError('A limit is a number from 1 to 999999.');
  return limit;
}

function dataOption(): Option {
  return new Option('--data <folder>', 'data folder (also: REHEARSAL_DATA)').default(
    defaultDataFolder(),
    "the system's application data folder",
  );
}

function sandboxOption(): Option {
  return new Option('--sandbox <name>', 'sandbox to use; made when it does not exist').default('default');
}

function parsePort(text: string): number {
  const port = Number(text);
  if (!/^\d{1,5}$/.test(text) || port > 65_535) throw new InvalidArgumentError('A port is a number from 0 to 65535.');
  return port;
}

function report(error: unknown): number {
  if (error instanceof CommanderError) {
    // commander has printed its own message; help and version are no errors.
    return error.exitCode === 0 ? EXIT.ok : EXIT.usage;
  }
  if (error instanceof StartupError) {
    process.stderr.write(`${error.message}\n`);
    return EXIT.usage;
  }
  process.stderr.write(`SCIM Rehearsal failed: ${error instanceof Error ? (error.stack ?? error.message) : String(error)}\n`);
  return EXIT.failure;
}
