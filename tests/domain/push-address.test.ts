import { isPublicAddress, isPushAddress } from '../../platform/web-push/push-address';

const INSIDE = [
  'http://push.example/x',
  'https://127.0.0.1/x',
  'https://localhost/x',
  'https://10.1.2.3/x',
  'https://172.16.0.1/x',
  'https://192.168.1.1/x',
  'https://169.254.169.254/latest/meta-data',
  'https://100.64.0.1/x',
  'https://0.0.0.0/x',
  'https://2130706433/x',
  'https://0x7f000001/x',
  'https://127.1/x',
  'https://[::1]/x',
  'https://[::ffff:10.0.0.1]/x',
  'https://[fe80::1]/x',
  'https://[fc00::1]/x',
  'https://[2002:7f00:1::]/x',
  'https://user:pass@push.example/x',
  'https://push.example:8443/x',
  'https://temporal/x',
  'https://db.internal/x',
  'https://printer.local./x',
  'ftp://push.example/x',
  'not an address',
];

test.each(INSIDE)('%s is no push service', (endpoint) => {
  expect(isPushAddress(endpoint, { loopback: false })).toBe(false);
});

test.each([
  'https://fcm.googleapis.com/fcm/send/x',
  'https://updates.push.services.mozilla.com/wpush/v2/x',
])('%s is one', (endpoint) => expect(isPushAddress(endpoint, { loopback: false })).toBe(true));

test.each(['8.8.8.8', '2606:4700:4700::1111'])('%s is public', (address) => {
  expect(isPublicAddress(address)).toBe(true);
});

test.each(['::ffff:8.8.8.8', '64:ff9b::7f00:1', 'fe80::1', '::', '255.255.255.255', 'x'])(
  '%s is not',
  (address) => expect(isPublicAddress(address)).toBe(false),
);

test('this machine is one only where tests say so', () => {
  for (const endpoint of ['http://127.0.0.1:9/x', 'https://localhost:9/x']) {
    expect(isPushAddress(endpoint, { loopback: true })).toBe(true);
  }
  expect(isPushAddress('http://10.0.0.1:9/x', { loopback: true })).toBe(false);
});
