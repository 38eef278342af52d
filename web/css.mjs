// The little that the build needs to know about CSS.

const FONT = '"Atkinson Hyperlegible Next",system-ui,-apple-system,"Segoe UI",Roboto,"Helvetica Neue",Arial,sans-serif';

const COLOURS = {
  '#0b0c0c': 'var(--govuk-text-colour)',
  '#f3f3f3': 'var(--as-shade)',
  '#f0f0f0': 'var(--as-shade)',
  '#f8f8f8': 'var(--as-shade)',
  '#cecece': 'var(--as-line)',
  '#b1b4b6': 'var(--as-line)',
  '#858686': 'var(--as-edge)',
  '#505a5f': 'var(--govuk-secondary-text-colour)',
  '#484949': 'var(--govuk-secondary-text-colour)',
  '#0f7a52': 'var(--as-action)',
  '#0b5c3e': 'var(--as-action-hover)',
  '#083d29': 'var(--as-action-hover)',
  '#ca3535': 'var(--as-danger)',
  '#982828': 'var(--as-danger-hover)',
  '#651b1b': 'var(--govuk-error-colour)',
  '#1d70b8': 'var(--as-action)',
  '#1a65a6': 'var(--govuk-link-colour)',
  '#0f385c': 'var(--govuk-link-hover-colour)',
  '#d2e2f1': 'var(--as-tint)',
};

/** Our typeface and colour variables in place of the ones that came with it. */
export function tint(css) {
  let out = css
    .replace(/\/\*[\s\S]*?\*\//g, '')
    .replace(/@charset "UTF-8";/g, '')
    .replace(/@font-face\{[^}]*\}/g, '')
    .replace(/"?GDS Transport"?,\s*arial,\s*sans-serif/gi, FONT)
    .replace(/font-family:sans-serif/g, `font-family:${FONT}`)
    .replace(/var\((--[\w-]+),\s*#[0-9a-f]{3,8}\)/gi, 'var($1)')
    .replace(/:root\{[^}]*\}/g, (block) => (block.includes('--govuk-brand-colour') ? '' : block))
    .replace(/background(-color)?:#fff(?![0-9a-f])/gi, 'background$1:var(--as-card)')
    .replace(/([;{])color:#fff(?![0-9a-f])/gi, '$1color:var(--as-on-action)');
  for (const [from, to] of Object.entries(COLOURS)) {
    out = out.replace(new RegExp(`${from}(?![0-9a-f])`, 'gi'), to);
  }
  if (/GDS Transport/i.test(out)) throw new Error('a typeface that is not ours is left in the styles');
  return out;
}

/** Splits style text into top-level statements: [prelude, body or null]. */
function statements(css) {
  const out = [];
  let depth = 0;
  let start = 0;
  let open = -1;
  for (let at = 0; at < css.length; at += 1) {
    const c = css[at];
    if (c === '"' || c === "'") {
      for (at += 1; at < css.length && css[at] !== c; at += 1) if (css[at] === '\\') at += 1;
    } else if (c === '{') {
      if (depth === 0) open = at;
      depth += 1;
    } else if (c === '}') {
      depth -= 1;
      if (depth === 0) {
        out.push([css.slice(start, open).trim(), css.slice(open + 1, at)]);
        start = at + 1;
      }
    } else if (c === ';' && depth === 0) {
      out.push([css.slice(start, at).trim(), null]);
      start = at + 1;
    }
  }
  return out;
}

/** Commas at the top level only: `:is(a,b)` stays whole. */
function selectors(prelude) {
  const out = [];
  let depth = 0;
  let start = 0;
  for (let at = 0; at <= prelude.length; at += 1) {
    const c = prelude[at];
    if (c === '(' || c === '[') depth += 1;
    else if (c === ')' || c === ']') depth -= 1;
    else if ((c === ',' && depth === 0) || at === prelude.length) {
      out.push(prelude.slice(start, at).trim());
      start = at + 1;
    }
  }
  return out;
}

/** Keeps the rules all of whose class names `wanted` accepts. */
export function keepRules(css, wanted) {
  const ours = (selector) =>
    [...selector.matchAll(/\.(-?[a-z_](?:[\w-]|\\.)*)/gi)].every((m) => wanted(m[1].replace(/\\/g, '')));
  return statements(css)
    .map(([prelude, body]) => {
      if (body === null) return '';
      if (/^@(media|supports|layer|container)/.test(prelude)) {
        const inner = keepRules(body, wanted);
        return inner ? `${prelude}{${inner}}` : '';
      }
      if (prelude.startsWith('@')) return `${prelude}{${body}}`;
      // Printed addresses after links, and the crest, have no place here.
      if (/attr\(href\)/.test(body) || /govuk-crest/.test(body)) return '';
      const kept = selectors(prelude).filter(ours);
      return kept.length ? `${kept.join(',')}{${body}}` : '';
    })
    .join('');
}

/** Takes out comments and the white space that means nothing. */
export function squeeze(css) {
  return css
    .replace(/\/\*[\s\S]*?\*\//g, '')
    .replace(/\s+/g, ' ')
    .replace(/\s*([{};,])\s*/g, '$1')
    .replace(/;}/g, '}')
    .replace(/: /g, ':')
    .trim();
}
