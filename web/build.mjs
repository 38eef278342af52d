// Writes web/dist: one style sheet and one script for staff, a lighter pair for
// parents and the public, fonts, marks, and a manifest of their hashed names.
// Plain node, no bundler. Run `node build.mjs` after `npm ci`.
import { createHash } from 'node:crypto';
import { mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { gzipSync } from 'node:zlib';
import Holidays from 'date-holidays';
import rtlcss from 'rtlcss';
import { keepRules, squeeze, tint } from './css.mjs';

const here = dirname(fileURLToPath(import.meta.url));
const dist = join(here, 'dist');
const read = (...path) => readFileSync(join(here, ...path), 'utf8');
const raw = (...path) => readFileSync(join(here, ...path));
const npm = (...path) => ['node_modules', ...path];

const manifest = {};
const sizes = [];

rmSync(dist, { recursive: true, force: true });
mkdirSync(join(dist, 'assets', 'fonts'), { recursive: true });

/** Writes one asset under a name made from its content and remembers it. */
function put(name, content, folder = '') {
  const bytes = Buffer.isBuffer(content) ? content : Buffer.from(content);
  const hash = createHash('sha256').update(bytes).digest('hex').slice(0, 10);
  const dot = name.lastIndexOf('.');
  const file = `${folder}${name.slice(0, dot)}.${hash}${name.slice(dot)}`;
  writeFileSync(join(dist, 'assets', file), bytes);
  manifest[name] = `/assets/${file}`;
  // A typeface is compressed as it is. Pages are sent as they are, and files of ours compressed: nobody puts
  // anything of their own into them, so that their length tells nothing.
  const packed = name.endsWith('woff2') ? null : gzipSync(bytes, { level: 9 });
  if (packed) writeFileSync(join(dist, 'assets', `${file}.gz`), packed);
  const sent = packed ? packed.length : bytes.length;
  sizes.push([name, bytes.length, sent]);
  return manifest[name];
}

// Fonts: two weights, basic Latin first; the extended file (Welsh ŵ and ŷ among
// others) is fetched by a browser only when a page holds such a letter.
const LATIN =
  'U+0000-00FF,U+0131,U+0152-0153,U+02BB-02BC,U+02C6,U+02DA,U+02DC,U+2000-206F,U+20AC,U+2122,U+2191,U+2193,U+2212,U+2215,U+FEFF,U+FFFD';
const EXTENDED =
  'U+0100-0130,U+0132-0151,U+0154-02BA,U+02BD-02C5,U+02C7-02CC,U+02CE-02D7,U+02DD-02FF,U+1E00-1E9F,U+1EF2-1EFF,U+20A0-20AB,U+20AD-20C0,U+2113,U+2C60-2C7F,U+A720-A7FF';
const fontFiles = npm('@fontsource', 'atkinson-hyperlegible-next', 'files');
const faces = [];
for (const weight of [400, 700]) {
  for (const [part, range] of [['latin', LATIN], ['latin-ext', EXTENDED]]) {
    const bytes = raw(...fontFiles, `atkinson-hyperlegible-next-${part}-${weight}-normal.woff2`);
    const url = put(`${part}-${weight}.woff2`, bytes, 'fonts/');
    faces.push(
      `@font-face{font-family:"Atkinson Hyperlegible Next";font-style:normal;font-weight:${weight};` +
        `font-display:swap;src:url(${url}) format("woff2");unicode-range:${range}}`,
    );
  }
}

// Marks and icons.
for (const mark of ['mark.svg', 'icon-staff.svg', 'icon-plain.svg']) put(mark, read('marks', mark));
// Pictures for children's pages.
for (const picture of readdirSync(join(here, 'pictures')).sort()) put(picture, read('pictures', picture));
// Pictures of the guides.
const drawn = join(here, '..', 'guides', 'pictures');
for (const picture of readdirSync(drawn).sort()) put(`guide-${picture}`, readFileSync(join(drawn, picture), 'utf8'));

// Drawings of the guides that children's pages show too.
const DRAWN = ['blocks', 'drawing-together', 'families', 'front-door', 'games', 'goodbye-wave', 'hello', 'helper', 'home',
  'lock', 'look-round', 'notebook', 'own-words', 'playroom', 'reading-together', 'rest', 'snack', 'talking', 'worry'];
for (const drawn of DRAWN) put(`guide-${drawn}.svg`, read('..', 'guides', 'pictures', `${drawn}.svg`));

// Styles. `tint` swaps the bought-in colours and typeface for our variables;
// `keepRules` leaves out components that a family of pages never shows.
const govuk = tint(read(...npm('govuk-frontend', 'dist', 'govuk', 'govuk-frontend.min.css')));
const moj = tint(read(...npm('@ministryofjustice', 'frontend', 'moj', 'moj-frontend.min.css')));
const skin = (...names) => names.map((name) => read('skin', `${name}.css`)).join('\n');

const FOR_STAFF = {
  drop: /^govuk-(header|footer|cookie-banner|generic-header|logo|exit-this-page|phase-banner|service-navigation|template__|accordion)/,
  moj: /^moj-(add-another|datepicker|sortable-table|message|multi-file|js-hidden|hidden|button-group|scrollable)/,
};
const FOR_PARENTS =
  /^govuk-(template$|link|heading|caption|body|list|button|input|textarea|select|label|hint|error-message|error-summary|fieldset|form-group|radios|checkboxes|date-input|file-upload$|file-upload(?!-)|summary-list|notification-banner|inset-text|details|back-link|skip-link|width-container|main-wrapper|grid|visually-hidden|section-break|tag|warning-text|panel|pagination|task-list|table|password-input|button-group|character-count|frontend-supported|!)/;

const staffCss = [
  ...faces,
  skin('tokens'),
  keepRules(govuk, (name) => !FOR_STAFF.drop.test(name)),
  keepRules(moj, (name) => !name.startsWith('moj-') || FOR_STAFF.moj.test(name)),
  skin('alongside', 'parts', 'staff', 'parent', 'child', 'print'),
].join('\n');
const parentCss = [
  ...faces,
  skin('tokens'),
  keepRules(govuk, (name) => FOR_PARENTS.test(name) || !name.startsWith('govuk-')),
  skin('alongside', 'parts', 'parent', 'child', 'print'),
].join('\n');
put('app.css', squeeze(staffCss));
put('parent.css', squeeze(parentCss));
// The same for a language written from right to left.
put('parent.rtl.css', squeeze(rtlcss.process(parentCss)));

// Scripts. The two libraries come as modules; each becomes a plain value so
// that a page needs one deferred file and no module loader.
function shut(source, name) {
  const found = /export\s*\{([^}]*)\}\s*;?/.exec(source);
  if (!found) throw new Error(`${name}: no export list found`);
  const pairs = found[1].split(',').map((item) => {
    const [inner, outer] = item.trim().split(/\s+as\s+/);
    return outer ? `${outer}:${inner}` : inner;
  });
  const body = source.slice(0, found.index).replace(/\/\/# sourceMappingURL=.*$/gm, '');
  return `const ${name}=(()=>{${body};return{${pairs.join(',')}}})();`;
}
const bare = (source) => source.replace(/\/\/# sourceMappingURL=.*$/gm, '');
const script = (name) => read('scripts', `${name}.js`);
put(
  'app.js',
  [
    bare(read(...npm('htmx.org', 'dist', 'htmx.min.js'))),
    '(()=>{"use strict";',
    shut(read(...npm('govuk-frontend', 'dist', 'govuk', 'govuk-frontend.min.js')), 'govuk'),
    shut(read(...npm('@ministryofjustice', 'frontend', 'moj', 'moj-frontend.min.js')), 'moj'),
    script('enhance'),
    '})();',
    script('reveal'),
    script('passkey'),
    script('print'),
    `(()=>{"use strict";${script('chat')}})();`,
  ].join('\n'),
);
put('child.js', script('child'));
put('parent.js', [script('exit'), script('reveal'), script('passkey'), script('print'), script('forms'), `(()=>{"use strict";${script('chat')}})();`].join('\n'));

// Bank holidays, the days put off among them, for the program to read (decision 12). The law of each nation
// gives them as rules, so they reach as far ahead as a court order may.
const YEARS = { first: 2020, last: 2060 };
function bankHolidays(region) {
  const calendar = new Holidays('GB', region, { types: ['public'], languages: ['en'] });
  const days = new Set();
  for (let year = YEARS.first; year <= YEARS.last; year += 1) {
    for (const { date } of calendar.getHolidays(year)) days.add(date.slice(0, 10));
  }
  return [...days].sort();
}
const holidays = {
  'england-and-wales': bankHolidays('ENG'),
  scotland: bankHolidays('SCT'),
  'northern-ireland': bankHolidays('NIR'),
};
if (String(bankHolidays('WLS')) !== String(holidays['england-and-wales'])) {
  throw new Error('England and Wales keep different days: the program takes them for one');
}
for (const [nation, days] of Object.entries(holidays)) {
  // Scotland has one fixed holiday fewer at Easter and two more; none has under eight a year.
  if (days.length < 8 * (YEARS.last - YEARS.first + 1)) throw new Error(`${nation}: too few bank holidays`);
}
writeFileSync(join(dist, 'bank-holidays.json'), `${JSON.stringify(holidays)}\n`);

// Licences of what is inside.
const words = (name) => `${name}\n\n${read(...npm(...name.split('/'), 'LICENSE'))}`;
put(
  'licences.txt',
  [read('licences.md'), words('htmx.org'), words('@fontsource/atkinson-hyperlegible-next')].join('\n\n'),
);

writeFileSync(join(dist, 'manifest.json'), `${JSON.stringify(manifest, null, 2)}\n`);

for (const [name, size, sent] of sizes) {
  console.log(`${name.padEnd(20)} ${String(size).padStart(8)} bytes, ${String(sent).padStart(7)} sent`);
}
const first = sizes
  .filter(([name]) => ['parent.css', 'parent.js', 'latin-400.woff2', 'latin-700.woff2', 'icon-plain.svg'].includes(name))
  .reduce((sum, [, , sent]) => sum + sent, 0);
console.log(`first parent page, without its HTML: ${first} bytes sent`);
if (first > 90_000) throw new Error('the first parent page has grown past 90 kB');
