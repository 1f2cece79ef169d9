// Asks for the tenant's state once a second, and changes only those parts of the page that are no longer true.

const EVERY = 1000;
const STANDINGS = {
  'in-step': 'In sync',
  'behind': 'Behind',
  'no-mailbox': 'No mailbox',
  'guest': 'Guest',
  'disabled': 'Account disabled',
  'no-profile': 'No profile in SharePoint yet',
};
const NAMES = { entra: 'Entra ID', graph: 'Microsoft Graph', sharepoint: 'SharePoint' };

const byId = (id) => document.getElementById(id);
const cards = new Map();
const services = new Map();
let uploadFor = null;

// --- people ---

function card(person) {
  const item = byId('person').content.firstElementChild.cloneNode(true);
  const find = (selector) => item.querySelector(selector);
  const made = {
    item,
    name: find('h2'),
    address: find('.address'),
    department: find('.department'),
    standing: find('.standing'),
    images: { exchange: find('[data-at=exchange]'), sharePoint: find('[data-at=sharepoint]') },
    buttons: [...item.querySelectorAll('button')],
    seen: {},
    behindSince: null,
    took: null,
    asked: undefined,
  };
  item.addEventListener('click', (event) => {
    const action = event.target.closest('button')?.dataset.do;
    if (action) act(action, made.seen);
  });
  cards.set(person.id, made);
  byId('people').append(item);
  return made;
}

function show(person) {
  const known = cards.get(person.id) ?? card(person);
  const before = known.seen;
  if (Object.keys(person).every((field) => before[field] === person[field])) return;
  if (before.name !== person.name) {
    known.name.textContent = person.name;
    known.images.exchange.alt = `${person.name} in Exchange`;
    known.images.sharePoint.alt = `${person.name} in SharePoint`;
    for (const button of known.buttons) button.setAttribute('aria-label', `${button.textContent}: ${person.name}`);
  }
  if (before.userPrincipalName !== person.userPrincipalName) {
    known.address.textContent = person.userPrincipalName;
    known.address.title = person.userPrincipalName;
  }
  if (before.department !== person.department) known.department.textContent = person.department ?? '';
  if (before.exchange !== person.exchange) picture(known.images.exchange, person.id, 'exchange', person.exchange);
  if (before.sharePoint !== person.sharePoint) picture(known.images.sharePoint, person.id, 'sharepoint', person.sharePoint);
  clock(known, person);
  const words = STANDINGS[person.standing] + (person.standing === 'in-step' && known.took ? ` after ${known.took}` : '');
  if (known.standing.textContent !== words) known.standing.textContent = words;
  known.item.dataset.standing = person.standing;
  const [portrait, upload, remove] = known.buttons;
  const mailbox = person.standing !== 'no-mailbox' && person.standing !== 'guest';
  portrait.disabled = upload.disabled = !mailbox;
  remove.disabled = !person.exchange;
  known.seen = person;
}

// How long SharePoint took, for changes that were seen on this page.
function clock(known, person) {
  const before = known.seen;
  if (before.id && before.exchange !== person.exchange) {
    known.behindSince = known.asked ?? performance.now();
    known.took = null;
  }
  if (person.standing === 'in-step' && known.behindSince !== null) {
    known.took = `${((performance.now() - known.behindSince) / 1000).toFixed(1)} s`;
    known.behindSince = null;
    known.asked = undefined;
  }
}

function picture(image, id, where, version) {
  image.hidden = !version;
  if (version) image.src = `/sandbox/api/people/${id}/${where}?v=${encodeURIComponent(version)}`;
  else image.removeAttribute('src');
}

function kind(standing) {
  return standing === 'behind' || standing === 'in-step' ? standing : 'aside';
}

function filter() {
  const words = byId('search').value.trim().toLowerCase().split(/\s+/).filter(Boolean);
  const wanted = document.querySelector('[name=filter]:checked').value;
  let shown = 0;
  for (const { item, seen } of cards.values()) {
    const text = `${seen.name} ${seen.userPrincipalName} ${seen.department}`.toLowerCase();
    const fits = (wanted === 'all' || wanted === kind(seen.standing)) && words.every((word) => text.includes(word));
    if (item.hidden === fits) item.hidden = !fits;
    if (fits) shown++;
  }
  byId('nobody').hidden = shown > 0;
  set(byId('shown'), `${shown} of ${cards.size} users`);
}

function score(people) {
  const counts = { 'behind': 0, 'in-step': 0, 'aside': 0 };
  for (const person of people) counts[kind(person.standing)]++;
  const synced = counts['behind'] + counts['in-step'];
  set(byId('score-number'), `${counts['in-step']} of ${synced}`);
  byId('score-bar').max = Math.max(1, synced);
  byId('score-bar').value = counts['in-step'];
  for (const place of byId('filters').querySelectorAll('[data-count]')) set(place, counts[place.dataset.count]);
}

