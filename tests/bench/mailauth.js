// SPDX-License-Identifier: MIT
// mailauth.js MODULES PORT DOMAINS SELECTOR TOKEN INCLUDE: the same four questions answered with mailauth's own readers,
// 64 domains at once: token and SPF record of the apex, the DKIM key, the DMARC record. Prints how many were right.
'use strict';

const { readFileSync } = require('node:fs');
const { Resolver } = require('node:dns').promises;

const [modules, port, list, selector, token, include] = process.argv.slice(2);
const { getPublicKey } = require(`${modules}/mailauth/lib/tools.js`);
const getDmarcRecord = require(`${modules}/mailauth/lib/dmarc/get-dmarc-record.js`);
const AT_ONCE = 64;

const resolver = new Resolver();
resolver.setServers([`127.0.0.1:${port}`]);
const resolve = (name, type) => resolver.resolve(name, type);

async function apex(domain) {
    try {
        const values = (await resolve(domain, 'TXT')).map(strings => strings.join(''));
        const spf = values.filter(value => /^v=spf1( |$)/i.test(value));
        return [values.includes(token), spf.length === 1 && spf[0].includes(`include:${include}`)];
    } catch (error) {
        return [false, false];
    }
}

const dkim = domain => getPublicKey('DKIM', `${selector}._domainkey.${domain}`, 2048, resolve).then(Boolean, () => false);
const dmarc = domain => (getDmarcRecord.getDmarcRecord || getDmarcRecord)(domain, resolve).then(Boolean, () => false);

async function main() {
    const domains = readFileSync(list, 'utf-8').split('\n').filter(Boolean);
    const right = { token: 0, spf: 0, dkim: 0, dmarc: 0 };
    let next = 0;
    const work = async () => {
        while (next < domains.length) {
            const domain = domains[next++];
            const [[hasToken, hasSpf], hasKey, hasDmarc] = await Promise.all([apex(domain), dkim(domain), dmarc(domain)]);
            right.token += hasToken;
            right.spf += hasSpf;
            right.dkim += hasKey;
            right.dmarc += hasDmarc;
        }
    };
    await Promise.all(Array.from({ length: AT_ONCE }, work));
    process.stdout.write(JSON.stringify(right) + '\n');
}

main();
