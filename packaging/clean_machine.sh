#!/bin/sh
# Tries Ascribe on a bare Debian 12: git, make, python3 and python3-venv, no display, no fonts, nothing of the project.
#
#     packaging/clean_machine.sh [FOLDER] [TARGET...]       as root; needs debootstrap
#
# The bare system is made once in FOLDER/base and copied for each run. It reaches package archives as this machine does:
# apt's and pip's own configuration is copied into it at run time. All mounts are made in a namespace of their own, so
# that none outlives the run.
set -eu
tree=$(cd "$(dirname "$0")/.." && pwd)
folder=${1:-/var/tmp/ascribe-clean-machine}
[ $# -gt 0 ] && shift
targets=${*:-test demo}
base=$folder/base
machine=$folder/machine

if [ "${CLEAN_MACHINE_NAMESPACE-}" != "$$" ]; then
    exec env CLEAN_MACHINE_NAMESPACE=$$ unshare --mount --propagation private "$0" "$folder" $targets
fi

make_base() {
    mirror=$(apt-get indextargets --format '$(REPO_URI)' 'Created-By: Packages' 'Codename: bookworm' | head -1)
    echo "Making a bare Debian 12 in $base."
    rm -rf "$base"
    mkdir -p "$folder"
    debootstrap --variant=minbase --include=ca-certificates,git,make,python3,python3-venv bookworm "$base" "$mirror" \
        > "$folder/debootstrap.log" 2>&1 || { tail -20 "$folder/debootstrap.log"; exit 1; }
}

copy_configuration() {
    rm -rf "$machine/etc/apt"
    cp -a /etc/apt "$machine/etc/"
    cp -L /etc/resolv.conf /etc/hosts "$machine/etc/"
    cp -a /usr/share/keyrings/. "$machine/usr/share/keyrings/"
    cp -L /etc/ssl/certs/ca-certificates.crt "$machine/etc/ssl/certs/"
    for place in /etc/pip.conf /etc/xdg/pip "$HOME/.config/pip" "$HOME/.pip"; do
        if [ -e "$place" ]; then
            mkdir -p "$machine$(dirname "$place")"
            cp -aL "$place" "$machine$place"
        fi
    done
}

mount_system() {
    mount -t proc proc "$machine/proc"
    mount --rbind /dev "$machine/dev"
    mkdir -p "$machine/source"
    mount --bind -o ro "$tree" "$machine/source"
    # Local package folders that pip is told of, with what lies beside them.
    for place in $(python3 -m pip config list | grep -o "/[^' ]*" | sed 's|^//*|/|' | xargs -n 1 dirname | sort -u); do
        case $place in
            /etc* | /usr* | /root* | /) ;;
            *) if [ -d "$place" ]; then mkdir -p "$machine$place" && mount --bind -o ro "$place" "$machine$place"; fi ;;
        esac
    done
}

inside() {
    chroot "$machine" env -i HOME=/root PATH=/usr/sbin:/usr/bin:/sbin:/bin LANG=C.UTF-8 \
        $(env | grep '^PIP_' || true) sh -euc "$1"
}

[ -x "$base/usr/bin/git" ] || make_base
rm -rf "$machine"
cp -a "$base" "$machine"
copy_configuration
mount_system
inside 'git -c safe.directory="*" clone --quiet --no-hardlinks /source /ascribe'

echo "== make test, as a user who may not install: has to name the commands and stop"
inside 'useradd --create-home reader && cp -r /ascribe /home/reader/ascribe && chown -R reader /home/reader/ascribe'
if inside 'cd /home/reader/ascribe && su reader -c "make test"' > "$folder/reader.log" 2>&1; then
    echo "It did not stop."
    exit 1
fi
cat "$folder/reader.log"
for manager in 'sudo apt-get install' 'sudo dnf install' 'sudo pacman -S'; do
    grep -q "$manager" "$folder/reader.log"
done

for target in $targets; do
    echo "== make $target, as root"
    inside "cd /ascribe && make $target"
done