// --- services ---

function service(state) {
  const item = byId('service').content.firstElementChild.cloneNode(true);
  item.querySelector('h2').textContent = NAMES[state.label];
  const range = item.querySelector('input');
  range.setAttribute('aria-label', `Delay of ${NAMES[state.label]} in milliseconds`);
  range.addEventListener('input', () => set(item.querySelector('output'), `${range.value} ms`));
  range.addEventListener('change', () => send('PUT', `latency/${state.label}`, { millis: Number(range.value) }));
  for (const { id, label, meaning } of state.switches) {
    const button = document.createElement('button');
    Object.assign(button, { type: 'button', textContent: label, title: meaning });
    button.dataset.id = id;
    button.setAttribute('role', 'switch');
    button.setAttribute('aria-label', `${NAMES[state.label]}: ${label}, ${meaning}`);
    button.addEventListener('click', async () => {
      await send('PUT', `switches/${id}`, { on: button.getAttribute('aria-checked') !== 'true' });
      refresh();
    });
    item.querySelector('.switches').append(button);
  }
  services.set(state.label, item);
  byId('services').append(item);
  return item;
}

function showService(state) {
  const item = services.get(state.label) ?? service(state);
  for (const place of item.querySelectorAll('[data-count]')) set(place, state.count[place.dataset.count].toLocaleString('en'));
  for (const { id, on } of state.switches) {
    const button = item.querySelector(`[data-id=${id}]`);
    if (button.getAttribute('aria-checked') !== String(on)) button.setAttribute('aria-checked', on);
  }
  item.classList.toggle('troubled', state.switches.some(({ on }) => on));
  const range = item.querySelector('input');
  if (document.activeElement !== range && range.value !== String(state.latencyMillis)) {
    range.value = state.latencyMillis;
    set(item.querySelector('output'), `${state.latencyMillis} ms`);
  }
}

// --- what the buttons do ---

async function act(action, person) {
  if (action === 'upload') {
    uploadFor = person;
    byId('file').click();
    return;
  }
  if (action === 'portrait') await change(person, 'POST', 'portrait');
  if (action === 'remove') await change(person, 'DELETE', 'photo');
}

byId('file').addEventListener('change', async ({ target }) => {
  const [image] = target.files;
  target.value = '';
  if (!image || !uploadFor) return;
  await change(uploadFor, 'PUT', 'photo', image);
});

// A photo's time runs from the click, not from when the page next looks.
async function change(person, method, what, image) {
  const known = cards.get(person.id);
  known.asked = performance.now();
  if (!(await send(method, `people/${person.id}/${what}`, image))) known.asked = undefined;
  refresh();
}

async function send(method, path, body) {
  const raw = body instanceof Blob;
  try {
    const answer = await fetch(`/sandbox/api/${path}`, {
      method,
      headers: body ? { 'Content-Type': raw ? 'application/octet-stream' : 'application/json' } : {},
      body: body && (raw ? body : JSON.stringify(body)),
    });
    if (!answer.ok) say((await answer.json().catch(() => ({}))).message ?? `That failed with ${answer.status}.`);
    return answer.ok;
  } catch {
    say('Photo sync does not answer.');
    return false;
  }
}

// --- once a second ---

let refreshing = false;

async function refresh() {
  if (refreshing || document.hidden) return;
  refreshing = true;
  try {
    const answer = await fetch('/sandbox/api/state');
    if (!answer.ok) throw new Error(answer.status);
    const state = await answer.json();
    state.services.forEach(showService);
    state.people.forEach(show);
    forgetLeavers(state.people);
    score(state.people);
    filter();
    if (byId('message').dataset.lost) say('');
  } catch {
    say('Photo sync does not answer. Trying again…', true);
  } finally {
    refreshing = false;
  }
}

function forgetLeavers(people) {
  const present = new Set(people.map(({ id }) => id));
  for (const [id, { item }] of cards) {
    if (!present.has(id)) {
      item.remove();
      cards.delete(id);
    }
  }
}

let messageEnds;

function say(words, lost = false) {
  const message = byId('message');
  clearTimeout(messageEnds);
  set(message, words);
  message.hidden = !words;
  if (lost) message.dataset.lost = 'yes';
  else delete message.dataset.lost;
  if (words && !lost) messageEnds = setTimeout(() => { message.hidden = true; }, 6000);
}

function set(place, words) {
  if (place.textContent !== String(words)) place.textContent = words;
}

byId('search').addEventListener('input', filter);
byId('filters').addEventListener('change', filter);
document.addEventListener('visibilitychange', refresh);
setInterval(refresh, EVERY);
refresh();
