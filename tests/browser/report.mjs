// Opens reports in a browser, as their readers do, and says what is wrong with them.
//     node report.mjs CHROMIUM REPORT.html HOSTILE.html
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { pathToFileURL } from 'node:url';

// Found from the folder in which they were installed, not from that of this file.
const require = createRequire(process.cwd() + '/');
const { chromium } = require('playwright-core');
const axe = readFileSync(require.resolve('axe-core/axe.min.js'), 'utf8');
const [executablePath, report, hostile] = process.argv.slice(2);
const faults = [];
const expect = (fine, text) => fine || faults.push(text);

const browser = await chromium.launch({ executablePath, args: ['--no-sandbox'] });

/** Opens a file; `heard` has what it asked for and what it complained of. */
async function open(path, options = {}) {
  const context = await browser.newContext(options);
  const page = await context.newPage();
  const heard = { requests: [], errors: [], dialogs: 0 };
  page.on('request', (request) => heard.requests.push(request.url()));
  page.on('console', (line) => line.type() === 'error' && heard.errors.push(line.text()));
  page.on('pageerror', (error) => heard.errors.push(String(error)));
  page.on('dialog', (dialog) => { heard.dialogs++; dialog.dismiss(); });
  await page.goto(pathToFileURL(path).href);
  return { context, page, heard };
}

// It asks for nothing but itself and complains of nothing.
{
  const { context, page, heard } = await open(report);
  await page.waitForTimeout(200);
  expect(heard.requests.length === 1, `requests: ${heard.requests.slice(1).join(', ')}`);
  expect(heard.errors.length === 0, `console: ${heard.errors.join('; ')}`);

  // Every link to a world opens its story.
  const link = page.locator('a[href*="-world-"]').first();
  const target = (await link.getAttribute('href')).slice(1);
  await link.click();
  await page.waitForTimeout(100);
  expect(await page.evaluate((id) => document.getElementById(id).open, target),
    `the story ${target} does not open`);
  await context.close();
}

// Nothing that shuts a reader out, in light and in dark.
for (const colorScheme of ['light', 'dark']) {
  const { context, page } = await open(report, { colorScheme });
  await page.evaluate(() => document.querySelectorAll('details').forEach((d) => { d.open = true; }));
  await page.addScriptTag({ content: axe });
  const { violations } = await page.evaluate(() => window.axe.run(document));
  for (const violation of violations) {
    faults.push(`${colorScheme}: ${violation.id}, ${violation.nodes.length} times: ` +
      `${violation.help}; ${violation.nodes[0].html.slice(0, 160)}`);
  }
  await context.close();
}

// Without scripts every figure and table is there, and tables open.
{
  const with_scripts = await open(report);
  const wanted = await with_scripts.page.evaluate(() =>
    [document.querySelectorAll('figure svg').length, document.querySelectorAll('table').length]);
  await with_scripts.context.close();
  const { context, page } = await open(report, { javaScriptEnabled: false });
  const pictures = page.locator('figure svg');
  expect(await pictures.count() === wanted[0] && wanted[0] > 5, 'figures are missing without scripts');
  expect(await page.locator('table').count() === wanted[1], 'tables are missing without scripts');
  for (let i = 0; i < wanted[0]; i++) {
    expect(await pictures.nth(i).isVisible(), `figure ${i + 1} is hidden without scripts`);
  }
  const first = page.locator('figure details').first();
  await first.locator('summary').click();
  expect(await first.locator('table').isVisible(), 'a table does not open without scripts');
  await context.close();
}

// On a telephone nothing sticks out to the side.
{
  const { context, page } = await open(report, { viewport: { width: 320, height: 640 } });
  await page.evaluate(() => document.querySelectorAll('details').forEach((d) => { d.open = true; }));
  const width = await page.evaluate(() => document.documentElement.scrollWidth);
  expect(width <= 320, `at 320 pixels it is ${width} wide`);
  await context.close();
}

// With the keyboard alone: from link to link, a table, a read-out, a filter.
{
  const { context, page } = await open(report);
  await page.keyboard.press('Tab');
  expect(await page.evaluate(() => document.activeElement.tagName) === 'A',
    'Tab does not lead to the contents');
  await page.keyboard.press('Enter');
  expect((await page.evaluate(() => location.hash)).length > 1, 'Enter does not follow a link');

  const button = page.locator('figure button').first();
  await button.focus();
  await page.keyboard.press('Enter');
  expect(await button.getAttribute('aria-pressed') === 'true', 'Enter does not press a button');
  expect(await page.locator('figure').first().locator('table').isVisible(), 'the table is not shown');

  const slider = page.locator('figure input[type=range]').first();
  const output = page.locator('figure output').first();
  await slider.focus();
  const before = await output.textContent();
  await page.keyboard.press('Home');
  expect(before.length > 0 && await output.textContent() !== before, 'arrow keys do not move the read-out');

  const field = page.locator('input[type=search]').first();
  await field.focus();
  await page.keyboard.type('no such outcome');
  expect(/^0 of/.test(await page.locator('.tools output[role=status]').first().textContent()),
    'the filter shows rows that do not fit');
  await context.close();
}

// It prints, and not on a hundred pages.
{
  const { context, page } = await open(report);
  const pdf = (await page.pdf({ format: 'A4' })).toString('latin1');
  const pages = (pdf.match(/\/Type\s*\/Page\b(?!s)/g) || []).length;
  expect(pages > 1 && pages < 40, `it prints on ${pages} pages`);
  await context.close();
}

// What others wrote is text.
{
  const { context, page, heard } = await open(hostile);
  await page.waitForTimeout(200);
  expect(heard.dialogs === 0, 'a text of the model was run');
  expect(heard.requests.length === 1, 'a text of the model fetched something');
  expect(await page.locator('img').count() === 0, 'a text of the model became an element');
  expect((await page.locator('body').textContent()).includes('<img src=x onerror=alert(2)>'),
    'the texts of the model are not shown');
  await context.close();
}

await browser.close();
for (const fault of faults) {
  console.log(fault);
}
process.exit(faults.length > 0 ? 1 : 0);
