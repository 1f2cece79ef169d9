// Times in the viewer's zone and language. Pages work without it.
const utcKey = 'photosync-utc';

function stored() {
  try { return localStorage.getItem(utcKey) === 'yes'; } catch { return false; }
}

function store(utc) {
  try { localStorage.setItem(utcKey, utc ? 'yes' : 'no'); } catch { /* Only this page, then. */ }
}

function span(seconds) {
  if (seconds < 100) return Math.round(seconds) + ' s';
  if (seconds < 6000) return Math.round(seconds / 60) + ' min';
  if (seconds < 172800) return Math.round(seconds / 3600) + ' h';
  return Math.round(seconds / 86400) + ' d';
}

// The server's clock, as this page knows it: the viewer's may be wrong.
const offset = Date.parse(document.body.dataset.now) - Date.now();

function ages(root) {
  for (const age of root.querySelectorAll('.age[data-at]')) {
    const seconds = (Date.now() + offset - Date.parse(age.dataset.at)) / 1000;
    const text = seconds < -1 ? 'in ' + span(-seconds) : seconds < 2 ? 'just now' : span(seconds) + ' ago';
    if (age.textContent !== text) age.textContent = text;
  }
}

function times(root) {
  const utc = stored();
  const options = { dateStyle: 'medium', timeStyle: 'medium', ...(utc ? { timeZone: 'UTC' } : {}) };
  const format = new Intl.DateTimeFormat(undefined, options);
  for (const time of root.querySelectorAll('time[datetime]')) {
    time.textContent = format.format(new Date(time.dateTime));
  }
  for (const number of root.querySelectorAll('data[value]')) {
    number.textContent = Number(number.value).toLocaleString();
  }
  const zone = document.getElementById('zone');
  if (zone) zone.textContent = utc ? 'UTC' : Intl.DateTimeFormat().resolvedOptions().timeZone;
  const button = document.getElementById('utc');
  if (button) {
    button.hidden = false;
    button.setAttribute('aria-pressed', utc);
  }
}

document.getElementById('utc')?.addEventListener('click', () => {
  store(!stored());
  times(document);
});

times(document);
ages(document);
setInterval(() => ages(document), 5000);

// Parts that are loaded once the page is shown, and keep their link where they are not.
for (const place of document.querySelectorAll('[data-load]')) {
  fetch(place.dataset.load, { headers: { 'X-Requested-With': 'JavaScript' } })
    .then(answer => answer.ok ? answer.text() : Promise.reject(answer.status))
    .then(html => {
      const part = new DOMParser().parseFromString(html, 'text/html').querySelector('[data-part]');
      place.replaceChildren(...part.childNodes);
      times(place);
      ages(place);
    })
    .catch(() => { /* The link is still there. */ });
}

// One stream a page, while it is visible: a browser has six connections to a host for all its tabs. The browser itself
// comes again after a lost connection, but not after an error such as a proxy answers while the service starts anew.
function follow(address, listeners) {
  const state = { signedOut: false };
  let source = null;
  const open = () => {
    if (source || state.signedOut || document.hidden) return;
    const opened = new EventSource(address);
    for (const [name, listener] of Object.entries(listeners)) opened.addEventListener(name, listener);
    opened.addEventListener('error', async () => {
      if (opened !== source || opened.readyState !== EventSource.CLOSED) return;
      state.signedOut = await isSignedOut();
      source = null;
      setTimeout(open, 5000);
    });
    source = opened;
  };
  const close = () => {
    source?.close();
    source = null;
  };
  document.addEventListener('visibilitychange', () => { if (document.hidden) close(); else open(); });
  addEventListener('pagehide', close);
  addEventListener('pageshow', open);
  open();
  return state;
}

async function isSignedOut() {
  try {
    const answer = await fetch('/ops/sign-out', { headers: { 'X-Requested-With': 'JavaScript' } });
    return answer.status === 499 || answer.status === 401;
  } catch {
    return false;
  }
}

const live = document.querySelector('[data-live]');
const liveState = document.getElementById('live-state');
let heard = Date.now();

function say(text, old) {
  if (liveState && liveState.textContent !== text) liveState.textContent = text;
  live.classList.toggle('stale', old);
}

function renew(html) {
  const focused = live.contains(document.activeElement) ? document.activeElement : null;
  const path = focused && (focused.id ? '#' + CSS.escape(focused.id)
    : focused.getAttribute('href') ? focused.tagName + '[href="' + CSS.escape(focused.getAttribute('href')) + '"]' : null);
  const opened = [...live.querySelectorAll('details')].map(details => details.open);
  const spoken = live.querySelector('[role=status]')?.textContent;
  const part = new DOMParser().parseFromString(html, 'text/html').body;
  const status = part.querySelector('[role=status]');
  // Read aloud only when its meaning changed.
  if (status && status.textContent.trim() === spoken?.trim()) status.removeAttribute('role');
  live.replaceChildren(...part.childNodes);
  [...live.querySelectorAll('details')].forEach((details, at) => { if (opened[at]) details.open = true; });
  if (path) live.querySelector(path)?.focus({ preventScroll: true });
  times(live);
  ages(live);
}

