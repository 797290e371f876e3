#!/bin/sh
# Puts Ascribe into the menu of your desktop, for you alone: it opens .ascribe files, and is offered under "Open with" for
# the other files that it reads. `--remove` takes it out again, and leaves everything as it was.
set -eu
here=$(cd "$(dirname "$0")" && pwd)
data=${XDG_DATA_HOME:-$HOME/.local/share}
id=io.github.ascribe.Ascribe

desktop=$data/applications/$id.desktop
others=$data/applications/zz.$id.desktop   # its entry for the files of other programs
icon=$data/icons/hicolor/scalable/apps/$id.svg
mime=$data/mime/packages/$id.xml
metainfo=$data/metainfo/$id.metainfo.xml
choices=${XDG_CONFIG_HOME:-$HOME/.config}/mimeapps.list
kept=$data/applications/$id.kept   # the lines that we added to the choices

# A desktop lets a program of the user's own go before the system's: each type keeps the program that opens it now.
keep_other_programs() {
    command -v xdg-mime > /dev/null || return 0
    [ -e "$kept" ] && return 0
    for type in $(sed -n 's/^MimeType=//p' "$here/zz.$id.desktop" | tr ';' ' '); do
        grep -qs "^$type=" "$choices" && continue
        program=$(xdg-mime query default "$type" 2> /dev/null) || continue
        if [ -z "$program" ] && [ "${type#text/}" != "$type" ]; then program=$(xdg-mime query default text/plain); fi
        [ -n "$program" ] || continue
        xdg-mime default "$program" "$type"
        grep -s "^$type=$program;*\$" "$choices" >> "$kept" || true
    done
}

forget_them() {
    [ -e "$kept" ] || return 0
    if [ -e "$choices" ]; then
        grep -v -x -F -f "$kept" "$choices" > "$choices.new" || true
        if grep -q = "$choices.new"; then cat "$choices.new" > "$choices"; else rm -f "$choices"; fi
        rm -f "$choices.new"
    fi
    rm -f "$kept"
}

case ${1-} in
    '' | --remove) ;;
    *)
        echo "install-desktop.sh: puts Ascribe into the menu of your desktop. install-desktop.sh --remove: takes it out again."
        [ "$1" = --help ] || [ "$1" = -h ]
        exit
        ;;
esac

if [ "${1-}" = --remove ]; then
    forget_them
    rm -f "$desktop" "$others" "$icon" "$mime" "$metainfo"
    done="Ascribe is out of the menu."
else
    mkdir -p "$(dirname "$desktop")" "$(dirname "$icon")" "$(dirname "$mime")" "$(dirname "$metainfo")"
    keep_other_programs
    program=$(cd "$here/.." && pwd | sed 's/[&|\\]/\\&/g')/ascribe
    for entry in "$desktop" "$others"; do
        sed "s|^Exec=ascribe|Exec=\"$program\"|" "$here/$(basename "$entry")" > "$entry"
    done
    cp "$here/ascribe.svg" "$icon"
    cp "$here/$id.mime.xml" "$mime"
    cp "$here/$id.metainfo.xml" "$metainfo"
    done="Ascribe is in the menu: $desktop"
fi

for update in "update-desktop-database $data/applications" "update-mime-database $data/mime"; do
    if command -v "${update%% *}" > /dev/null; then $update; fi
done
if [ "${1-}" = --remove ]; then  # what those made of nothing, and the folders that nothing is in
    [ -n "$(find "$data/mime/packages" -type f 2> /dev/null)" ] || rm -rf "$data/mime"
    [ -n "$(find "$data/applications" -name '*.desktop' 2> /dev/null)" ] || rm -f "$data/applications/mimeinfo.cache"
    for folder in applications icons/hicolor/scalable/apps metainfo; do
        (cd "$data" && rmdir -p "$folder") 2> /dev/null || true
    done
fi
echo "$done"
