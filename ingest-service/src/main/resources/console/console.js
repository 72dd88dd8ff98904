// The console: shows what the service says. All texts go into the page as text nodes.
const API = 'console/api/';
const EVERY_MS = 2000;
const TRY_EVERY_MS = 500;
const TRY_AT_MOST_MS = 120000;
const VIEWS = ['flow', 'find', 'health', 'try'];
const numbers = new Intl.NumberFormat('en');

const byId = (id) => document.getElementById(id);

/** An element with texts and elements in it; attributes are set as attributes. */
function make(name, attributes, ...children) {
  const element = document.createElement(name);
  fill(element, attributes, children);
  return element;
}

function makeSvg(name, attributes, ...children) {
  const element = document.createElementNS('http://www.w3.org/2000/svg', name);
  fill(element, attributes, children);
  return element;
}

function fill(element, attributes, children) {
  for (const [key, value] of Object.entries(attributes)) {
    element.setAttribute(key, value);
  }
  element.append(...children.filter((child) => child !== ''));
}

/** Changes the page only where it says something else: a reader's place and focus stay. */
function show(element, ...children) {
  const next = make('div', {}, ...children);
  const same = next.childNodes.length === element.childNodes.length
      && [...next.childNodes].every((node, i) => node.isEqualNode(element.childNodes[i]));
  if (!same) {
    element.replaceChildren(...next.childNodes);
  }
}

function notice(text) {
  if (byId('notice').textContent !== text) {
    byId('notice').textContent = text;
  }
}

async function ask(path, options) {
  const answer = await fetch(API + path, {cache: 'no-store', credentials: 'same-origin', ...options});
  const body = await answer.json();
  if (!answer.ok && !body.answer) {
    throw new Error(body.detail || 'The service answered ' + answer.status);
  }
  return body;
}

const count = (value) => numbers.format(value || 0);

function rate(value, seconds) {
  const perSecond = (value || 0) / seconds;
  const digits = perSecond >= 100 ? 0 : perSecond >= 1 ? 1 : 3;
  return perSecond.toLocaleString('en', {maximumFractionDigits: digits}) + '/s';
}

function time(text) {
  return text ? text.replace('T', ' ').replace('Z', '') : '';
}

function ago(text, now) {
  if (!text) {
    return '';
  }
  const seconds = Math.max(0, Math.round((Date.parse(now) - Date.parse(text)) / 1000));
  const [value, unit] = seconds < 120 ? [seconds, 's'] : seconds < 7200
      ? [Math.round(seconds / 60), 'min'] : [Math.round(seconds / 3600), 'h'];
  return time(text) + ' (' + value + ' ' + unit + ' ago)';
}

function table(element, heads, rows) {
  const head = make('tr', {}, ...heads.map(([name, kind]) => make('th', {scope: 'col', class: kind}, name)));
  const body = rows.map((row) => make('tr', {}, ...row.map((cell, i) => make('td', {class: heads[i][1]}, cell))));
  show(element, make('thead', {}, head), make('tbody', {}, ...body));
}

// ---- flow

function step(title, value, lines, left) {
  const item = make('li', {}, make('h3', {}, title), make('p', {class: 'count'}, value));
  lines.filter((line) => line).forEach((line) => item.append(make('p', {class: 'soft'}, line)));
  if (left.length) {
    item.append(make('ul', {class: 'left', 'aria-label': 'Left the flow here'},
        ...left.map((text) => make('li', {}, text))));
  }
  return item;
}

function change(now, before) {
  if (!before) {
    return '';
  }
  const difference = (now || 0) - before;
  return (difference < 0 ? '−' : '+') + count(Math.abs(difference))
      + ' against ' + count(before) + ' at the same time yesterday';
}

function causes(list, total, word) {
  return list.filter((cause) => cause.count).map((cause) => count(cause.count) + ' ' + word + ' ' + cause.name);
}

function acceptedStep(service) {
  const now = service.counts;
  const left = causes(service.rejected_by_code, now.rejected, 'rejected:');
  if (now.unacknowledged) {
    left.push(count(now.unacknowledged) + ' not acknowledged by Kafka in time');
  }
  return step('Accepted', count(now.accepted), [
    rate(now.accepted, service.seconds),
    'By this instance; ' + count(service.all.accepted) + ' since its start at ' + time(service.since)
        + (service.whole ? '' : ', which is after this time began')], left);
}

