#include "output/depfile.h"

#include <string.h>

#include "text/keyed_hash.h"

static bool can_stand(struct depfile *depfile, const char *name)
{
    bool good = !strpbrk(name, "\n;");
    depfile->lacks = depfile->lacks || !good;
    return good;
}

/* Escapes the characters of a name that are special to GNU make, and the backslashes before them
 * but no others. `special` is one more: a percent sign in a target, a bar in a prerequisite. An
 * equals sign cannot be escaped, only written as a function call. */
static void put_name(struct buffer *out, const char *name, char special)
{
    size_t backslashes = 0;

    for (; *name; name++) {
        if (*name == special || view_has_byte(VIEW(" \t#:"), *name)) {
            while (backslashes-- > 0)
                buffer_put_byte(out, '\\');
            buffer_put_byte(out, '\\');
        }
        backslashes = *name == '\\' ? backslashes + 1 : 0;
        if (*name == '=') {
            buffer_put(out, VIEW("$(or =)"));
            continue;
        }
        if (*name == '$')
            buffer_put_byte(out, '$');
        buffer_put_byte(out, *name);
    }
}

static bool has_target(const struct depfile *depfile)
{
    return depfile->rules.len > 0 && depfile->rules.at[depfile->rules.len - 1] != '\n';
}

void depfile_add_target(struct depfile *depfile, const char *name)
{
    if (!can_stand(depfile, name))
        return;
    if (has_target(depfile))
        buffer_put_byte(&depfile->rules, ' ');
    put_name(&depfile->rules, name, '%');
}

void depfile_add_prerequisite(struct depfile *depfile, const char *name)
{
    struct buffer *rules = &depfile->rules;

    if (!has_target(depfile) || !can_stand(depfile, name))
        return;
    if (!depfile->behind_colon)
        buffer_put_byte(rules, ':');
    depfile->behind_colon = true;
    buffer_put(rules, VIEW(" \\\n "));
    put_name(rules, name, '|');
    if (hash_table_add(&depfile->known, keyed_hash_text(view_of(name)))) {
        put_name(&depfile->empty_rules, name, '%');
        buffer_put(&depfile->empty_rules, VIEW(":\n"));
    }
}

void depfile_end_rule(struct depfile *depfile)
{
    if (!has_target(depfile))
        return;
    if (!depfile->behind_colon)
        buffer_put_byte(&depfile->rules, ':');
    depfile->behind_colon = false;
    buffer_put_byte(&depfile->rules, '\n');
}

void depfile_put(struct depfile *depfile, struct buffer *out)
{
    buffer_put(out, buffer_view(&depfile->rules));
    buffer_put(out, buffer_view(&depfile->empty_rules));
    depfile_free(depfile);
}

void depfile_free(struct depfile *depfile)
{
    buffer_free(&depfile->rules);
    buffer_free(&depfile->empty_rules);
    hash_table_free(&depfile->known);
    *depfile = (struct depfile){ 0 };
}
