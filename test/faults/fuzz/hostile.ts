import fc from 'fast-check';

/** Texts that have broken somebody's server somewhere. */
const TEXTS = [
  ...[
    '',
    ' ',
    '\t\r\n',
    'x'.repeat(300),
    'x'.repeat(5000),
    '\u0000',
    'a\u0000b',
    '\ud800',
    '\u202eevil',
    '🦀'.repeat(60),
  ],
  ...["' OR 1=1 --", '"; DROP TABLE person; --', "1' UNION SELECT * FROM session --", '%', '_', '\\', '*', '%_%'],
  ...['../../../../etc/passwd', '..\\..\\windows', '/etc/passwd', 'file:///etc/passwd', '%2e%2e%2f', '%00', '%zz', '%'],
  ...['<script>alert(1)</script>', '<img src=x onerror=alert(1)>', '${7*7}', '{{7*7}}', '#{7*7}', '=1+1', '@SUM(1)'],
  ...[
    '__proto__',
    'constructor',
    'prototype',
    'toString',
    'hasOwnProperty',
    'null',
    'undefined',
    'NaN',
    'true',
    '[object Object]',
  ],
  ...['-1', '0', '1e309', '-Infinity', '9007199254740993', '99999999999999999999', '0x10', '1.5', '1,5', '٣'],
  ...[
    'a\r\nset-cookie: x=1',
    'Tên có dấu'.normalize('NFD'),
    'Thôn Đông',
    'nobody',
    'admin',
    '*',
    '1970-01-01',
    '2026-13-40',
  ],
];
export const hostileText = fc.oneof(
  { weight: 4, arbitrary: fc.constantFrom(...TEXTS) },
  { weight: 1, arbitrary: fc.string({ unit: 'binary', maxLength: 40 }) },
);

const nested = (depth: number, end: unknown): unknown => (depth === 0 ? end : { a: nested(depth - 1, [end]) });

/** Anything that JSON can say where something else was wanted. */
export const hostileValue: fc.Arbitrary<unknown> = fc.oneof(
  { weight: 4, arbitrary: hostileText },
  {
    weight: 4,
    arbitrary: fc.constantFrom<unknown>(
      ...[null, true, false, 0, -0, -1, 1.5, 1e308, -1e308, 2 ** 53, 2 ** 63, 5e-324, 1_700_000_000_000],
      ...[[], {}, [[]], [null], [{}], nested(200, 1), Array.from({ length: 2000 }, () => 0)],
      ...[
        { toString: 1 },
        { constructor: { prototype: {} } },
        { length: -1 },
        { $gt: '' },
        { type: 'Buffer', data: [1] },
      ],
    ),
  },
  { weight: 1, arbitrary: fc.jsonValue({ maxDepth: 3 }) },
);

/** Bodies that are no JSON, or not what they say they are. */
export const hostileBody: fc.Arbitrary<{ type: string; text: string }> = fc.record({
  type: fc.constantFrom(
    ...[
      'application/json',
      'application/json; charset=utf-7',
      'application/json;charset=x',
      'text/plain',
      'APPLICATION/JSON',
    ],
    ...[
      'application/x-www-form-urlencoded',
      'multipart/form-data; boundary=x',
      'application/geo+json',
      'text/csv',
      'x',
    ],
  ),
  text: fc.oneof(
    fc.constantFrom(
      ...[
        '',
        '{',
        '[',
        '"',
        'null',
        '0',
        'nul',
        '{}{}',
        '{"a":1,}',
        '{"__proto__":{"admin":true}}',
        '\ufeff{}',
        'a=1&b[c]=2',
      ],
      ...[
        '[' + '['.repeat(5000),
        '{"a":'.repeat(3000),
        '{"a":1e99999}',
        '{"id":"\\ud800"}',
        `{"${'k'.repeat(9000)}":1}`,
      ],
      ...['id;name\n1;"', 'a,b\n"', '{"type":"FeatureCollection","features":[null]}', '--x\r\n\r\n--x--'],
    ),
    fc.string({ unit: 'binary', maxLength: 200 }),
  ),
});

/** What a request may say beside what it asks. */
export const hostileHeaders = (ids: fc.Arbitrary<string>): fc.Arbitrary<Record<string, string>> =>
  fc
    .subarray(
      [
        ...[
          ['accept', 'text/html'],
          ['accept', 'image/*;q=x'],
          ['accept-language', 'xx;q=9'],
          ['accept-encoding', 'br, x'],
        ],
        ...[
          ['x-forwarded-for', '203.0.113.1, <script>'],
          ['x-forwarded-proto', 'https, ftp'],
          ['x-forwarded-host', 'evil.example'],
        ],
        ...[
          ['x-http-method-override', 'DELETE'],
          ['range', 'bytes=-99999999999'],
          ['if-none-match', '*'],
          ['user-agent', ''],
        ],
        ...[
          ['if-modified-since', 'never'],
          ['content-encoding', 'gzip'],
          ['authorization', 'Basic !!!'],
        ],
        ...[
          ['cookie', 'hub_session=; hub_session=%00; __Host-hub_session==; a'],
          ['referer', 'javascript:alert(1)'],
        ],
      ] as [string, string][],
      { maxLength: 3 },
    )
    .chain((pairs) =>
      fc
        .option(
          ids.map((id) => id.replace(/[^\x20-\x7e]/g, '?')),
          { freq: 1 },
        )
        .map((household) =>
          Object.fromEntries(household === null ? pairs : [...pairs, ['x-acting-for', household] as const]),
        ),
    );
