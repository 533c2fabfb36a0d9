# SPDX-License-Identifier: MIT
"""The zones of the end-to-end walk: the customer's shop.example, the service's SPF record, and what lies above them."""

DOMAIN = "shop.example"
OTHERS = ['www A 192.0.2.10', '@ MX 10 mx', 'mx A 192.0.2.11']


def strings(value):
    """A value as the quoted strings of a zone file, 255 bytes each."""
    return " ".join('"' + value[i:i + 255].replace("\\", "\\\\").replace('"', '\\"') + '"' for i in range(0, len(value), 255))


def base(dns):
    """Everything but the customer's own records."""
    dns.zone("", [], minimum=5)
    dns.zone("example", [f"shop NS ns1.{DOMAIN}.", f"ns1.shop A 127.0.0.1"])
    dns.zone("ncloud.com", ['email TXT "v=spf1 ip4:203.0.113.0/26 -all"'])
    publish(dns, [])


def publish(dns, lines):
    dns.zone(DOMAIN, OTHERS + lines, minimum=5)


def lines_for(domain, dmarc="v=DMARC1; p=none; rua=mailto:dmarc@shop.example"):
    """The customer's records exactly as a `domains show` object asks for them."""
    rows = []
    for record in ("token", "spf", "dkim"):
        rows.append(f"{domain[record]['name']}. TXT {strings(domain[record]['value'])}")
    rows.append(f"_dmarc TXT {strings(dmarc)}")
    return rows
