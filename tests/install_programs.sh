#!/usr/bin/env bash
# Programs that some tests drive: a browser for the pages, LibreOffice for workbooks and Word copies, a Chinese font to
# see them with. Installed where Debian's packages are at hand; without them those tests say why they are skipped, and
# with CI set nothing may be missing.
set -euo pipefail

python=$1
missing=()
command -v chromium > /dev/null || command -v chromium-browser > /dev/null || command -v google-chrome > /dev/null \
  || missing+=(chromium)
command -v soffice > /dev/null || missing+=(libreoffice-writer-nogui libreoffice-calc-nogui)
command -v pdftoppm > /dev/null || missing+=(poppler-utils)
if command -v fc-list > /dev/null && [ -z "$(fc-list :lang=zh)" ]; then missing+=(fonts-wqy-zenhei); fi
[ ${#missing[@]} -eq 0 ] && exit 0

as_root=""
[ "$(id -u)" -eq 0 ] || as_root="sudo -n"
if command -v apt-get > /dev/null; then
  echo "installing for the tests: ${missing[*]}"
  if $as_root apt-get update -qq && $as_root env DEBIAN_FRONTEND=noninteractive \
    apt-get install -y -qq --no-install-recommends "${missing[@]}" fonts-wqy-zenhei > /dev/null; then exit 0; fi
elif [[ " ${missing[*]} " == *" chromium "* ]] && "$python" -m playwright install chromium; then
  exit 0
fi
echo "not installed: ${missing[*]}; the tests that need them are skipped" >&2
[ -z "${CI:-}" ]
