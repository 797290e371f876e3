#!/bin/sh
# Signs dist/Ascribe.app, has Apple notarise it, and puts it into a .dmg. Not built here.
#
#     packaging/recipes/macos.sh        after packaging/bundle.py, on macOS
#
# SIGNING_IDENTITY names a "Developer ID Application" certificate in the keychain; without it the program is signed by nobody
# ("-"), which Gatekeeper asks about once. NOTARY_PROFILE names what `xcrun notarytool store-credentials` keeps.
set -eu
cd "$(dirname "$0")/../.."
app=dist/Ascribe.app
disk=dist/Ascribe-$(uname -m).dmg
identity=${SIGNING_IDENTITY:--}

if [ "$identity" = - ]; then
    codesign --force --deep --sign - "$app"
else
    # Qt needs no exception; Python's own machine code is signed with the rest.
    codesign --force --deep --options runtime --timestamp --sign "$identity" "$app"
fi
codesign --verify --deep --strict "$app"

rm -rf build/dmg "$disk"
mkdir -p build/dmg
cp -R "$app" build/dmg/
cp LICENSE build/dmg/LICENSE.txt
ln -s /Applications build/dmg/Applications
hdiutil create -volname Ascribe -srcfolder build/dmg -format UDZO "$disk"

if [ -n "${NOTARY_PROFILE-}" ]; then
    xcrun notarytool submit "$disk" --keychain-profile "$NOTARY_PROFILE" --wait
    xcrun stapler staple "$disk"
fi
