import { describe, expect, it } from '@jest/globals';
import { ConfigError } from '#hub/service-kit';
import { reasonOf } from './reason-of.js';

const said = (code: string, more: object = {}) => reasonOf(Object.assign(new Error(`${code}: no`), { code, ...more }));

describe('why the hub does not start', () => {
  it.each([
    [said('EADDRINUSE', { address: '127.0.0.1', port: 3000 }), /Cổng 127\.0\.0\.1:3000 .* in use/],
    [said('ENOTFOUND', { hostname: 'bogus.host' }), /MQTT_HOST: .*"bogus\.host"/],
    [said('EADDRNOTAVAIL', { address: '10.9.9.9' }), /10\.9\.9\.9/],
    [said('EACCES', { path: '/srv/data/log' }), /^DATA_DIR: \/srv\/data\/log: không có quyền/],
    [said('EROFS', { path: '/srv/data/log' }), /read-only/],
    [said('ENOTDIR', { path: '/etc/hostname/log' }), /not a folder/],
    [reasonOf(new ConfigError('HTTP_PORT: phải là một số')), /^HTTP_PORT: phải là một số$/],
  ])('is said in one line: %s', (line, says) => {
    expect(line).toMatch(says);
    expect(line).not.toContain('\n');
  });

  it('is shown with its stack where nobody knows it', () => {
    expect(reasonOf(new TypeError('x is not a function'))).toMatch(/TypeError: x is not a function\n +at /);
  });
});
