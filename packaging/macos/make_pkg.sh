#!/usr/bin/env bash
# Packs SalePoint.app so that device management can install it for everybody on a Mac.
#
#   make_pkg.sh SalePoint.app VERSION OUTPUT.pkg
#
# The package is signed when INSTALLER_IDENTITY names a certificate of the keychain.

set -euo pipefail
readonly app=$1 version=$2 output=$3

sign=()
if [ -n "${INSTALLER_IDENTITY:-}" ]; then
    sign=(--sign "$INSTALLER_IDENTITY")
fi
pkgbuild --component "$app" --install-location /Applications --identifier com.salepoint.till \
    --version "$version" "${sign[@]+"${sign[@]}"}" "$output"
