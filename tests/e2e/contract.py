#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""What scripts rely on: exit codes, the members of every object, forms of output, and how bad input is refused."""
import os
import shutil
import sys
import tempfile

HERE = os.path.dirname(os.path.abspath(__file__))
sys.path[:0] = [HERE, os.path.join(os.path.dirname(HERE), "support")]

import contract_forms
import contract_looks
import contract_store
import contract_usage
import world
from nsd import Nsd
from tally import Tally
from vouch import Vouch


def serve(dns):
    world.base(dns)
    dns.zone("mail.example", [
        '@ TXT "v=spf1 ip4:192.0.2.0/24 include:email.ncloud.com -all"', '_dmarc TXT "v=DMARC1; p=reject"',
        '@ MX 10 ns1', 's1._domainkey TXT "v=DKIM1; p="', 'old TXT "v=spf1 mx -all"', 'old TXT "v=spf1 a -all"',
        'nul TXT "v=spf1 include:email.ncloud.com ~all\\000 +all"', 'nul TXT "ncp-verify=abc\\000x"',
    ])
    dns.start()


def main():
    tally = Tally("cli")
    folder = tempfile.mkdtemp(prefix="vouch-cli-")
    try:
        with Nsd() as dns:
            serve(dns)
            for number, part in enumerate((contract_usage, contract_looks, contract_store, contract_forms)):
                place = os.path.join(folder, str(number))
                os.mkdir(place)
                part.claims(tally, Vouch(place, dns.port), dns)
    finally:
        shutil.rmtree(folder, ignore_errors=True)
    tally.end()


if __name__ == "__main__":
    main()
