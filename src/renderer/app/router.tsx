import { createRootRoute, createRoute, createRouter, redirect } from '@tanstack/react-router';
import { CheckPane } from '../features/conformance/check-pane.tsx';
import { ConformanceScreen } from '../features/conformance/conformance-screen.tsx';
import { NewRunPane } from '../features/conformance/new-run-pane.tsx';
import { ConformanceSearch } from '../features/conformance/search.ts';
import { ConnectScreen } from '../features/connect/connect-screen.tsx';
import { DeletedScreen } from '../features/directory/deleted-screen.tsx';
import { ReachScreen } from '../features/connect/reach/reach-screen.tsx';
import { GroupsScreen } from '../features/directory/groups-screen.tsx';
import { NewUserPane } from '../features/directory/new-user-pane.tsx';
import { ImportPane } from '../features/directory/import-pane.tsx';
import { ListedResourcePane } from '../features/directory/listed-resource-pane.tsx';
import { ResourcePane } from '../features/directory/resource-pane.tsx';
import { ResourcesScreen } from '../features/directory/resources-screen.tsx';
import { DirectorySearch } from '../features/directory/search.ts';
import { UsersScreen } from '../features/directory/users-screen.tsx';
import { DrillsScreen } from '../features/drills/drills-screen.tsx';
import { ExchangePane } from '../features/log/exchange-pane.tsx';
import { ImportedPane } from '../features/log/imported-pane.tsx';
import { ImportsSearch } from '../features/log/search.ts';
import { ImportsScreen } from '../features/log/imports-screen.tsx';
import { LogScreen } from '../features/log/log-screen.tsx';
import { LogSearch } from '../features/log/search.ts';
import { PlanPane as RehearsalPlanPane } from '../features/rehearse/plan-pane.tsx';
import { RehearsalScreen } from '../features/rehearse/rehearsal-screen.tsx';
import { RehearsalsScreen } from '../features/rehearse/rehearsals-screen.tsx';
import { RehearsalSearch } from '../features/rehearse/search.ts';
import { StepPane as RehearsalStepPane } from '../features/rehearse/step-pane.tsx';
import { PlanPane } from '../features/replay/plan-pane.tsx';
import { ComposePane } from '../features/replay/compose-pane.tsx';
import { ResendPane } from '../features/replay/resend-pane.tsx';
import { RunScreen } from '../features/replay/run-screen.tsx';
import { RunsScreen } from '../features/replay/runs-screen.tsx';
import { PlanSearch, RunSearch } from '../features/replay/search.ts';
import { StepPane } from '../features/replay/step-pane.tsx';
import { SessionsScreen } from '../features/log/sessions-screen.tsx';
import { FileScreen } from '../features/mappings/file-screen.tsx';
import { FixesPane } from '../features/mappings/fixes-pane.tsx';
import { PreviewPane } from '../features/mappings/preview-pane.tsx';
import { FileRowPane, SentRowPane } from '../features/mappings/row-pane.tsx';
import { MappingsSearch } from '../features/mappings/search.ts';
import { SentScreen } from '../features/mappings/sent-screen.tsx';
import { TickPane } from '../features/mappings/tick-pane.tsx';
import { MailPane } from '../features/outbox/mail-pane.tsx';
import { OutboxScreen } from '../features/outbox/outbox-screen.tsx';
import { OutboxSearch } from '../features/outbox/search.ts';
import { RulePane } from '../features/rules/rule-pane.tsx';
import { RulesScreen } from '../features/rules/rules-screen.tsx';
import { RulesSearch } from '../features/rules/search.ts';
import { ComparePane } from '../features/sandboxes/compare-pane.tsx';
import { NewSandboxPane } from '../features/sandboxes/new-sandbox-pane.tsx';
import { SandboxPane } from '../features/sandboxes/sandbox-pane.tsx';
import { SandboxesScreen } from '../features/sandboxes/sandboxes-screen.tsx';
import { CompareSearch } from '../features/sandboxes/search.ts';
import { SettingsScreen } from '../features/settings/settings-screen.tsx';
import { NewTokenPane } from '../features/tokens/new-token-pane.tsx';
import { TokenPane } from '../features/tokens/token-pane.tsx';
import { TokensSearch } from '../features/tokens/search.ts';
import { TokensScreen } from '../features/tokens/tokens-screen.tsx';
import { BlastPane } from '../features/golive/blast-pane.tsx';
import { BlastScreen } from '../features/golive/blast-screen.tsx';
import { CheckPane as GoLiveCheckPane } from '../features/golive/check-pane.tsx';
import { ChecklistScreen } from '../features/golive/checklist-screen.tsx';
import { CutOverScreen } from '../features/golive/cut-over-screen.tsx';
import { ImportUsersPane } from '../features/golive/import-users-pane.tsx';
import { ReportScreen } from '../features/golive/report-screen.tsx';
import { BlastSearch } from '../features/golive/search.ts';
import { TrapPane } from '../features/traps/trap-pane.tsx';
import { TrapsScreen } from '../features/traps/traps-screen.tsx';
import { BrokenPage, UnknownPage } from './broken-page.tsx';
import { Layout } from './layout.tsx';

