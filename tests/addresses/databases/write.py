"""Writes the databases of this folder, by a writer that nobody here wrote: mmdb-writer of PyPI.

The networks are those kept for documentation (RFC 5737, RFC 3849); where they are is made up.
Run by tools/address-databases.ts.
"""

import sys
import time

from mmdb_writer import MMDBWriter
from netaddr import IPSet

# 2026-11-10T06:30:00Z
time.time = lambda: 1794292200

EUROPE = {"continent": {"code": "EU", "names": {"en": "Europe"}}}


def country(code, name):
    return {"country": {"iso_code": code, "names": {"en": name, "de": "–"}}}


def city(name):
    return {"city": {"names": {"en": name, "de": "–"}}}


V4 = {
    "198.51.100.0/24": {**EUROPE, **country("DE", "Germany"), **city("Frankfurt am Main")},
    "192.0.2.0/25": {**EUROPE, **country("PT", "Portugal"), **city("Lisbon")},
    "192.0.2.128/25": {**country("BR", "Brazil"), **city("São Paulo")},
    "203.0.113.0/25": {**country("IN", "India"), **city("Mumbai")},
    # The country is known, the city is not.
    "203.0.113.128/25": {**EUROPE, **country("NO", "Norway")},
}
V6 = {
    "2001:db8:1::/48": {**country("JP", "Japan"), **city("Tokyo")},
    # Of this one only the continent, and where its owner is.
    "2001:db8:2::/48": {
        **EUROPE,
        "registered_country": {"iso_code": "FR", "names": {"en": "France"}},
    },
}


def write(folder, name, networks, ip_version=6):
    writer = MMDBWriter(
        ip_version=ip_version,
        ipv4_compatible=ip_version == 6,
        database_type=name,
        languages=["en", "de"],
        description={"en": "Made up, for tests", "de": "–"},
    )
    for network, record in networks.items():
        writer.insert_network(IPSet([network]), record)
    writer.to_db_file(f"{folder}/{name}.mmdb")


def without_city(record):
    return {name: part for name, part in record.items() if name != "city"}


def main(folder):
    everywhere = {**V4, **V6}
    write(folder, "Example-City", everywhere)
    countries = {network: without_city(record) for network, record in everywhere.items()}
    write(folder, "Example-Country", countries)
    # The first 32 bits of 2001:db8:: are 32.1.13.184: a reader must not take the one for the other.
    v4 = {**V4, "32.1.13.0/24": {**country("US", "United States"), **city("Columbus")}}
    write(folder, "Example-City-IPv4", v4, ip_version=4)
    write(folder, "Example-ASN", {network: {"autonomous_system_number": 64496} for network in V4})


main(sys.argv[1])
