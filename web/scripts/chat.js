// What is new in a chat is put on the page as it comes, and what is said is sent without leaving it. Without this
// script the same pages are loaded anew.
const again = () => location.replace(location.pathname);
// Not while something is being typed: then as soon as it is sent, or given up.
const later = () => {
  const field = document.activeElement;
  if (!field || !field.value || !field.matches('textarea, input')) { again(); return; }
  const wait = new AbortController();
  const look = () => { if (!field.value) { wait.abort(); again(); } };
  for (const what of ['input', 'blur', 'as-sent']) field.addEventListener(what, look, { signal: wait.signal });
};

function put(list, { is_mine: mine, who, when, words }) {
  const line = document.createElement('li');
  line.className = mine ? 'as-chat__line as-chat__line--mine' : 'as-chat__line';
  for (const [name, text] of [['who', `${who}, ${when}`], ['words', words]]) {
    const part = document.createElement('p');
    part.className = `as-chat__${name}`;
    part.textContent = text;
    line.append(part);
  }
  list.append(line);
  line.scrollIntoView({ block: 'nearest' });
}

for (const place of document.querySelectorAll('[data-stream]')) {
  const { stream, state, after } = place.dataset;
  const list = place.querySelector('ol');
  const seen = { last: Number(after || 0) };
  const open = () => {
    const source = new EventSource(list ? `${stream}?after=${seen.last}&state=${state}` : stream);
    source.addEventListener('said', (event) => {
      for (const said of JSON.parse(event.data)) {
        if (said.place > seen.last) {
          put(list, said);
          seen.last = said.place;
        }
      }
    });
    source.addEventListener('moved', () => { source.close(); later(); });
    // A line that broke is opened again, from where it was.
    source.addEventListener('error', () => { source.close(); setTimeout(open, 3000); });
  };
  open();
}

for (const form of document.querySelectorAll('form[data-live]')) {
  const words = form.querySelector('textarea');
  const send = async () => {
    const body = new URLSearchParams(new FormData(form));
    const answer = await fetch(form.action, { method: 'POST', body, headers: { accept: 'text/html' } });
    if (!answer.ok) throw new Error(String(answer.status));
    words.value = '';
    words.focus();
    words.dispatchEvent(new Event('as-sent'));
    // The next is another intention.
    const once = form.querySelector('input[name="_once"]');
    if (once) once.value = crypto.randomUUID();
  };
  form.addEventListener('submit', (event) => {
    if (!words.value.trim()) return;
    event.preventDefault();
    // What does not arrive this way is sent as without scripts, and the page says what was wrong.
    send().catch(() => form.submit());
  });
  words.addEventListener('keydown', (event) => {
    if (event.key === 'Enter' && !event.shiftKey && !event.isComposing) {
      event.preventDefault();
      form.requestSubmit();
    }
  });
}