const root = createRootRoute({ component: Layout });
const start = createRoute({
  getParentRoute: () => root,
  path: '/',
  beforeLoad: () => {
    throw redirect({ to: '/connect', replace: true });
  },
});
const connect = createRoute({ getParentRoute: () => root, path: '/connect', component: ConnectScreen });
const reach = createRoute({ getParentRoute: () => root, path: '/connect/reach', component: ReachScreen });

const tokens = createRoute({
  getParentRoute: () => root,
  path: '/tokens',
  component: TokensScreen,
  validateSearch: TokensSearch,
});
const newToken = createRoute({ getParentRoute: () => tokens, path: '/new', component: NewTokenPane });
const token = createRoute({ getParentRoute: () => tokens, path: '/$id', component: TokenPane });

const directory = createRoute({
  getParentRoute: () => root,
  path: '/directory',
  beforeLoad: () => {
    throw redirect({ to: '/directory/users', replace: true });
  },
});
const users = createRoute({
  getParentRoute: () => root,
  path: '/directory/users',
  component: UsersScreen,
  validateSearch: DirectorySearch,
});
const newUser = createRoute({ getParentRoute: () => users, path: '/new', component: NewUserPane });
const user = createRoute({ getParentRoute: () => users, path: '/$id', component: ResourcePane });
const groups = createRoute({
  getParentRoute: () => root,
  path: '/directory/groups',
  component: GroupsScreen,
  validateSearch: DirectorySearch,
});
const group = createRoute({ getParentRoute: () => groups, path: '/$id', component: ResourcePane });
const deleted = createRoute({
  getParentRoute: () => root,
  path: '/directory/deleted',
  component: DeletedScreen,
  validateSearch: DirectorySearch,
});
const deletedResource = createRoute({ getParentRoute: () => deleted, path: '/$id', component: ResourcePane });

const mappings = createRoute({
  getParentRoute: () => root,
  path: '/mappings',
  beforeLoad: () => {
    throw redirect({ to: '/mappings/file', replace: true });
  },
});
const mappingFile = createRoute({
  getParentRoute: () => root,
  path: '/mappings/file',
  component: FileScreen,
  validateSearch: MappingsSearch,
});
const fileRow = createRoute({ getParentRoute: () => mappingFile, path: '/$id', component: FileRowPane });
const fileFixes = createRoute({
  getParentRoute: () => mappingFile,
  path: '/fixes',
  component: () => <FixesPane from="file" />,
});
const filePreview = createRoute({ getParentRoute: () => mappingFile, path: '/preview', component: PreviewPane });
const fileTick = createRoute({ getParentRoute: () => mappingFile, path: '/tick', component: TickPane });
const mappingSent = createRoute({
  getParentRoute: () => root,
  path: '/mappings/sent',
  component: SentScreen,
  validateSearch: MappingsSearch,
});
const sentRow = createRoute({ getParentRoute: () => mappingSent, path: '/$id', component: SentRowPane });
const sentFixes = createRoute({
  getParentRoute: () => mappingSent,
  path: '/fixes',
  component: () => <FixesPane from="traffic" />,
});
const resources = createRoute({
  getParentRoute: () => root,
  path: '/directory/resources',
  component: ResourcesScreen,
  validateSearch: DirectorySearch,
});
// Two steps, because a resource may have any id, "import" as well.
const importResources = createRoute({ getParentRoute: () => resources, path: '/import/file', component: ImportPane });
const resource = createRoute({ getParentRoute: () => resources, path: '/$id', component: ListedResourcePane });

const log = createRoute({ getParentRoute: () => root, path: '/log', component: LogScreen, validateSearch: LogSearch });
const exchange = createRoute({ getParentRoute: () => log, path: '/$id', component: ExchangePane });
const compose = createRoute({ getParentRoute: () => log, path: '/compose', component: ComposePane });
const resend = createRoute({ getParentRoute: () => log, path: '/$id/resend', component: ResendPane });

const runs = createRoute({ getParentRoute: () => root, path: '/log/runs', component: RunsScreen });
const planRun = createRoute({ getParentRoute: () => runs, path: '/new', component: PlanPane, validateSearch: PlanSearch });
const run = createRoute({ getParentRoute: () => root, path: '/log/runs/$id', component: RunScreen, validateSearch: RunSearch });
const step = createRoute({ getParentRoute: () => run, path: '/$seq', component: StepPane });
const sessions = createRoute({ getParentRoute: () => root, path: '/log/sessions', component: SessionsScreen });
const imports = createRoute({
  getParentRoute: () => root,
  path: '/log/imports',
  component: ImportsScreen,
  validateSearch: ImportsSearch,
});
const imported = createRoute({ getParentRoute: () => imports, path: '/$importId' });
const importedEntry = createRoute({ getParentRoute: () => imports, path: '/$importId/$place', component: ImportedPane });

