#include "system/permissions.h"

#include <errno.h>
#include <sys/xattr.h>
#include <unistd.h>

enum { GROUP_BITS = 070, OTHER_BITS = 07 };

/* Linux's form of an ACL: a version, then entries of a tag and permissions, of 2 bytes each,
 * and an id of 4; little-endian on every machine. */
enum { ACL_MAX = 4096, ACL_HEADER = 4, ACL_ENTRY = 8, ACL_OWNING_GROUP = 0x04 };
static const char acl_name[] = "system.posix_acl_access";

/* The bits of the owning group; without an entry for it none. */
static mode_t group_bits_of_acl(const unsigned char *acl, ssize_t size)
{
    for (ssize_t at = ACL_HEADER; at + ACL_ENTRY <= size; at += ACL_ENTRY) {
        if (acl[at] == ACL_OWNING_GROUP && acl[at + 1] == 0)
            return (mode_t)(acl[at + 2] & OTHER_BITS) << 3;
    }
    return 0;
}

static bool has_no_acl(void)
{
    return errno == ENODATA || errno == ENOTSUP || errno == ENOSYS;
}

/* Gives the file the ACL of the one at `path`, or none: it may have one by the directory's
 * default. The mode for it: with an ACL, the group's bits of a mode are those that the
 * owner of no entry may have, and too many if the ACL is lost. */
static mode_t copy_acl(const char *path, int file, mode_t mode, bool keeps_group)
{
    unsigned char acl[ACL_MAX];
    ssize_t size = getxattr(path, acl_name, acl, sizeof acl);
    mode_t kept = size < 0 && has_no_acl() ? GROUP_BITS : group_bits_of_acl(acl, size);

    if (size > 0 && keeps_group && fsetxattr(file, acl_name, acl, (size_t)size, 0) == 0)
        return mode;
    if (fremovexattr(file, acl_name) < 0 && !has_no_acl())
        kept = 0;
    return mode & (kept | ~(mode_t)GROUP_BITS);
}

static bool give_to(int file, uid_t owner, gid_t group)
{
    return fchown(file, owner, group) == 0;
}

/* The owner goes last, since without it the process may change nothing more; a file that
 * cannot be given back is the user's. */
bool permissions_copy(const char *path, const struct stat *old, int file)
{
    mode_t mode = old->st_mode & 0777;
    struct stat new;
    bool keeps_group;

    if (fstat(file, &new) < 0)
        return false;
    keeps_group = new.st_gid == old->st_gid || give_to(file, (uid_t)-1, old->st_gid);
    mode = copy_acl(path, file, mode, keeps_group);
    if (!keeps_group) /* another group gets no more than everybody has */
        mode &= (mode & OTHER_BITS) << 3 | ~(mode_t)GROUP_BITS;
    if (fchmod(file, mode) < 0)
        return false;
    if (new.st_uid != old->st_uid)
        give_to(file, old->st_uid, (gid_t)-1);
    return true;
}
