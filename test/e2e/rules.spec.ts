import { expect, test } from './host.ts';
import { ConnectPage } from './pages/connect-page.ts';
import { RulesPage } from './pages/rules-page.ts';

test('a switched rule decides the next request, and a preset takes it back', async ({ page, host, idp }) => {
  expect(await idp.createUserWithTitle('anna@contoso.example')).toBe(400);

  const rules = new RulesPage(page);
  await rules.open(host.origin, 'unlisted-attributes');
  await expect(rules.preset('As documented')).toHaveAttribute('aria-pressed', 'true');
  await rules.option('Lenient').check();
  await expect(rules.row('Attributes that are not in the mapping list')).toContainText('changed');
  await expect(rules.preset('As documented')).toHaveAttribute('aria-pressed', 'false');
  expect(await idp.createUserWithTitle('anna@contoso.example')).toBe(201);

  await rules.preset('As documented').click();
  await page.getByRole('button', { name: 'Apply “As documented”' }).click();
  await expect(rules.row('Attributes that are not in the mapping list')).not.toContainText('changed');
  expect(await idp.createUserWithTitle('ben@contoso.example')).toBe(400);
});

test('a documented rule is shown with the reason why it is not switched', async ({ page, host }) => {
  await new ConnectPage(page).open(host.startUrl);
  const rules = new RulesPage(page);
  await rules.open(host.origin);
  await rules.search.fill('required');
  await rules.row('Required mappings').click();
  await expect(rules.pane).toContainText('Documented rules are not switched');
  await expect(rules.pane.getByRole('radio')).toHaveCount(0);
});