function committedStep(log) {
  const now = log.counts;
  const records = (now.rows || 0) + (now.dead_letters || 0) + (now.duplicates || 0) + (now.lost || 0);
  const left = causes(log.dead_letters_by_reason, now.dead_letters, 'dead letters:');
  if (now.duplicates) {
    left.push(count(now.duplicates) + ' duplicates');
  }
  if (now.lost) {
    left.push(count(now.lost) + ' lost');
  }
  return step('Committed', count(records), [
    rate(records, log.seconds) + ' in ' + count(now.commits) + ' commits',
    'By all instances; ' + count(now.rows) + ' became rows'], left);
}

function queryableStep(log) {
  const waiting = (log.counts.rows || 0) - log.counts.queryable;
  return step('Queryable', count(log.counts.queryable), [
    rate(log.counts.queryable, log.seconds),
    waiting ? count(waiting) + ' rows are not published yet' : 'All rows of this time are published',
    change(log.counts.rows, log.day_before && log.day_before.rows)], []);
}

function showFlow(flow) {
  const log = flow.log;
  const steps = [acceptedStep(flow.service)];
  if (!log) {
    show(byId('flow-scope'), 'This service follows no commit log: receipts.pipeline is empty.');
    show(byId('flow-steps'), ...steps);
    byId('flow-plot').hidden = true;
    return;
  }
  steps.push(
      step('In Kafka', count(log.all.in_flight), ['Offsets that are not committed yet, now',
        'All instances, all lanes'], []),
      committedStep(log), queryableStep(log));
  show(byId('flow-scope'), scope(flow, log));
  show(byId('flow-steps'), ...steps);
  const all = log.all;
  show(byId('flow-account'), 'Since ' + (time(log.since) || 'the start') + ': ' + count(all.accepted)
      + ' accepted = ' + count(all.rows) + ' rows + ' + count(all.dead_letters) + ' dead letters + '
      + count(all.duplicates) + ' duplicates + ' + count(all.lost) + ' lost + ' + count(all.expired)
      + ' expired + ' + count(all.in_flight)
      + ' in flight. Difference: ', make('span', {class: log.difference ? 'bad' : 'good'}, count(log.difference)));
  showPoints(log.points);
  show(byId('types-scope'), 'Since ' + (time(log.since) || 'the start') + ', ' + log.types.length + ' of '
      + log.type_count + ' types, those with the most records first.');
  table(byId('types'), [['Type', 'text'], ['Rows', 'number'], ['Duplicates', 'number']],
      log.types.map((type) => [type.event_type, count(type.rows), count(type.duplicates)]));
}

function scope(flow, log) {
  const parts = ['From ' + time(flow.from) + ' until now.'];
  if (log.since && !log.whole) {
    parts.push('The log was read from ' + time(log.since) + ' on'
        + (log.day_read ? '.' : '; the day before is being read.'));
  }
  parts.push(stateText(log));
  return parts.join(' ');
}

function stateText(log) {
  return {
    following: 'The commit log ' + log.topic + ' is followed.',
    starting: 'The service just started, and reads the commit log ' + log.topic + '.',
    no_log: 'There is no commit log ' + log.topic + ' yet: no pipeline ran.',
    failed: 'The commit log ' + log.topic + ' cannot be read now: ' + (log.why || '') + '. Numbers are old.',
  }[log.state] || log.state;
}

const others = (point) => (point.dead_letters || 0) + (point.duplicates || 0) + (point.lost || 0);

function showPoints(points) {
  const most = Math.max(1, ...points.map((point) => (point.rows || 0) + others(point)));
  const bars = points.flatMap((point, i) => {
    const rows = Math.max(0, point.rows || 0) / most * 100;
    const left = Math.max(0, others(point)) / most * 100;
    return [
      makeSvg('rect', {class: 'rows', x: i, width: 0.9, y: 100 - rows, height: rows}),
      makeSvg('rect', {class: 'others', x: i, width: 0.9, y: 100 - rows - left, height: left})];
  });
  const label = 'Bars of ' + points.length + ' parts of the time. The highest is ' + count(most) + ' records.';
  show(byId('plot'), makeSvg('svg', {class: 'plot', viewBox: '0 0 ' + points.length + ' 100',
    preserveAspectRatio: 'none', role: 'img', 'aria-label': label}, ...bars));
  table(byId('points'), [['From', 'text'], ['Rows', 'number'], ['Dead letters', 'number'],
    ['Duplicates', 'number'], ['Lost', 'number']], points.map((point) => [time(point.from), count(point.rows),
    count(point.dead_letters), count(point.duplicates), count(point.lost)]));
  byId('flow-plot').hidden = false;
}

// ---- find

