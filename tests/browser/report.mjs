// Opens reports in a browser, as their readers do, and says what is wrong with them.
//     node report.mjs CHROMIUM HOSTILE.html REPORT.html [PAGE.html ...]
// The first report has figures over time and links to the stories of worlds.
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { pathToFileURL } from 'node:url';

// Found from the folder in which they were installed, not from that of this file.
const require = createRequire(process.cwd() + '/');
const { chromium } = require('playwright-core');
const axe = readFileSync(require.resolve('axe-core/axe.min.js'), 'utf8');
const [executablePath, hostile, report, ...others] = process.argv.slice(2);
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
for (const path of [report, ...others]) {
  const { context, page, heard } = await open(path);
  await page.waitForTimeout(200);
  expect(heard.requests.length === 1, `${path}: requests: ${heard.requests.slice(1).join(', ')}`);
  expect(heard.errors.length === 0, `${path}: console: ${heard.errors.join('; ')}`);
  await context.close();
}

// Every link to a world opens its story.
{
  const { context, page } = await open(report);
  const link = page.locator('a[href*="-world-"]').first();
  const target = (await link.getAttribute('href')).slice(1);
  await link.click();
  await page.waitForTimeout(100);
  expect(await page.evaluate((id) => document.getElementById(id).open, target),
    `the story ${target} does not open`);
  await context.close();
}

// Nothing that shuts a reader out, in light and in dark.
for (const path of [report, ...others]) for (const colorScheme of ['light', 'dark']) {
  const { context, page } = await open(path, { colorScheme });
  await page.evaluate(() => document.querySelectorAll('details').forEach((d) => { d.open = true; }));
  await page.addScriptTag({ content: axe });
  const { violations } = await page.evaluate(() => window.axe.run(document));
  for (const violation of violations) {
    faults.push(`${path}, ${colorScheme}: ${violation.id}, ${violation.nodes.length} times: ` +
      `${violation.help}; ${violation.nodes[0].html.slice(0, 160)}`);
  }
  await context.close();
}