const outbox = createRoute({
  getParentRoute: () => root,
  path: '/outbox',
  component: OutboxScreen,
  validateSearch: OutboxSearch,
});
const mail = createRoute({ getParentRoute: () => outbox, path: '/$id', component: MailPane });
const traps = createRoute({ getParentRoute: () => root, path: '/traps', component: TrapsScreen });
const trap = createRoute({ getParentRoute: () => traps, path: '/$id', component: TrapPane });

const rehearsals = createRoute({ getParentRoute: () => root, path: '/rehearse', component: RehearsalsScreen });
const planRehearsal = createRoute({ getParentRoute: () => rehearsals, path: '/new', component: RehearsalPlanPane });
const rehearsal = createRoute({
  getParentRoute: () => root,
  path: '/rehearse/$id',
  component: RehearsalScreen,
  validateSearch: RehearsalSearch,
});
const rehearsalStep = createRoute({ getParentRoute: () => rehearsal, path: '/$seq', component: RehearsalStepPane });
const goLive = createRoute({
  getParentRoute: () => root,
  path: '/go-live',
  beforeLoad: () => {
    throw redirect({ to: '/go-live/checklist', replace: true });
  },
});
const checklist = createRoute({ getParentRoute: () => root, path: '/go-live/checklist', component: ChecklistScreen });
const goLiveCheck = createRoute({ getParentRoute: () => checklist, path: '/$id', component: GoLiveCheckPane });
const blast = createRoute({
  getParentRoute: () => root,
  path: '/go-live/blast-radius',
  component: BlastScreen,
  validateSearch: BlastSearch,
});
const importUsers = createRoute({ getParentRoute: () => blast, path: '/import', component: ImportUsersPane });
const blastRow = createRoute({ getParentRoute: () => blast, path: '/$id', component: BlastPane });
const cutOver = createRoute({ getParentRoute: () => root, path: '/go-live/cut-over', component: CutOverScreen });
const report = createRoute({ getParentRoute: () => root, path: '/go-live/report', component: ReportScreen });

const rules = createRoute({ getParentRoute: () => root, path: '/rules', component: RulesScreen, validateSearch: RulesSearch });
const rule = createRoute({ getParentRoute: () => rules, path: '/$id', component: RulePane });

const conformance = createRoute({
  getParentRoute: () => root,
  path: '/conformance',
  component: ConformanceScreen,
  validateSearch: ConformanceSearch,
});
const newRun = createRoute({ getParentRoute: () => conformance, path: '/new', component: NewRunPane });
const check = createRoute({ getParentRoute: () => conformance, path: '/check/$id', component: CheckPane });
const drills = createRoute({ getParentRoute: () => root, path: '/drills', component: DrillsScreen });

const settings = createRoute({ getParentRoute: () => root, path: '/settings', component: SettingsScreen });

const sandboxes = createRoute({ getParentRoute: () => root, path: '/sandboxes', component: SandboxesScreen });
const newSandbox = createRoute({ getParentRoute: () => sandboxes, path: '/new', component: NewSandboxPane });
const sandbox = createRoute({ getParentRoute: () => sandboxes, path: '/$slug', component: SandboxPane });
const compareSandbox = createRoute({
  getParentRoute: () => sandboxes,
  path: '/$slug/compare',
  component: ComparePane,
  validateSearch: CompareSearch,
});

const tree = root.addChildren([
  start,
  connect,
  reach,
  tokens.addChildren([newToken, token]),
  mappings,
  mappingFile.addChildren([fileRow, fileFixes, filePreview, fileTick]),
  mappingSent.addChildren([sentRow, sentFixes]),
  directory,
  users.addChildren([newUser, user]),
  groups.addChildren([group]),
  deleted.addChildren([deletedResource]),
  resources.addChildren([importResources, resource]),
  outbox.addChildren([mail]),
  traps.addChildren([trap]),
  goLive,
  checklist.addChildren([goLiveCheck]),
  blast.addChildren([importUsers, blastRow]),
  cutOver,
  report,
  log.addChildren([compose, exchange, resend]),
  runs.addChildren([planRun]),
  run.addChildren([step]),
  sessions,
  imports.addChildren([imported, importedEntry]),
  rehearsals.addChildren([planRehearsal]),
  rehearsal.addChildren([rehearsalStep]),
  rules.addChildren([rule]),
  conformance.addChildren([newRun, check]),
  drills,
  settings,
  sandboxes.addChildren([newSandbox, sandbox, compareSandbox]),
]);

/** Every address of the console. Filters and what is open live in the address, so that all of it can be linked and gone back to. */
export const router = createRouter({
  routeTree: tree,
  defaultErrorComponent: BrokenPage,
  defaultNotFoundComponent: UnknownPage,
  defaultPreload: false,
});

declare module '@tanstack/react-router' {
  interface Register {
    router: typeof router;
  }
}