const MARKS = {done: '✓ done', waiting: '… waiting', left: '✗ left', unknown: '? not known'};

function stepItem(name, state, at, text) {
  const kind = {done: 'good', waiting: 'warn', left: 'bad'}[state] || 'soft';
  return make('li', {}, make('h3', {}, name), make('p', {class: kind}, MARKS[state]),
      at ? make('p', {}, time(at)) : '', text ? make('p', {class: 'soft'}, text) : '');
}

function sqlBlocks(list) {
  return list.flatMap((sql) => [make('h3', {}, sql.engine), make('pre', {tabindex: '0'}, sql.text)]);
}

function showFound(found) {
  const receipt = found.receipt;
  const notes = [];
  if (receipt.former_topic_ids) {
    notes.push(make('p', {class: 'warn'}, 'The topic was recreated: '
        + receipt.former_topic_ids.length + ' former incarnations had a record at this position too.'));
  }
  if (receipt.files) {
    notes.push(make('p', {}, 'Files that can hold it, ' + receipt.files.length + ' of ' + receipt.file_count + ':'),
        make('pre', {tabindex: '0'}, receipt.files.join('\n')));
  }
  show(byId('found'), make('p', {class: 'account'}, receipt.receipt + ' is ' + receipt.state.replaceAll('_', ' ')),
      make('ol', {class: 'steps'},
          ...found.steps.map((one) => stepItem(one.name, one.state, one.at, one.text))),
      ...notes, ...sqlBlocks(found.sql));
}

let wanted = '';

/** Looks again while the event is on its way. */
async function find(receipt) {
  wanted = receipt;
  try {
    const found = await ask('find/' + encodeURIComponent(receipt));
    if (wanted === receipt) {
      showFound(found);
      wanted = found.steps.some((one) => one.state === 'waiting') ? receipt : '';
    }
  } catch (problem) {
    if (wanted === receipt) {
      wanted = '';
      show(byId('found'), make('p', {class: 'bad', role: 'alert'}, problem.message));
    }
  }
}

// ---- health

function facts(pairs) {
  show(byId('health-facts'), ...pairs.flatMap(([name, value, kind]) =>
    [make('dt', {}, name), make('dd', {class: kind || ''}, value)]));
}

function showHealth(health) {
  const log = health.log;
  const kafka = health.kafka;
  const pairs = [['Kafka', kafka.ready ? 'takes events' : 'does not take events', kafka.ready ? 'good' : 'bad'],
    ['Requests', kafka.refusing ? 'are refused at once' : 'are accepted', kafka.refusing ? 'bad' : 'good'],
    ['Waiting for Kafka', count(kafka.pending_bytes) + ' bytes']];
  if (!log) {
    facts([...pairs, ['Commit log', 'is not followed: receipts.pipeline is empty', 'warn']]);
    return;
  }
  facts([...pairs,
    ['Commit log', stateText(log), log.state === 'following' ? 'good' : 'bad'],
    ['Newest commit', ago(log.newest_commit_at, health.now) || 'none'],
    ['Commits read', count(log.commits) + ', the newest state is ' + log.sequence],
    ['Not published', count(log.unpublished_commits) + ' commits', log.unpublished_commits ? 'warn' : 'good'],
    ['In flight', count(log.in_flight) + ' offsets'],
    ['Difference', count(log.difference) + ' records', log.difference ? 'bad' : 'good']]);
  show(byId('differences'), log.differences.length ? make('ul', {class: 'bad'},
      ...log.differences.map((one) => make('li', {}, one.text))) : '');
  show(byId('lanes-scope'), log.lanes.length + ' of ' + log.lane_count + ' lanes, those furthest behind first.');
  table(byId('lanes'), [['Topic', 'text'], ['Partition', 'number'], ['Lag', 'number'], ['Committed', 'number'],
    ['Published', 'number'], ['End', 'number'], ['Newest committed record', 'text'], ['Topic ID', 'text']],
  log.lanes.map((lane) => [lane.topic, String(lane.partition), lane.lag === undefined ? 'not known' : count(lane.lag),
    count(lane.committed), count(lane.published), lane.end === undefined ? 'not known' : count(lane.end),
    ago(lane.newest_record_at, health.now), lane.topic_id]));
}

// ---- try it

let tries = 0;

function newId() {
  return 'console-' + Date.now().toString(36) + '-'
      + crypto.getRandomValues(new Uint32Array(2)).join('-');
}