// Without scripts every figure and table is there, and tables open.
for (const path of [report, ...others]) {
  const with_scripts = await open(path);
  const wanted = await with_scripts.page.evaluate(() =>
    [document.querySelectorAll('figure svg').length, document.querySelectorAll('table').length]);
  await with_scripts.context.close();
  const { context, page } = await open(path, { javaScriptEnabled: false });
  const pictures = page.locator('figure svg');
  expect(await pictures.count() === wanted[0] && wanted[0] > 2, `${path}: figures are missing without scripts`);
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
for (const path of [report, ...others]) {
  const { context, page } = await open(path, { viewport: { width: 320, height: 640 } });
  await page.evaluate(() => document.querySelectorAll('details').forEach((d) => { d.open = true; }));
  const width = await page.evaluate(() => document.documentElement.scrollWidth);
  expect(width <= 320, `${path}: at 320 pixels it is ${width} wide`);
  const cue = await page.evaluate(() => getComputedStyle(document.querySelector('.picture'), '::before').content);
  expect(/goes on to the right/.test(cue), `${path}: nothing says that a picture is wider than the window`);
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

// Pointing at a figure over time reads out the moment that is pointed at; so does the keyboard, which says it too.
{
  const { context, page } = await open(report);
  const figure = page.locator('figure[data-right]').first();
  const output = figure.locator('output');
  const moments = await figure.locator('tbody th').allTextContents();
  const svg = figure.locator('svg');
  await svg.scrollIntoViewIfNeeded();
  const box = await svg.boundingBox();
  const left = Number(await figure.getAttribute('data-left')), right = Number(await figure.getAttribute('data-right'));
  for (const part of [0, 0.5, 1]) {
    await page.mouse.move(box.x + box.width * (left + part * (right - left)), box.y + box.height / 2);
    const moment = moments[Math.round(part * (moments.length - 1))];
    const said = await output.textContent();
    expect(said.startsWith(`${moment}: `), `pointing at ${part} of a figure reads out '${said}', not ${moment}`);
  }
  // What is read out is what the table has.
  const cells = await figure.locator('tbody tr').last().locator('td').allTextContents();
  expect(cells.length > 0 && cells.slice(0, 8).every((cell) => cell.length > 0), 'the last row of a table is empty');
  const last = await output.textContent();
  expect(cells.slice(0, 8).every((cell) => last.includes(cell)), `'${last}' is not the last row: ${cells}`);

  const slider = figure.locator('input[type=range]');
  await slider.focus();
  await page.keyboard.press('Home');
  expect((await output.textContent()).startsWith(`${moments[0]}: `), 'Home does not read out the first moment');
  await page.keyboard.press('ArrowRight');
  expect((await output.textContent()).startsWith(`${moments[1]}: `), 'an arrow key does not read out the next moment');
  expect(await slider.getAttribute('aria-valuetext') === moments[1], 'a screen reader is told another moment');
  const outline = await slider.evaluate((element) => getComputedStyle(element).outlineStyle);
  expect(outline !== 'none', 'what has the focus is not marked');
  await context.close();
}

// A figure and its table take turns, and each says so.
{
  const { context, page } = await open(report);
  const figure = page.locator('figure').first();
  const button = figure.getByRole('button', { name: 'Table' });
  const shown = async () => [await figure.locator('.picture').isVisible(), await figure.locator('table').isVisible(),
    await button.getAttribute('aria-pressed')].join();
  expect(await shown() === 'true,false,false', `at first a figure shows ${await shown()}`);
  await button.click();
  expect(await shown() === 'false,true,true', `after a click a figure shows ${await shown()}`);
  await button.click();
  expect(await shown() === 'true,false,false', `after another click a figure shows ${await shown()}`);
  await context.close();
}

// A copied figure is a picture of its own: parsed, with plain colours, and as it says.
for (const [path, colorScheme] of [[report, 'light'], [report, 'dark'], ...others.map((other) => [other, 'light'])]) {
  const { context, page } = await open(path, { colorScheme });
  await page.evaluate(() => {
    window.kept = '';
    Object.defineProperty(navigator, 'clipboard', { value: { writeText: (text) => { window.kept = text; return Promise.resolve(); } } });
  });
  const button = page.getByRole('button', { name: 'Copy figure' }).first();
  await button.click();
  await page.waitForTimeout(50);
  expect(await page.getByRole('button', { name: 'Copied as SVG' }).count() === 1, `${path}: copying is not confirmed`);
  const told = await page.evaluate(() => {
    const parsed = new DOMParser().parseFromString(window.kept, 'image/svg+xml');
    return { root: parsed.documentElement.tagName, broken: parsed.querySelectorAll('parsererror').length,
      title: parsed.querySelector('title')?.textContent, wanted: document.querySelector('figure svg title').textContent,
      unresolved: window.kept.includes('var('), paints: (window.kept.match(/#[0-9a-f]{6}/gi) || []).length };
  });
  expect(told.root === 'svg' && told.broken === 0, `${path}, ${colorScheme}: what is copied is no picture`);
  expect(told.title === told.wanted, `${path}, ${colorScheme}: another picture is copied: ${told.title}`);
  expect(!told.unresolved && told.paints > 2, `${path}, ${colorScheme}: what is copied has lost its colours`);
  await context.close();
}

// Where there is no clipboard, the old way; and where that fails too, it is said.
{
  const { context, page } = await open(report);
  await page.evaluate(() => {
    Object.defineProperty(navigator, 'clipboard', { value: undefined });
    document.execCommand = () => false;
  });
  await page.getByRole('button', { name: 'Copy figure' }).first().click();
  expect(await page.getByRole('button', { name: 'Could not copy' }).count() === 1, 'a copy that failed is not told');
  expect(await page.locator('textarea').count() === 0, 'a field is left behind');
  await context.close();
}

// A filter leaves the rows that fit, counts them, and gives all back.
for (const path of [report, ...others]) {
  const { context, page } = await open(path);
  const table = page.locator('table.filter').filter({ has: page.locator('tbody tr:nth-child(8)') }).first();
  const tools = table.locator('xpath=preceding-sibling::div[@class="tools"]');
  const field = tools.locator('input[type=search]');
  const rows = await table.locator('tbody tr').evaluateAll((all) => all.map((row) => row.textContent));
  const word = rows[rows.length - 1].trim().slice(0, 5).toLowerCase();
  const visible = () => table.locator('tbody tr:not([hidden])').count();
  await field.fill(word);
  const some = await visible();
  expect(some >= 1 && some <= rows.length, `${path}: '${word}' leaves ${some} rows`);
  for (const row of await table.locator('tbody tr:not([hidden])').all()) {
    const text = `${(await row.getAttribute('data-of')) || ''} ${await row.textContent()}`.toLowerCase();
    const above = await row.evaluate((element) => {
      let at = element;
      while (at && !at.getAttribute('data-of')) at = at.previousElementSibling;
      return at ? at.getAttribute('data-of').toLowerCase() : '';
    });
    expect(text.includes(word) || above.includes(word), `${path}: a row without '${word}' is left: ${text}`);
  }
  expect(await tools.locator('output').textContent() === `${some} of ${rows.length} rows`, `${path}: rows are not counted`);
  await field.fill('no such row');
  expect(await visible() === 0, `${path}: the filter leaves rows that do not fit`);
  await field.fill('');
  expect(await visible() === rows.length, `${path}: an empty filter hides rows`);
  await context.close();
}

// It prints, and not on a hundred pages.
for (const path of [report, ...others]) {
  const { context, page } = await open(path);
  const pdf = (await page.pdf({ format: 'A4' })).toString('latin1');
  const pages = (pdf.match(/\/Type\s*\/Page\b(?!s)/g) || []).length;
  expect(pages > 1 && pages < 40, `${path}: it prints on ${pages} pages`);
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
