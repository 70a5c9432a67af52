#include "system/permissions.h"

#ifdef __linux__
#include <errno.h>
#include <sys/xattr.h>
#endif
#include <unistd.h>

enum { GROUP_BITS = 070, OTHER_BITS = 07 };

#ifdef __linux__
/* Linux encodes an ACL as a version and entries, each a tag and permissions of 2 bytes and an id of
 * 4, little-endian on every machine. */
enum { ACL_MAX = 4096, ACL_HEADER = 4, ACL_ENTRY = 8, ACL_OWNING_GROUP = 0x04 };
static const char acl_name[] = "system.posix_acl_access";

/* Returns the bits of the owning group, or none if the ACL has no entry for it. */
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

/* Gives the file the ACL of the file at `path`, or removes the one that it got from its directory's
 * default. Returns the mode to set. With an ACL, the group bits of a mode are the mask of all
 * entries, which would grant the group too much if the ACL is lost. */
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

#else
/* Each system has functions of its own for ACLs; the file keeps what its directory gave it. */
static mode_t copy_acl(const char *path, int file, mode_t mode, bool keeps_group)
{
    (void)path;
    (void)file;
    (void)keeps_group;
    return mode;
}
#endif

static bool give_to(int file, uid_t owner, gid_t group)
{
    return fchown(file, owner, group) == 0;
}

/* The owner is set last, since the process may then change nothing more. If it cannot be set, the
 * file belongs to the user. */
bool permissions_copy(const char *path, const struct stat *old, int file)
{
    mode_t mode = old->st_mode & 0777;
    struct stat new;
    bool keeps_group;

    if (fstat(file, &new) < 0)
        return false;
    keeps_group = new.st_gid == old->st_gid || give_to(file, (uid_t)-1, old->st_gid);
    mode = copy_acl(path, file, mode, keeps_group);
    if (!keeps_group) /* another group gets no more than all users have */
        mode &= (mode & OTHER_BITS) << 3 | ~(mode_t)GROUP_BITS;
    if (fchmod(file, mode) < 0)
        return false;
    if (new.st_uid != old->st_uid)
        give_to(file, old->st_uid, (gid_t)-1);
    return true;
}
