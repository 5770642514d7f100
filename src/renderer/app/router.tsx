import { createRootRoute, createRoute, createRouter, redirect } from '@tanstack/react-router';
import { ConnectScreen } from '../features/connect/connect-screen.tsx';
import { GroupsScreen } from '../features/directory/groups-screen.tsx';
import { ResourcePane } from '../features/directory/resource-pane.tsx';
import { DirectorySearch } from '../features/directory/search.ts';
import { UsersScreen } from '../features/directory/users-screen.tsx';
import { ExchangePane } from '../features/log/exchange-pane.tsx';
import { LogScreen } from '../features/log/log-screen.tsx';
import { LogSearch } from '../features/log/search.ts';
import { PlanPane as RehearsalPlanPane } from '../features/rehearse/plan-pane.tsx';
import { RehearsalScreen } from '../features/rehearse/rehearsal-screen.tsx';
import { RehearsalsScreen } from '../features/rehearse/rehearsals-screen.tsx';
import { RehearsalSearch } from '../features/rehearse/search.ts';
import { StepPane as RehearsalStepPane } from '../features/rehearse/step-pane.tsx';
import { PlanPane } from '../features/replay/plan-pane.tsx';
import { ResendPane } from '../features/replay/resend-pane.tsx';
import { RunScreen } from '../features/replay/run-screen.tsx';
import { RunsScreen } from '../features/replay/runs-screen.tsx';
import { PlanSearch, RunSearch } from '../features/replay/search.ts';
import { StepPane } from '../features/replay/step-pane.tsx';
import { RulePane } from '../features/rules/rule-pane.tsx';
import { RulesScreen } from '../features/rules/rules-screen.tsx';
import { RulesSearch } from '../features/rules/search.ts';
import { NewTokenPane } from '../features/tokens/new-token-pane.tsx';
import { TokenPane } from '../features/tokens/token-pane.tsx';
import { TokensScreen } from '../features/tokens/tokens-screen.tsx';
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

const tokens = createRoute({ getParentRoute: () => root, path: '/tokens', component: TokensScreen });
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
const user = createRoute({ getParentRoute: () => users, path: '/$id', component: ResourcePane });
const groups = createRoute({
  getParentRoute: () => root,
  path: '/directory/groups',
  component: GroupsScreen,
  validateSearch: DirectorySearch,
});
const group = createRoute({ getParentRoute: () => groups, path: '/$id', component: ResourcePane });

const log = createRoute({ getParentRoute: () => root, path: '/log', component: LogScreen, validateSearch: LogSearch });
const exchange = createRoute({ getParentRoute: () => log, path: '/$id', component: ExchangePane });
const resend = createRoute({ getParentRoute: () => log, path: '/$id/resend', component: ResendPane });

const runs = createRoute({ getParentRoute: () => root, path: '/log/runs', component: RunsScreen });
const planRun = createRoute({ getParentRoute: () => runs, path: '/new', component: PlanPane, validateSearch: PlanSearch });
const run = createRoute({ getParentRoute: () => root, path: '/log/runs/$id', component: RunScreen, validateSearch: RunSearch });
const step = createRoute({ getParentRoute: () => run, path: '/$seq', component: StepPane });

const rehearsals = createRoute({ getParentRoute: () => root, path: '/rehearse', component: RehearsalsScreen });
const planRehearsal = createRoute({ getParentRoute: () => rehearsals, path: '/new', component: RehearsalPlanPane });
const rehearsal = createRoute({
  getParentRoute: () => root,
  path: '/rehearse/$id',
  component: RehearsalScreen,
  validateSearch: RehearsalSearch,
});
const rehearsalStep = createRoute({ getParentRoute: () => rehearsal, path: '/$seq', component: RehearsalStepPane });

const rules = createRoute({ getParentRoute: () => root, path: '/rules', component: RulesScreen, validateSearch: RulesSearch });
const rule = createRoute({ getParentRoute: () => rules, path: '/$id', component: RulePane });

const tree = root.addChildren([
  start,
  connect,
  tokens.addChildren([newToken, token]),
  directory,
  users.addChildren([user]),
  groups.addChildren([group]),
  log.addChildren([exchange, resend]),
  runs.addChildren([planRun]),
  run.addChildren([step]),
  rehearsals.addChildren([planRehearsal]),
  rehearsal.addChildren([rehearsalStep]),
  rules.addChildren([rule]),
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
