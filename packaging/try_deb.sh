#!/bin/sh
# Tries Ascribe's .deb on a bare Debian, as root: apt installs it, it does its whole job, where there is no face and no
# screen, too, and apt purges it without a trace.
#
#     packaging/try_deb.sh dist/ascribe_VERSION_ARCHITECTURE.deb
set -eu
export DEBIAN_FRONTEND=noninteractive LANG=C.UTF-8
package=$(readlink -f "$1")

apt-get -qq update
apt-get -qq install --yes --no-install-recommends desktop-file-utils shared-mime-info xvfb xauth > /dev/null 2>&1
find / -xdev \( -name '*ascribe*' -o -name '*Ascribe*' \) ! -path '/proc/*' ! -path '/tmp/*' | sort > /tmp/before
apt-get -qq install --yes --no-install-recommends "$package" > /tmp/apt.log 2>&1 || { cat /tmp/apt.log; exit 1; }

desktop-file-validate /usr/share/applications/*io.github.ascribe.Ascribe.desktop
grep -q 'application/x-ascribe-library=io.github.ascribe.Ascribe.desktop' /usr/share/applications/mimeinfo.cache
printf '[Desktop Entry]\nType=Application\nName=Editor\nExec=true %%f\nMimeType=text/plain;\n' > /usr/share/applications/xed.desktop
update-desktop-database
grep -q '^text/plain=xed.desktop;.*io.github.ascribe' /usr/share/applications/mimeinfo.cache # it stays the first
rm /usr/share/applications/xed.desktop
grep -q 'application/x-ascribe-library:\*\.ascribe' /usr/share/mime/globs2
test -f /usr/share/icons/hicolor/scalable/apps/io.github.ascribe.Ascribe.svg
test -f /usr/lib/ascribe/_internal/resources/licences/PySide6_Essentials.txt

ASCRIBE_HOME=$(mktemp -d /tmp/ascribe.XXXXXX)
export ASCRIBE_HOME
ascribe --version
mv /usr/share/fonts /usr/share/no-fonts
QT_QPA_PLATFORM=offscreen ascribe --smoke
mv /usr/share/no-fonts /usr/share/fonts
xvfb-run -a env QT_QPA_PLATFORM=xcb ascribe --smoke 2> /tmp/xvfb.log || { cat /tmp/xvfb.log; exit 1; }
rm -r "$ASCRIBE_HOME"

apt-get -qq purge --yes ascribe > /dev/null 2>&1
find / -xdev \( -name '*ascribe*' -o -name '*Ascribe*' \) ! -path '/proc/*' ! -path '/tmp/*' | sort > /tmp/after
diff /tmp/before /tmp/after
echo "$(basename "$package"): installed, used and purged without a trace on $(. /etc/os-release && echo "$PRETTY_NAME")"
