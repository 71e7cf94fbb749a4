#!/usr/bin/env bash
# Packs the journey as Synthetics takes it: build/<first characters of its SHA-256>.zip. To be run before terraform plan.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")"
command -v zip >/dev/null || { echo "zip is missing on this machine" >&2; exit 1; }
name=$(sha256sum journey/journey.js | cut -c1-12)
rm -rf build
mkdir build
(cd journey && zip -q -X "../build/$name.zip" journey.js)
echo "build/$name.zip"
