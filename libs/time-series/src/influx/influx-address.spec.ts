import { describe, expect, it } from '@jest/globals';
import { parseInfluxUrl } from './influx-address.js';

describe('INFLUX_URL', () => {
  it('names host, port, database, and who asks', () => {
    expect(parseInfluxUrl('http://127.0.0.1:8086/commune')).toEqual({
      protocol: 'http',
      host: '127.0.0.1',
      port: 8086,
      username: '',
      password: '',
      database: 'commune',
    });
    expect(parseInfluxUrl('https://hub:p%40ss%2Fword@influx.example/xa%20y%C3%AAn')).toEqual({
      protocol: 'https',
      host: 'influx.example',
      port: 443,
      username: 'hub',
      password: 'p@ss/word',
      database: 'xa yên',
    });
  });

  it.each(['http://127.0.0.1:8086', 'http://127.0.0.1:8086/', 'http://h:8086/a/b', 'ftp://h/a', 'commune', ''])(
    'is wrong as "%s"',
    (text) => expect(() => parseInfluxUrl(text)).toThrow('INFLUX_URL'),
  );

  it('is not repeated by the error, for it may hold a password', () => {
    expect(() => parseInfluxUrl('http://hub:secret@h:8086')).toThrow(/^(?!.*secret)/);
  });
});