if (live) {
  const stream = follow(live.dataset.live, {
    look: event => { heard = Date.now(); renew(event.data); },
    beat: () => { heard = Date.now(); },
  });
  setInterval(() => {
    const quiet = Math.round((Date.now() - heard) / 1000);
    if (stream.signedOut) say('not live: signed out; load the page again', true);
    else if (quiet > 15) say('not live: nothing heard for ' + span(quiet), true);
    else say('live, ' + (quiet < 2 ? 'now' : span(quiet) + ' ago'), false);
  }, 1000);
}

// A form that is sent after the session has ended keeps what was typed, and is sent again with the new session's token.
for (const form of document.querySelectorAll('form[data-keep]')) {
  form.addEventListener('submit', async event => {
    event.preventDefault();
    const button = event.submitter;
    if (button) button.disabled = true;
    try {
      if (form.dataset.stale) await renewToken(form);
      let answer = await post(form);
      if (answer.status === 403 && await renewToken(form)) answer = await post(form);
      await show(form, answer);
    } catch {
      problem(form, 'The service could not be reached; nothing was done. Try again.');
    }
    if (button) button.disabled = false;
  });
}

function post(form) {
  return fetch(form.action, {
    method: 'POST',
    body: new URLSearchParams(new FormData(form)),
    headers: { 'X-Requested-With': 'JavaScript' },
  });
}

async function renewToken(form) {
  const answer = await fetch(location.href, { headers: { 'X-Requested-With': 'JavaScript' } });
  if (!answer.ok) return false;
  const page = new DOMParser().parseFromString(await answer.text(), 'text/html');
  const fresh = page.querySelector('input[name=form-token]');
  const mine = form.querySelector('input[name=form-token]');
  if (!fresh || !mine || fresh.value === mine.value) return false;
  mine.value = fresh.value;
  return true;
}

async function show(form, answer) {
  if (answer.status === 499 || answer.status === 401) {
    form.dataset.stale = 'yes';
    problem(form, 'You are signed out, and nothing was done. Sign in again in another tab, then send this once more: what you typed is kept.', '/ops');
  } else if (answer.redirected) {
    location.assign(answer.url);
  } else {
    problem(form, await sentence(answer) ?? 'The service answered ' + answer.status + '; load the page again.');
  }
}

// A refusal is a problem as JSON, or the page again with a word at its top.
async function sentence(answer) {
  if (answer.headers.get('Content-Type')?.startsWith('application/problem+json')) return (await answer.json()).detail;
  const page = new DOMParser().parseFromString(await answer.text(), 'text/html');
  return page.querySelector('main .say')?.textContent.trim();
}

function problem(form, text, link) {
  let place = form.querySelector('.problem');
  if (!place) {
    place = document.createElement('p');
    place.className = 'say warn problem';
    place.setAttribute('role', 'alert');
    form.prepend(place);
  }
  place.textContent = text;
  if (link) {
    const anchor = document.createElement('a');
    anchor.href = link;
    anchor.target = '_blank';
    anchor.textContent = ' Sign in';
    place.append(anchor);
  }
  place.scrollIntoView({ block: 'nearest' });
}

// Rows that are not any more what was seen are marked, and cannot be ticked: the server would refuse them.
const rows = document.querySelector('form[data-rows]');
if (rows) {
  const seen = [...rows.querySelectorAll('[data-row]')];
  const address = rows.dataset.rows + '?' + new URLSearchParams(seen.map(row => ['row', row.dataset.row]));
  follow(address, {
    look: event => {
      const changed = JSON.parse(event.data);
      for (const row of seen) {
        const word = changed[row.dataset.row];
        row.classList.toggle('changed', Boolean(word));
        let note = row.querySelector('.since');
        if (!word) { note?.remove(); continue; }
        if (!note) {
          note = document.createElement('strong');
          note.className = 'since';
          row.cells[row.cells.length - 1].append(' ', note);
        }
        note.textContent = 'since then: ' + word;
        const box = row.querySelector('input[type=checkbox]');
        if (box) { box.checked = false; box.disabled = true; }
      }
    },
  });
}

// Where there is no photo, a word says so.
for (const image of document.querySelectorAll('.face img')) {
  const none = () => image.replaceWith('no photo');
  if (image.complete && image.naturalWidth === 0 && image.loading !== 'lazy') none();
  image.addEventListener('error', none);
}
