import { workbook } from '../support/workbook.ts';
import { expect, expectAccessible, test } from './host.ts';
import { ConnectPage } from './pages/connect-page.ts';
import { ResourcesPage } from './pages/resources-page.ts';

test('a resource list is chosen, looked at, imported, searched and removed again', async ({ page, host }) => {
  await new ConnectPage(page).open(host.startUrl);
  const resources = new ResourcesPage(page);
  await resources.open(host.origin);
  await expect(page.getByRole('heading', { name: 'No resource list yet' })).toBeVisible();
  await resources.openImport();
  await expectAccessible(page, 'import, to choose');
  await resources.choose(
    'resources.csv',
    Buffer.from('ID;Name\r\nR-1;J\xF6rg M\xFCller\r\nR-2;Ben Beck\r\nR-2;Cleo\r\n', 'latin1'),
  );
  await expect(resources.pane).toContainText('Windows-1252, separated by semicolon');
  await expect(resources.pane).toContainText('Id "R-2" was there in line 3 already');
  await expectAccessible(page, 'import, preview');
  await resources.do('Import 2 resources').click();
  await expect(resources.row('Jörg Müller')).toContainText('R-1');

  await resources.search.fill('ben');
  await expect(resources.row('Jörg Müller')).toHaveCount(0);
  await resources.row('Ben Beck').click();
  await expect(resources.pane).toContainText('No user is linked to this resource.');
  await resources.do('Remove resource').click();
  await resources.do('Remove resource').click();
  await resources.search.fill('');
  await expect(resources.row('Jörg Müller')).toBeVisible();
  await expect(resources.row('Ben Beck')).toHaveCount(0);
});

test('a workbook is read as well as a CSV file', async ({ page, host }) => {
  await new ConnectPage(page).open(host.startUrl);
  const resources = new ResourcesPage(page);
  await resources.open(host.origin);
  await resources.openImport();
  const title = ['Resources of 2026', null];
  await resources.choose('resources.xlsx', workbook({ name: 'List', rows: [title, ['ID', 'Name'], [1001, 'Jörg Müller']] }));
  await expect(resources.pane).toContainText('Sheet “List” of the workbook');
  await expect(resources.pane).toContainText('stands above the headings as a title');
  await resources.do('Import 1 resource').click();
  await expect(resources.row('Jörg Müller')).toContainText('1001');
});

test('a dropped file adds to the list or takes its place', async ({ page, host }) => {
  await new ConnectPage(page).open(host.startUrl);
  const resources = new ResourcesPage(page);
  await resources.open(host.origin);
  await resources.openImport();
  await resources.paste('R-1\tAnna Berg\nR-2\tBen Beck');
  await expect(resources.pane).toContainText('Line 1 is no heading');
  await resources.do('Import 2 resources').click();
  await expect(resources.row('Ben Beck')).toBeVisible();
  await resources.openImport();
  await resources.drop('more.csv', 'id,name\nR-3,Cleo');
  await expect(resources.pane).toContainText('2 resources that the file does not name leave it.');
  await resources.pane.getByRole('radio', { name: 'Add to the list' }).check();
  await resources.do('Import 1 resource').click();
  await expect(resources.row('Cleo')).toBeVisible();
  await expect(resources.row('Anna Berg')).toBeVisible();
});

test.describe('a file that is no list', () => {
  test.use({ expectedComplaints: /400 \(Bad Request\)/ });

  test('is explained, and the same place takes the next one', async ({ page, host }) => {
    await new ConnectPage(page).open(host.startUrl);
    const resources = new ResourcesPage(page);
    await resources.open(host.origin);
    await resources.openImport();
    await resources.choose('list.xlsx', Buffer.from([0x50, 0x4b, 3, 4, 0, 0]));
    await expect(resources.pane.getByRole('alert')).toContainText('workbook');
    await resources.choose('large.csv', Buffer.alloc(20_000_000, 'a'));
    await expect(resources.pane.getByRole('alert')).toContainText('large.csv has 20 MB; at most 5 MB are read.');
    await resources.choose('good.csv', 'id;name\nR-1;Anna');
    await resources.do('Import 1 resource').click();
    await expect(resources.row('Anna')).toBeVisible();
  });
});

test('a resource whose id is "import" has an address like any other', async ({ page, host }) => {
  await new ConnectPage(page).open(host.startUrl);
  const resources = new ResourcesPage(page);
  await resources.open(host.origin);
  await resources.openImport();
  await resources.paste('id,name\nimport,Ida Import');
  await resources.do('Import 1 resource').click();
  await resources.row('Ida Import').click();
  await expect(page).toHaveURL(/\/directory\/resources\/import$/);
  await expect(resources.pane).toContainText('No user is linked to this resource.');
});
