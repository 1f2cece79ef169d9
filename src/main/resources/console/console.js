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
