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

// As the server sent it, before times are put into the viewer's zone.
const live = document.querySelector('[data-live]');
let shown = live ? pieces(live) : [];

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
// The foot of the page says how old the part is.
function follow(part, address, look) {
  let heard = Date.now();
  let signedOut = false;
  let source = null;
  const open = () => {
    if (source || signedOut || document.hidden) return;
    const opened = new EventSource(address);
    opened.addEventListener('look', event => { heard = Date.now(); look(event.data); });
    opened.addEventListener('beat', () => { heard = Date.now(); });
    opened.addEventListener('error', async () => {
      if (opened !== source || opened.readyState !== EventSource.CLOSED) return;
      signedOut = await isSignedOut();
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
  setInterval(() => {
    const quiet = Math.round((Date.now() - heard) / 1000);
    if (signedOut) say(part, 'not live: signed out; load the page again', true);
    else if (quiet > 15) say(part, 'not live: nothing heard for ' + span(quiet), true);
    else say(part, 'live, ' + (quiet < 2 ? 'now' : span(quiet) + ' ago'), false);
  }, 1000);
}

function say(part, text, old) {
  const place = document.getElementById('live-state');
  if (place && place.textContent !== text) place.textContent = text;
  part.classList.toggle('stale', old);
}

async function isSignedOut() {
  try {
    const answer = await fetch('/ops/sign-out', { headers: { 'X-Requested-With': 'JavaScript' } });
    return answer.status === 499 || answer.status === 401;
  } catch {
    return false;
  }
}

// The HTML of each section, without ages: they are counted here.
function pieces(part) {
  return [...part.children].map(piece => {
    const copy = piece.cloneNode(true);
    for (const age of copy.querySelectorAll('.age')) age.textContent = '';
    return copy.outerHTML;
  });
}

// Only sections that differ are replaced: whoever reads or uses another one is not disturbed.
function renew(html) {
  const part = new DOMParser().parseFromString(html, 'text/html').body;
  const fresh = pieces(part);
  if (fresh.length === live.children.length) {
    [...part.children].forEach((piece, at) => {
      if (fresh[at] !== shown[at]) replace(live.children[at], piece);
    });
  } else {
    const place = focusIn(live);
    live.replaceChildren(...part.childNodes);
    times(live);
    ages(live);
    focusAt(live, place);
  }
  shown = fresh;
  speak();
}

function replace(old, piece) {
  const place = focusIn(old);
  const opened = [...old.querySelectorAll('details')].map(details => details.open);
  old.replaceWith(piece);
  [...piece.querySelectorAll('details')].forEach((details, at) => { if (at in opened) details.open = opened[at]; });
  times(piece);
  ages(piece);
  focusAt(piece, place);
}

const focusable = 'a[href], button, input, select, textarea, summary, [tabindex]';

// Which element has the focus: its address or text, the how manieth of that kind it is, and of all.
function focusIn(part) {
  const all = [...part.querySelectorAll(focusable)];
  const at = all.indexOf(document.activeElement);
  if (at < 0) return null;
  const name = nameOf(all[at]);
  return { at, name, nth: all.slice(0, at).filter(each => nameOf(each) === name).length };
}

function nameOf(element) {
  return element.tagName + ' ' + (element.id || element.getAttribute('href') || element.textContent.trim());
}

function focusAt(part, place) {
  if (!place) return;
  const all = [...part.querySelectorAll(focusable)];
  const alike = all.filter(each => nameOf(each) === place.name);
  const target = alike[Math.min(place.nth, alike.length - 1)] ?? all[Math.min(place.at, all.length - 1)]
    ?? document.getElementById('main');
  target?.focus({ preventScroll: true });
}

// One element that stays is read aloud, and only when the meaning of the part changed.
let spoken = live?.querySelector('[data-spoken]')?.textContent.trim();

function speak() {
  const text = live.querySelector('[data-spoken]')?.textContent.trim();
  if (!text || text === spoken) return;
  spoken = text;
  const place = document.getElementById('spoken');
  if (place) place.textContent = text;
}

if (live) follow(live, live.dataset.live, renew);

// A form that is sent after the session has ended keeps what was typed, and is sent again with the new session's token.
document.addEventListener('submit', async event => {
  const form = event.target;
  if (!form.matches('form[data-keep]')) return;
  event.preventDefault();
  const button = event.submitter;
  if (button) button.disabled = true;
  try {
    if (form.dataset.stale) await renewToken(form);
    let answer = await post(form);
    if (answer.status === 403 && !answer.redirected && await renewToken(form)) answer = await post(form);
    await show(form, answer);
  } catch {
    unknown(form, 'No answer came');
  }
  if (button) button.disabled = false;
});

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
  if (answer.redirected) {
    // It was done, whatever the page that follows answers.
    location.assign(answer.url);
  } else if (answer.status === 499 || answer.status === 401) {
    form.dataset.stale = 'yes';
    problem(form, 'You are signed out, and nothing was done. Sign in again in another tab, then send this once more: what you typed is kept.', '/ops', 'Sign in');
  } else if (answer.headers.get('Content-Type')?.startsWith('application/problem+json')) {
    problem(form, (await answer.json()).detail);
  } else if (answer.status < 500 && answer.headers.get('Content-Type')?.startsWith('text/html')) {
    showPage(form, new DOMParser().parseFromString(await answer.text(), 'text/html').querySelector('main'));
  } else {
    unknown(form, 'The answer was ' + answer.status);
  }
}

// The page again, as it would be without script: with what is so now, and with what was typed.
function showPage(form, page) {
  if (!page) {
    unknown(form, 'The answer was no page of photo sync');
    return;
  }
  const main = document.getElementById('main');
  main.replaceChildren(...page.childNodes);
  times(main);
  ages(main);
  main.focus();
}

// Whether the service has acted cannot be told from a lost answer.
function unknown(form, what) {
  problem(form, what + ', so it is not known whether this was done. Look at what was done before you send it again.', '/ops/audit', 'Audit trail');
}

function problem(form, text, link, name) {
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
    anchor.textContent = name;
    place.append(' ', anchor);
  }
  place.scrollIntoView({ block: 'nearest' });
}

// Rows that are not any more what was seen are marked, and cannot be ticked: the server would refuse them.
const rows = document.querySelector('form[data-rows]');
if (rows) {
  const seen = [...rows.querySelectorAll('[data-row]')];
  const address = rows.dataset.rows + '?' + new URLSearchParams(seen.map(row => [row.dataset.seen, row.dataset.row]));
  follow(rows, address, json => {
    const changed = JSON.parse(json);
    for (const row of seen) mark(row, changed[row.dataset.row]);
  });
}

function mark(row, word) {
  row.classList.toggle('changed', Boolean(word));
  let note = row.querySelector('.since');
  if (!word) { note?.remove(); return; }
  if (!note) {
    note = document.createElement('strong');
    note.className = 'since';
    row.cells[row.cells.length - 1].append(' ', note);
  }
  note.textContent = 'since then: ' + word;
  const box = row.querySelector('input[type=checkbox]');
  if (box) { box.checked = false; box.disabled = true; }
}

// Where no photo is shown, a word says why: that there is none is said only where the service says so.
for (const image of document.querySelectorAll('.face img')) {
  const explain = async () => {
    const [word, why] = await whyNoPhoto(image.src);
    const caption = image.closest('figure')?.querySelector('figcaption');
    image.replaceWith(word);
    if (why) caption?.append(': ' + why);
  };
  image.addEventListener('error', explain, { once: true });
  if (image.complete && image.currentSrc && image.naturalWidth === 0) explain();
}

async function whyNoPhoto(address) {
  try {
    const answer = await fetch(address, { headers: { 'X-Requested-With': 'JavaScript' } });
    if (answer.status === 204) {
      return ['no photo', answer.headers.get('Photo-Absent')];
    }
    if (answer.status === 499 || answer.status === 401) return ['could not be read now', 'you are signed out'];
  } catch { /* Nothing is known, then. */ }
  return ['could not be read now', ''];
}
