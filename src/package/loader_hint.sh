#!/bin/sh
# loader_hint.sh DIRECTORY LIBRARY: tells what to do if programs will not find the library that was
# installed in the directory, since the dynamic loader's cache lacks it. Says nothing on systems
# without such a cache.
PATH=$PATH:/usr/sbin:/sbin
ldconfig -p >/dev/null 2>&1 || exit 0
if ldconfig -p | grep -qF "=> $1/$2"; then
    exit 0
elif ldconfig -N -X -v 2>/dev/null | grep -q "^$1:"; then
    echo "Programs that use $2 find it after: sudo ldconfig"
else
    echo "Programs that use $2 find it after: echo $1 | sudo tee /etc/ld.so.conf.d/refmill.conf && sudo ldconfig
or, for you alone: export LD_LIBRARY_PATH=$1"
fi
