// A step of the application while it is typed: kept on the server field by field, questions that do not apply
// put away, a warning before the session ends. Without this file the page works by its buttons.
(() => {
  const form = document.querySelector('form[data-autosave]');
  if (!form) return;
  const $ = id => document.getElementById(id);
  const PAUSE = 800, RETRY = 5000, SAY_EVERY = 30000, WARN = 120;
  let timer, dirty = false, busy = false, leaving = false, contact = Date.now(), said = 0, controller;

  // Questions that hang from another answer: data-when="name=value"; in a row, the name is that of the same row
  const holds = when => {
    const [name, value] = when.rule.split('=');
    const scope = when.el.closest('fieldset.fs') ?? form;
    const controls = [...scope.querySelectorAll('input,select')].filter(c => c.name === name || c.name.endsWith('-' + name));
    return controls.some(c => (c.type === 'radio' || c.type === 'checkbox' ? c.checked : true) && c.value === value);
  };
  const whens = [...form.querySelectorAll('[data-when]')].map(el => ({ el, rule: el.dataset.when }));
  const settle = () => whens.forEach(when => { when.el.hidden = !holds(when) && !when.el.querySelector('.fld-bad'); });
  form.addEventListener('change', settle);
  settle();

  // What the page says of the saving: shown at once, read aloud at most every 30 seconds
  const show = (words, now) => {
    $('kept').textContent = words;
    if (now || Date.now() - said > SAY_EVERY) { $('kept-said').textContent = words; said = Date.now(); }
  };
  const hide = (id, hidden) => { $(id).hidden = hidden; };

  const token = async () => {                    // after signing in again in another window the old one is worth nothing
    const answer = await fetch(location.href, { redirect: 'manual', credentials: 'same-origin' });
    if (!answer.ok) return false;
    const fresh = new DOMParser().parseFromString(await answer.text(), 'text/html').querySelector('#step-form [name=csrfmiddlewaretoken]');
    if (!fresh) return false;
    form.querySelector('[name=csrfmiddlewaretoken]').value = fresh.value;
    document.body.setAttribute('hx-headers', JSON.stringify({ 'X-CSRFToken': fresh.value }));
    return true;
  };
  const send = () => {
    controller = new AbortController();
    return fetch(form.dataset.autosave, {
      method: 'POST', body: new URLSearchParams(new FormData(form)), redirect: 'manual', credentials: 'same-origin', signal: controller.signal,
    });
  };
  const later = delay => { clearTimeout(timer); timer = setTimeout(save, delay); };
  async function save() {
    clearTimeout(timer);
    if (!dirty || leaving) return;
    if (busy) { later(PAUSE); return; }
    busy = true; dirty = false;
    show(form.dataset.saving);
    try {
      let answer = await send();
      if (answer.status === 403 && await token()) answer = await send();
      if (answer.type === 'opaqueredirect' || answer.status === 403) {
        dirty = true; hide('kept-session', true); hide('kept-out', false); show(form.dataset.failed); later(RETRY);
      } else if (answer.status === 409) {
        show((await answer.json()).refusal, true);
      } else if (!answer.ok) {
        dirty = true; show(form.dataset.failed); later(RETRY);
      } else {
        const { saved, warning } = await answer.json();
        contact = Date.now();
        hide('kept-out', true); hide('kept-session', true);
        if ($('kept-warning').hidden === !!warning) { $('kept-warning-said').textContent = warning; hide('kept-warning', !warning); }
        show(saved);
      }
    } catch (error) {
      if (error.name === 'AbortError') return;
      dirty = true; show(form.dataset.offline, true); later(RETRY);
    } finally { busy = false; }
  }
  const touched = e => { if (e.target.name) { dirty = true; later(PAUSE); } };
  form.addEventListener('input', touched);
  form.addEventListener('change', touched);
  form.addEventListener('focusout', () => { if (dirty) save(); });
  addEventListener('online', () => { if (dirty) save(); });

  // Leaving by a button of the form sends everything; leaving otherwise sends what is still in hand
  document.addEventListener('submit', e => { if (!e.defaultPrevented) { leaving = true; clearTimeout(timer); controller?.abort(); } });
  addEventListener('pageshow', e => { if (e.persisted) leaving = false; });
  addEventListener('pagehide', () => { if (dirty && !leaving) navigator.sendBeacon(form.dataset.autosave, new FormData(form)); });
  addEventListener('beforeunload', e => { if (dirty && !leaving && !navigator.onLine) e.preventDefault(); });

  // The session: a warning two minutes before it ends; the button keeps it
  const idle = Number(form.dataset.idle);
  setInterval(() => {
    const quiet = (Date.now() - contact) / 1000;
    if (quiet > idle - WARN && $('kept-out').hidden) hide('kept-session', false);
  }, 5000);
  document.addEventListener('htmx:afterRequest', e => { if (e.detail.successful) { contact = Date.now(); hide('kept-session', true); } });
  document.querySelector('[data-stay]').addEventListener('click', () => { dirty = true; save(); });
})();
