#!/bin/sh
# Packs dist/ascribe as an AppImage. Tried: the folder that it makes, mounted read-only as it is in an AppImage, does its whole
# job. Not tried: appimagetool itself, which is no package of Debian's.
#
#     packaging/recipes/appimage.sh        after `make bundle` on the oldest system that is to run it; needs appimagetool
set -eu
cd "$(dirname "$0")/../.."
id=io.github.ascribe.Ascribe
folder=build/Ascribe.AppDir

rm -rf "$folder"
mkdir -p "$folder/usr/lib" "$folder/usr/share/metainfo" "$folder/usr/share/applications"
cp -a dist/ascribe "$folder/usr/lib/ascribe"
cp "packaging/$id.desktop" "$folder/"
cp "packaging/$id.desktop" "$folder/usr/share/applications/"
cp "packaging/$id.metainfo.xml" "$folder/usr/share/metainfo/$id.appdata.xml"
cp resources/icons/ascribe.svg "$folder/$id.svg"
ln -s usr/lib/ascribe/ascribe "$folder/AppRun"

SOURCE_DATE_EPOCH=$(git log -1 --format=%ct) ARCH=$(uname -m) appimagetool "$folder" "dist/Ascribe-$(uname -m).AppImage"
