#!/bin/sh
# Installs the system packages that are missing: `run` what the program needs, `test` what its tests need too.
# As root it uses apt-get; otherwise it prints the one command to run, and fails.
set -eu

purpose=${1:-run}
packages="libpango-1.0-0 libpangoft2-1.0-0 libharfbuzz-subset0 fontconfig"
if [ "$purpose" = test ]; then
    packages="$packages chromium default-jre-headless default-jdk-headless libjaxb-java poppler-utils qpdf nodejs npm wrk"
    # A machine may bring its own Node.js or Java, from elsewhere than Debian's packages.
    if command -v npm >/dev/null 2>&1; then packages=$(echo "$packages" | sed 's/ nodejs npm//'); fi
    if command -v javac >/dev/null 2>&1; then
        packages=$(echo "$packages" | sed 's/ default-jre-headless default-jdk-headless//')
    fi
fi
if ! python3 -c 'import venv, ensurepip' >/dev/null 2>&1; then packages="$packages python3-venv"; fi

missing=
for package in $packages; do
    dpkg-query -W -f '${Status}' "$package" 2>/dev/null | grep -q 'ok installed' || missing="$missing $package"
done
[ -n "$missing" ] || exit 0

if ! command -v apt-get >/dev/null 2>&1; then
    echo "Afweging needs these system packages, by the names that Debian gives them:$missing" >&2
    exit 1
fi
if [ "$(id -u)" != 0 ]; then
    echo "Afweging needs a few system packages. Run this once, then try again:" >&2
    echo "  sudo apt-get install --no-install-recommends$missing" >&2
    exit 1
fi
echo "Installing system packages:$missing"
apt-get update -qq
DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends $missing >/dev/null
