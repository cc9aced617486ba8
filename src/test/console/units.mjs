// What the console's scripts do without a page: `node units.mjs <folder of the console>`.
import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';

const [, , folder] = process.argv;
const load = async (script) =>
  import(`data:text/javascript,${encodeURIComponent(await readFile(join(folder, script), 'utf8'))}`);
const rules = await load('chat/rule.js');
const { only } = await load('flow/filter.js');

const tests = {
  'a criterion is changed where it stands, and one of the same signal elsewhere is not'() {
    const winBack = {
      all: [{ any: [{ signal: 'hiking', within: 'P90D' }] }],
      none: [{ signal: 'hiking', within: 'P7D' }],
    };
    const left = { group: 'none', at: 0 };
    assert.deepEqual(rules.limit(winBack, left, 'P30D'), {
      ...winBack,
      none: [{ signal: 'hiking', within: 'P30D' }],
    });
    assert.deepEqual(rules.often(winBack, { group: 0, at: 0 }, 2), {
      ...winBack,
      all: [{ any: [{ signal: 'hiking', within: 'P90D', atLeast: 2 }] }],
    });
    assert.deepEqual(rules.dropAt(winBack, left), { ...winBack, none: [] });
    assert.deepEqual(rules.move(winBack, left, 'new').all, [
      { any: [{ signal: 'hiking', within: 'P90D' }] },
      { any: [{ signal: 'hiking', within: 'P7D' }] },
    ]);
    assert.deepEqual(rules.also(winBack, 'hiking').all, [...winBack.all, { any: ['hiking'] }]);
    assert.deepEqual(rules.drop(winBack, 'hiking'), rules.EMPTY);
  },

  'so is an event, and another of the same kind is one more'() {
    const saved = { event: 'ai_item_saved', within: 'P30D' };
    const rule = { all: [{ any: [saved, 'tents'] }], none: [saved] };
    const place = { group: 0, at: 0 };
    assert.deepEqual(rules.only(rule, place, 'category', 'outdoors'), {
      all: [{ any: [{ ...saved, where: { category: 'outdoors' } }, 'tents'] }],
      none: [saved],
    });
    assert.deepEqual(rules.alsoEvent(rule, 'ai_item_saved').all[1], {
      any: [{ event: 'ai_item_saved', within: 'P7D' }],
    });
    const followed = rules.alsoStep(rule, place, { event: 'ai_conversion_completed' });
    assert.deepEqual(followed.all[0].any[0], { sequence: [saved, { event: 'ai_conversion_completed' }] });
    assert.deepEqual(rules.dropStep(followed, place, 1), rule);
  },

  'a criterion moves to another condition, and an empty condition goes'() {
    const rule = { all: [{ any: ['a'] }, { any: ['b', 'c'] }], none: ['d'] };
    assert.deepEqual(rules.move(rule, { group: 0, at: 0 }, '1'), { all: [{ any: ['b', 'c', 'a'] }], none: ['d'] });
    assert.deepEqual(rules.move(rule, { group: 1, at: 1 }, 'none'), {
      all: [{ any: ['a'] }, { any: ['b'] }],
      none: ['d', 'c'],
    });
    assert.deepEqual(rules.move(rule, { group: 1, at: 0 }, 'new').all, [{ any: ['a'] }, { any: ['c'] }, { any: ['b'] }]);
    assert.equal(rules.move(rule, { group: 1, at: 0 }, '1'), rule);
    assert.deepEqual(rules.also(rule, 'd'), { all: [...rule.all, { any: ['d'] }], none: [] });
  },

  'what becomes equal to its neighbour is asked for once'() {
    const rule = { all: [{ any: ['a', { signal: 'a', within: 'P7D' }, 'b'] }], none: [] };
    assert.deepEqual(rules.limit(rule, { group: 0, at: 1 }, '').all, [{ any: ['a', 'b'] }]);
  },

  'a replay of one delivery names its destination'() {
    const one = {
      destination: 'kafka',
      status: 'DELIVERED',
      customerId: 'ann',
      event: 'ai_item_saved',
      createdAt: '2026-11-28T10:00:00.123456Z',
    };
    assert.deepEqual(only(one), {
      destination: 'kafka',
      status: 'delivered',
      customer: 'ann',
      event: 'ai_item_saved',
      since: '2026-11-28T10:00:00.123456Z',
      until: '2026-11-28T10:00:00.124Z',
    });
  },
};

for (const [name, test] of Object.entries(tests)) {
  test();
  console.log(`ok ${name}`);
}
