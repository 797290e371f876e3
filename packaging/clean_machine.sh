#!/bin/sh
# Tries Ascribe on bare Debians: git, make, python3, python3-venv and DejaVu, no display, nothing of the project. There
# these targets are made; then the package of `make deb` is installed, used and purged (packaging/try_deb.sh).
#
#     [DEBIANS="bookworm trixie"] [TARGETS="test demo"] [WORKERS=2] packaging/clean_machine.sh [FOLDER]    as root; needs debootstrap
#
# With TARGETS= the package alone is tried.
# Each bare system is made once in FOLDER/CODENAME/base and copied for each run. It reaches package archives as this
# machine does: apt's and pip's own configuration is copied into it at run time. All mounts are made in a namespace of
# their own, so that none outlives the run.
set -eu
tree=$(cd "$(dirname "$0")/.." && pwd)
folder=${1:-/var/tmp/ascribe-clean-machine}
targets=${TARGETS-test demo}

package=$(find "$tree/dist" -maxdepth 1 -name 'ascribe_*.deb' 2> /dev/null || true)
[ -n "$targets$package" ] || { echo "There is no package in dist/: make deb"; exit 1; }

if [ "${CLEAN_MACHINE_NAMESPACE-}" != "$$" ]; then
    exec env CLEAN_MACHINE_NAMESPACE=$$ unshare --mount --propagation private sh "$0" "$folder"
fi

# This machine's own archives of Debian, one a line, as the Debian that is tried names them: URL SUITE.
archives() {
    ours=$(. /etc/os-release && echo "${VERSION_CODENAME-}")
    apt-get indextargets --format '$(REPO_URI) $(CODENAME)' 'Created-By: Packages' 'Origin: Debian' |
        sed -n "s/ $ours\(-[a-z]*\)\{0,1\}$/ $debian\1/p" | sort -u
}

make_base() {
    echo "Making a bare Debian ($debian) in $base."
    rm -rf "$base"
    mkdir -p "$(dirname "$base")"
    debootstrap --variant=minbase --include=ca-certificates,fonts-dejavu-core,git,make,python3,python3-venv \
        "$debian" "$base" $(archives | sed -n "s/ $debian$//p" | head -1) \
        > "$base.log" 2>&1 || { tail -20 "$base.log"; exit 1; }
}

copy_configuration() {
    cp -a /etc/apt/. "$machine/etc/apt/"
    for file in /etc/apt/apt.conf.d/*; do  # a package's own would stop its installation with a question
        if dpkg-query -S "$file" > /dev/null 2>&1; then rm "$machine$file"; fi
    done
    rm -rf "$machine/etc/apt/sources.list" "$machine/etc/apt/sources.list.d"
    archives | sed 's/.*/deb & main/' > "$machine/etc/apt/sources.list"
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

# A machine of its own for each trial: nothing was installed on it.
make_machine() {
    machine=$folder/$debian/$1
    rm -rf "$machine"
    cp -a "$base" "$machine"
    copy_configuration
    mount_system
}

try_tree() {
    make_machine machine
    git -c safe.directory='*' clone --quiet --no-hardlinks "$tree" "$machine/ascribe"
    chown -R root:root "$machine/ascribe"

    echo "== $debian: make test, as a user who may not install: has to name the commands and stop"
    inside 'useradd --create-home reader && cp -r /ascribe /home/reader/ascribe && chown -R reader /home/reader/ascribe'
    if inside 'cd /home/reader/ascribe && su reader -c "make test"' > "$folder/$debian/reader.log" 2>&1; then
        echo "It did not stop."
        exit 1
    fi
    cat "$folder/$debian/reader.log"
    for manager in 'sudo apt-get install' 'sudo dnf install' 'sudo pacman -S'; do
        grep -q "$manager" "$folder/$debian/reader.log"
    done

    for target in $targets; do
        echo "== $debian: make $target, as root"
        inside "cd /ascribe && make $target WORKERS=${WORKERS:-2}"
    done
}

try_package() {
    make_machine packages
    echo "== $debian: $(basename "$package")"
    cp "$package" "$tree/packaging/try_deb.sh" "$machine/"
    inside "sh /try_deb.sh /$(basename "$package")"
}

for debian in ${DEBIANS:-bookworm trixie}; do
    base=$folder/$debian/base
    [ -x "$base/usr/bin/git" ] || make_base
    if [ -n "$targets" ]; then try_tree; fi
    if [ -n "$package" ]; then try_package; fi
done
