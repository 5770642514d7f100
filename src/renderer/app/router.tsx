import { createRootRoute, createRoute, createRouter, redirect } from '@tanstack/react-router';
import { CheckPane } from '../features/conformance/check-pane.tsx';
import { ConformanceScreen } from '../features/conformance/conformance-screen.tsx';
import { NewRunPane } from '../features/conformance/new-run-pane.tsx';
import { ConformanceSearch } from '../features/conformance/search.ts';
import { ConnectScreen } from '../features/connect/connect-screen.tsx';
import { GroupsScreen } from '../features/directory/groups-screen.tsx';
import { NewUserPane } from '../features/directory/new-user-pane.tsx';
import { ResourcePane } from '../features/directory/resource-pane.tsx';
import { DirectorySearch } from '../features/directory/search.ts';
import { UsersScreen } from '../features/directory/users-screen.tsx';
import { DrillsScreen } from '../features/drills/drills-screen.tsx';
import { ExchangePane } from '../features/log/exchange-pane.tsx';
import { LogScreen } from '../features/log/log-screen.tsx';
import { LogSearch } from '../features/log/search.ts';
import { RulePane } from '../features/rules/rule-pane.tsx';
import { RulesScreen } from '../features/rules/rules-screen.tsx';
import { RulesSearch } from '../features/rules/search.ts';
import { SettingsScreen } from '../features/settings/settings-screen.tsx';
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
const newUser = createRoute({ getParentRoute: () => users, path: '/new', component: NewUserPane });
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

const tree = root.addChildren([
  start,
  connect,
  tokens.addChildren([newToken, token]),
  directory,
  users.addChildren([newUser, user]),
  groups.addChildren([group]),
  log.addChildren([exchange]),
  rules.addChildren([rule]),
  conformance.addChildren([newRun, check]),
  drills,
  settings,
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
