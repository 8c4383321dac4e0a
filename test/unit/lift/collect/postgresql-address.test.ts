import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { MeridianError } from '../../../../server/errors.ts';
import { readPostgresqlAddress } from '../../../../server/lift/collect/postgresql-address.ts';

const read = (address: string) => readPostgresqlAddress(new URL(address));

describe('readPostgresqlAddress', () => {
  it('reads all parts, and shows an address without user and password', () => {
    const { client, schema, shown, timeout } = read(
      'postgresql://a%40b:p%2Fw@db.example.org:5433/om%20op?schema=cdm&timeout=60',
    );
    assert.equal(shown, 'postgresql://db.example.org:5433/om%20op');
    assert.equal(schema, 'cdm');
    const { host, port, user, password, database, ssl } = client;
    assert.deepEqual(
      { host, port, user, password, database, ssl, timeout },
      {
        host: 'db.example.org',
        port: 5433,
        user: 'a@b',
        password: 'p/w',
        database: 'om op',
        ssl: true,
        timeout: 60_000,
      },
    );
  });

  it('leaves user and password to the driver where they are left out', () => {
    const { client, schema } = read('postgresql://localhost/omop');
    assert.ok(!('user' in client) && !('password' in client));
    assert.equal(client.port, 5432);
    assert.equal(schema, 'public');
  });

  it('encrypts unless the host is this machine, or the address says otherwise', () => {
    const ssl = (address: string) => read(address).client.ssl;
    for (const host of ['localhost', '127.0.0.1', '[::1]', '%2Fvar%2Frun'])
      assert.equal(ssl(`postgresql://${host}/db`), false, host);
    assert.equal(ssl('postgresql://db/x'), true);
    assert.deepEqual(ssl('postgresql://db/x?sslmode=require'), { rejectUnauthorized: false });
    assert.equal(ssl('postgresql://db/x?sslmode=disable'), false);
    assert.equal(ssl('postgresql://localhost/x?sslmode=verify-full'), true);
  });

  it('says what is wrong with an address, without its password', () => {
    const wrong = ['/', '/db?schema=a&mode=b', '/db?timeout=soon', '/db?timeout=0', '/db?sslmode=maybe'];
    for (const end of wrong) {
      assert.throws(
        () => read(`postgresql://ann:sesame@db${end}`),
        (error) => {
          assert.ok(error instanceof MeridianError);
          assert.equal(error.code, 'bad-request');
          assert.doesNotMatch(JSON.stringify([error, error.message]), /sesame|ann/);
          return true;
        },
      );
    }
  });
});
