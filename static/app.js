// Improvements only: every page reads, navigates and submits without this file.
// Everything listens on the document, so that what htmx puts into the page behaves the same.
(() => {
  const $ = (s, r = document) => r.querySelector(s), $$ = (s, r = document) => [...r.querySelectorAll(s)];
  const on = (type, f, options) => document.addEventListener(type, f, options);

  // The double focus ring of Bootstrap Italia only for the keyboard
  on('mousedown', e => e.target.closest('a,button,input,select,summary')?.setAttribute('data-focus-mouse', 'true'));
  on('focusout', e => e.target.removeAttribute?.('data-focus-mouse'));

  // Ctrl+K opens the search; Ctrl+Enter sends the form one is writing in
  on('keydown', e => {
    if (!(e.ctrlKey || e.metaKey)) return;
    if (e.key.toLowerCase() === 'k' && $('#find')) { e.preventDefault(); openFind(); }
    if (e.key !== 'Enter') return;
    const form = e.target.closest?.('form[method=post]');
    if (!nextSection(form, e.target)) form?.requestSubmit();
  });

  // A long form in sections: Ctrl+Enter goes to the next one, from the last one it sends; the score is said on leaving
  const field = 'input:not([type=hidden]),textarea,select,button';
  const nextSection = (form, here) => {
    if (!form?.matches('[data-sections]')) return false;
    const all = $$('[data-section]', form), next = all[all.indexOf(here.closest('[data-section]')) + 1];
    const to = next && ($('input[type=radio]:checked', next) ?? $(field, next));
    to?.focus();
    return Boolean(to);
  };
  on('focusout', e => {
    const section = e.target.closest?.('[data-section]'), said = $('#section-said');
    if (!section || !said || !e.relatedTarget || section.contains(e.relatedTarget)) return;
    const score = $('.score', section);
    if (score) said.textContent = `${$('h3', section).textContent}: ${score.textContent.trim()}`;
  });

  // The search as a combobox: the focus stays in the field, the arrows choose among the results
  const find = $('#find'), findQ = $('#find-q'), findList = $('#find-list');
  const options = () => find ? $$('[role=option]', findList) : [];
  const choose = to => {
    options().forEach(o => o.setAttribute('aria-selected', o === to));
    if (to) { findQ.setAttribute('aria-activedescendant', to.id); to.scrollIntoView({ block: 'nearest' }); }
    else findQ.removeAttribute('aria-activedescendant');
  };
  const openFind = () => {
    if (find.open) return;
    find.showModal(); findQ.focus(); findQ.select(); htmx.trigger(findQ, 'find');
  };
  on('click', e => { if (e.target.closest?.('.top .find kbd')) openFind(); if (e.target === find) find.close(); });
  findQ?.addEventListener('keydown', e => {
    const all = options(), here = all.findIndex(o => o.getAttribute('aria-selected') === 'true');
    if (e.key === 'ArrowDown' || e.key === 'ArrowUp') {
      e.preventDefault();
      if (all.length) choose(all[(here + (e.key === 'ArrowDown' ? 1 : here < 0 ? 0 : -1) + all.length) % all.length]);
    } else if (e.key === 'Enter') {
      e.preventDefault();
      if (here >= 0) all[here].click(); else location.assign(findQ.getAttribute('hx-get') + '?q=' + encodeURIComponent(findQ.value));
    }
  });
  on('htmx:afterSwap', e => { if (e.detail.target === findList) { findQ.setAttribute('aria-expanded', options().length > 0); choose(null); } });
  ['htmx:responseError', 'htmx:sendError'].forEach(t => on(t, e => { if (e.detail.target === findList) findList.textContent = findList.dataset.error; }));

  // J / K move in a list, X selects, A does the action of the row: only while the focus is already in the list, and
  // only where the person has not switched the keys off (WCAG 2.1.4)
  on('keydown', e => {
    const list = e.target.closest?.('[data-keys]');
    if (!list || 'keysOff' in document.body.dataset || e.ctrlKey || e.metaKey || e.altKey || e.target.matches('input:not([type=checkbox]),select,textarea')) return;
    const links = $$('[data-row]', list), row = e.target.closest('tr,li');
    if (e.key === 'x') $('[data-one]', row ?? list)?.click();
    if (e.key === 'X' && row) range(list, row);
    if (e.key === 'a' && row) $('[data-act]', row)?.click();
    if (!['j', 'k'].includes(e.key)) return;
    const here = links.findIndex(a => a === document.activeElement || (row && row.contains(a)));
    links[Math.max(0, Math.min(links.length - 1, here + (e.key === 'j' ? 1 : -1)))]?.focus();
  });

  // J / K on the page of one thing go to the next and to the previous one, as the links of the page do
  on('keydown', e => {
    if (!['j', 'k'].includes(e.key) || 'keysOff' in document.body.dataset || e.ctrlKey || e.metaKey || e.altKey) return;
    if (e.target.closest?.('[data-keys],input,select,textarea,[contenteditable]')) return;
    $(`[data-between] [data-key=${e.key}]`)?.click();
  });

  // In the sections of a case G and a letter goes to one, N adds a note; ? tells the keys: off with the same switch
  const PLACES = { n: 'nucleo', r: 'requisiti', v: 'valutazione', i: 'piano', p: 'importo', d: 'documenti', c: 'cronologia' };
  let going = 0;
  on('keydown', e => {
    if ('keysOff' in document.body.dataset || e.ctrlKey || e.metaKey || e.altKey || e.target.closest?.('input,select,textarea,dialog')) return;
    if (e.key === '?' && document.body.dataset.keysHelp) { location.assign(document.body.dataset.keysHelp); return; }
    const nav = e.target.closest?.('[data-spy]');
    if (!nav) return;
    const to = Date.now() - going < 1500 && $(`a[href="#${PLACES[e.key]}"]`, nav);
    going = e.key === 'g' ? Date.now() : 0;
    if (to) { to.click(); to.focus(); } else if (e.key === 'n') $('[data-note]')?.click();
  });

  // Shift+X chooses from the last row chosen to this one
  const range = (list, row) => {
    const boxes = $$('[data-one]', list), to = boxes.indexOf($('[data-one]', row));
    const from = boxes.map(b => b.checked).lastIndexOf(true, to);
    boxes.slice(Math.max(from, 0), to + 1).forEach(b => { b.checked = true; });
    if (boxes[to]) boxes[to].dispatchEvent(new Event('change', { bubbles: true }));
  };

  // Rows chosen together, with the bar of what can be done to them
  const sync = table => {
    const all = $('[data-all]', table), one = $$('[data-one]', table), bar = $('#' + table.dataset.select);
    const n = one.filter(c => c.checked).length;
    if (all) { all.checked = n > 0 && n === one.length; all.indeterminate = n > 0 && n < one.length; }
    if (bar) { bar.hidden = n === 0; const out = $('[data-n-sel]', bar); if (out) out.textContent = $('[data-every]', bar)?.checked ? $('[data-every]', bar).dataset.every : n; }
    one.forEach(c => c.closest('tr').setAttribute('aria-selected', c.checked));
  };
  on('change', e => {
    if (e.target.matches?.('[data-every]')) $$('table[data-select]').forEach(sync);
    const table = e.target.closest?.('table[data-select]');
    if (!table) return;
    if (e.target.matches('[data-all]')) $$('[data-one]', table).forEach(c => { c.checked = e.target.checked; });
    sync(table);
  });

  // One press, one request: a second press of the same button does nothing until an answer comes.
  // The button stays focusable and keeps its name and value in what is sent.
  const release = form => {
    delete form.dataset.sent;
    $$('[aria-disabled][data-held]', form).forEach(b => { b.removeAttribute('aria-disabled'); delete b.dataset.held; });
  };
  on('submit', e => {
    const form = e.target;
    if (form.method !== 'post') return;
    if (form.dataset.sent) { e.preventDefault(); e.stopImmediatePropagation(); return; }
    form.dataset.sent = '1';
    if (e.submitter) { e.submitter.setAttribute('aria-disabled', 'true'); e.submitter.dataset.held = '1'; }
    setTimeout(() => release(form), 8000);   // a download answers without leaving the page
  }, true);
  addEventListener('pageshow', e => { if (e.persisted) $$('form[data-sent]').forEach(release); });

  // A button that cannot be used now carries its reason beside it; pressing it does nothing
  on('click', e => { if (e.target.closest?.('[aria-disabled=true]')) e.preventDefault(); }, true);

  // Small helpers by attribute; the buttons are hidden in the page and shown here because they need this file
  const reveal = root => $$('[data-print],[data-copy],[data-all]', root).forEach(b => { b.hidden = false; });
  on('click', e => {
    if (e.target.closest?.('[data-print]')) print();
    const copy = e.target.closest?.('[data-copy]');
    if (copy) navigator.clipboard?.writeText($(copy.dataset.copy)?.textContent.trim() ?? '');
  });
  on('change', e => { if (e.target.matches?.('[data-submit]')) e.target.form.requestSubmit(); });

  // A file dropped anywhere on the form goes into its field; the field checks nothing, the server does
  const dropField = e => $('[data-drop]', e.target.closest?.('form') ?? document.createElement('i'));
  on('dragover', e => { const field = dropField(e); if (field) { e.preventDefault(); field.setAttribute('data-over', ''); } });
  on('dragleave', e => dropField(e)?.removeAttribute('data-over'));
  on('drop', e => {
    const field = dropField(e);
    if (!field || !e.dataTransfer.files.length) return;
    e.preventDefault(); field.removeAttribute('data-over');
    field.files = e.dataTransfer.files; field.dispatchEvent(new Event('change', { bubbles: true })); field.focus();
  });

  // The part of a long page one is reading
  const nav = $('[data-spy]');
  if (nav) {
    const links = $$('a[href^="#"]', nav), sections = links.map(a => $(a.hash)).filter(Boolean).sort((a, b) => a.offsetTop - b.offsetTop);
    const spy = () => {
      const now = [...sections].reverse().find(s => s.getBoundingClientRect().top < 180) || sections[0];
      links.forEach(a => (now && a.hash === '#' + now.id) ? a.setAttribute('aria-current', 'true') : a.removeAttribute('aria-current'));
    };
    addEventListener('scroll', spy, { passive: true }); spy();
  }

  // htmx: the region says it is busy; a failed request says so instead of doing nothing
  on('htmx:beforeRequest', e => e.detail.target?.setAttribute('aria-busy', 'true'));
  on('htmx:afterRequest', e => { e.detail.target?.removeAttribute('aria-busy'); $$('form[data-sent]').forEach(release); });
  on('htmx:sendError', () => { const n = $('#offline'); if (n) n.hidden = false; });
  on('htmx:afterRequest', e => { const n = $('#offline'); if (n && e.detail.successful) n.hidden = true; });

  // Nothing moves from under a click: what arrives while the button of the mouse is down waits until it is up.
  // A press without an end (it left the window) holds nothing longer than a second.
  let pressed = 0;
  const held = [];
  const letGo = () => { pressed = 0; held.splice(0).forEach(exchange => exchange()); };
  on('pointerdown', () => { pressed = Date.now(); setTimeout(letGo, 1000); }, true);
  ['pointerup', 'pointercancel'].forEach(t => on(t, () => setTimeout(letGo), true));
  on('htmx:beforeSwap', e => {
    const { target, serverResponse, shouldSwap, xhr } = e.detail;
    if (!shouldSwap || !target.matches('[data-still]') || Date.now() - pressed > 1000 || xhr.status !== 200) return;
    e.detail.shouldSwap = false;
    held.push(() => htmx.swap(target, serverResponse, { swapStyle: 'innerHTML' }));
  });
  // ... and what has grown in such a place does not shrink again under what one is aiming at
  on('htmx:afterSwap', e => {
    const place = e.detail.target ?? e.target;
    if (place.matches?.('[data-still]')) place.style.minHeight = `${Math.max(place.offsetHeight, parseFloat(place.style.minHeight) || 0)}px`;
  });

  // A region exchanged by htmx: the focus stays on the control used, or goes to the button of its menu
  let used = [];
  on('htmx:beforeRequest', e => {
    const here = document.activeElement;
    used = e.detail.elt.contains(here) ? [here.id, here.dataset.back] : [];
  });
  on('htmx:afterSettle', () => {
    if (document.activeElement !== document.body) return;
    used.filter(Boolean).map(id => document.getElementById(id)).find(Boolean)?.focus();
    used = [];
  });

  const ready = root => { $$('table[data-select]', root).forEach(sync); reveal(root); };
  on('htmx:load', e => ready(e.detail.elt));
  ready(document);
  $('[data-focus]')?.focus();
})();
