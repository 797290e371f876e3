#!/bin/sh
# Puts Ascribe into the menu of your desktop, for you alone, and ties .ascribe files to it. `--remove` takes it out again.
set -eu
here=$(cd "$(dirname "$0")" && pwd)
data=${XDG_DATA_HOME:-$HOME/.local/share}
id=io.github.ascribe.Ascribe

desktop=$data/applications/$id.desktop
icon=$data/icons/hicolor/scalable/apps/$id.svg
mime=$data/mime/packages/$id.xml
metainfo=$data/metainfo/$id.metainfo.xml

if [ "${1-}" = --remove ]; then
    rm -f "$desktop" "$icon" "$mime" "$metainfo"
    echo "Ascribe is out of the menu."
else
    mkdir -p "$(dirname "$desktop")" "$(dirname "$icon")" "$(dirname "$mime")" "$(dirname "$metainfo")"
    program=$(cd "$here/.." && pwd | sed 's/[&|\\]/\\&/g')/ascribe
    sed "s|^Exec=ascribe|Exec=\"$program\"|" "$here/$id.desktop" > "$desktop"
    cp "$here/ascribe.svg" "$icon"
    cp "$here/$id.mime.xml" "$mime"
    cp "$here/$id.metainfo.xml" "$metainfo"
    echo "Ascribe is in the menu: $desktop"
fi

for update in "update-desktop-database $data/applications" "update-mime-database $data/mime"; do
    if command -v "${update%% *}" > /dev/null; then $update; fi
done
