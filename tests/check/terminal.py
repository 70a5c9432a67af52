"""What a program writes to a terminal."""
import contextlib
import os
import pty


def is_there():
    try:
        for end in pty.openpty():
            os.close(end)
    except OSError:
        return False
    return True


def watch(start, *data):
    """What the process that start(stderr) begins writes there, which is a terminal, while it gets the data on its
    standard input; and its status."""
    master, slave = pty.openpty()
    with start(slave) as process:
        os.close(slave)
        process.communicate(*data)
    seen = b""
    with contextlib.suppress(OSError):  # how a terminal ends
        while part := os.read(master, 4096):
            seen += part
    os.close(master)
    return process.returncode, seen.decode()
