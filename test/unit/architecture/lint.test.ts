import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { ROOT } from './imports.ts';

// The linter's overrides are easily written so that they never match, so each kind is given a file that it must refuse.
const REFUSED = {
  'src/main/scim/probe.ts': "import '../store/store.ts';",
  'src/main/rules/probe.ts': "import 'node:fs';",
  'src/main/explain/probe.ts': "import 'koa';",
  'src/main/console/probe.ts': "import 'electron';",
  'src/main/sandbox/probe.ts': "import 'better-sqlite3';",
  'src/main/directory/probe.ts': "import '../service/service.ts';",
  'src/shared/contract/probe.ts': "import '#main/scim/errors.ts';",
  'src/preload/probe.ts': "import 'zod';",
  'src/renderer/ui/probe.ts': "import 'node:path';",
  'src/renderer/features/log/probe.ts': "import '../tokens/tokens-screen.tsx';",
};
const ALLOWED = {
  'src/main/directory/open.ts': "import '../service/ports.ts';",
  'src/main/explain/open.ts': "import '../rules/settings.ts';",
  'src/main/store/open.ts': "import 'better-sqlite3';",
  'src/main/desktop/open.ts': "import 'electron';",
  'src/renderer/features/log/open.ts': "import '../../ui/page.tsx';",
};

const folder = mkdtempSync(join(tmpdir(), 'scim-rehearsal-lint-'));
let refused = new Set<string>();

beforeAll(() => {
  for (const [file, text] of Object.entries({ ...REFUSED, ...ALLOWED })) {
    mkdirSync(dirname(join(folder, file)), { recursive: true });
    writeFileSync(join(folder, file), `${text}\n`);
  }
  const config = `import config from ${JSON.stringify(join(ROOT, 'oxlint.config.ts'))};\nexport default { ...config, options: {} };\n`;
  writeFileSync(join(folder, 'oxlint.config.ts'), config);
  const oxlint = join(ROOT, 'node_modules/oxlint/bin/oxlint');
  const { stdout } = spawnSync(process.execPath, [oxlint, '-f', 'json', 'src'], { cwd: folder, encoding: 'utf8' });
  const report = JSON.parse(stdout) as { diagnostics: { code: string; filename: string }[] };
  refused = new Set(
    report.diagnostics.filter(({ code }) => code.includes('no-restricted-imports')).map(({ filename }) => filename),
  );
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

test.each(Object.entries(REFUSED))('the linter refuses in %s: %s', (file) => {
  expect(refused).toContain(file);
});

test.each(Object.entries(ALLOWED))('the linter accepts in %s: %s', (file) => {
  expect(refused).not.toContain(file);
});