async function tryIt() {
  const mine = ++tries;
  const sent = new Date();
  const done = [['Sent', sent.toISOString(), 'From this browser; its own clock']];
  const names = ['Sent', 'Received', 'In Kafka', 'Committed', 'Queryable'];
  const paint = (state, text, sql) => {
    if (mine === tries) {
      const items = names.map((name, i) => i < done.length ? stepItem(name, 'done', done[i][1], done[i][2])
          : stepItem(name, i === done.length ? state : 'unknown', '', i === done.length ? text : ''));
      show(byId('tried'), make('ol', {class: 'steps'}, ...items), ...sqlBlocks(sql || []));
    }
  };
  paint('waiting', '');
  try {
    const event = {event_type: byId('try-type').value, data: JSON.parse(byId('try-data').value)};
    if (byId('try-id').value) {
      event.id = byId('try-id').value;
    }
    const result = await ask('try',
        {method: 'POST', headers: {'Content-Type': 'application/json'}, body: JSON.stringify(event)});
    const one = result.answer.events && result.answer.events[0];
    if (!one || !one.receipt) {
      throw new Error(one && one.error ? one.error.message : result.answer.detail);
    }
    done.push(['Received', new Date(result.received_at).toISOString(), 'By the service; checked and accepted'],
        ['In Kafka', new Date(result.answered_at).toISOString(), 'Kafka acknowledged it: receipt ' + one.receipt]);
    paint('waiting', '');
    await follow(one.receipt, sent, mine, done, paint);
  } catch (problem) {
    paint('left', problem.message);
  }
  byId('try-id').value = newId();
}

async function follow(receipt, sent, mine, done, paint) {
  const end = Date.now() + TRY_AT_MOST_MS;
  while (mine === tries && Date.now() < end) {
    const found = await ask('find/' + encodeURIComponent(receipt)).catch(() => undefined);
    const state = found && found.receipt.state;
    const [, committed, outcome] = found ? found.steps : [];
    if (committed && committed.state === 'done' && done.length === 3) {
      done.push(['Committed', committed.at || '', committed.text]);
    }
    if (state === 'queryable') {
      done.push(['Queryable', new Date().toISOString(),
        'Seen ' + numbers.format((Date.now() - sent) / 1000) + ' s after it was sent']);
      paint('done', '', found.sql);
      return;
    }
    if (outcome && outcome.state === 'left') {
      paint('left', outcome.text, found.sql);
      return;
    }
    paint('waiting', committed ? committed.text : '');
    await new Promise((next) => setTimeout(next, TRY_EVERY_MS));
  }
  paint('waiting', 'Not queryable after ' + TRY_AT_MOST_MS / 1000 + ' s: look for ' + receipt + ' in Find later');
}

// ---- views

let view = '';
let asked = 0;

async function refresh() {
  const mine = ++asked;
  const of = view;
  try {
    if (of === 'flow' && !byId('pause').checked) {
      const flow = await ask('flow?window=' + byId('window').value);
      if (mine === asked) {
        showFlow(flow);
      }
    } else if (of === 'health') {
      const health = await ask('health');
      if (mine === asked) {
        showHealth(health);
      }
    } else if (of === 'find' && wanted) {
      await find(wanted);
    }
    notice('');
  } catch (problem) {
    notice('Nothing new: ' + problem.message);
  }
}

function route() {
  const [name, ...rest] = location.hash.slice(1).split('/');
  if (name === 'main') {
    return;
  }
  view = VIEWS.includes(name) ? name : 'flow';
  for (const one of VIEWS) {
    byId('view-' + one).hidden = one !== view;
  }
  for (const link of document.querySelectorAll('nav a')) {
    if (link.hash === '#' + view) {
      link.setAttribute('aria-current', 'page');
    } else {
      link.removeAttribute('aria-current');
    }
  }
  document.title = byId('title-' + view).textContent + ' · Tributary console';
  if (view === 'find' && rest.length) {
    let receipt = rest.join('/');
    try {
      receipt = decodeURIComponent(receipt);
    } catch {
      // it is looked for as it stands
    }
    byId('receipt').value = receipt;
    wanted = receipt;
  }
  refresh();
}

byId('find-form').addEventListener('submit', (event) => {
  event.preventDefault();
  const hash = '#find/' + encodeURIComponent(byId('receipt').value.trim());
  if (location.hash === hash) {
    route();
  } else {
    location.hash = hash;
  }
});
byId('try-form').addEventListener('submit', (event) => {
  event.preventDefault();
  tryIt();
});
byId('window').addEventListener('change', refresh);
addEventListener('hashchange', route);
byId('try-id').value = newId();
route();
setInterval(() => {
  if (!document.hidden) {
    refresh();
  }
}, EVERY_MS);
