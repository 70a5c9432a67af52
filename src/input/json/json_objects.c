#include "input/json/json_objects.h"

#include "input/json/json_plain.h"
#include "text/scan.h"
#include "text/utf8.h"

enum { PIECE = 64 * 1024, STRAY_SHOWN = 4096, PLAIN_MAX = 256 * 1024 };

/* ---- What is ahead ------------------------------------------------------- */

static struct view text_ahead(const struct json_objects *objects)
{
    return objects->window ? window_ahead(objects->window) : objects->memory;
}

static bool extend_ahead(struct json_objects *objects)
{
    return objects->window && window_extend(objects->window);
}

static size_t count_lines(struct view text)
{
    size_t count = 0, newline;

    while ((newline = view_find_byte(text, '\n')) < text.len) {
        text = view_skip(text, newline + 1);
        count++;
    }
    return count;
}

/* Returns the text after its last line end, or all of it. */
static struct view last_line(struct view text)
{
    size_t newline;

    if (view_ends_with(text, VIEW("\n"))) /* as what is taken most often */
        return view_skip(text, text.len);
    newline = view_find_last(text, VIEW("\n"));
    return newline < text.len ? view_skip(text, newline + 1) : text;
}

static void take_ahead(struct json_objects *objects, size_t count)
{
    struct view text = { text_ahead(objects).at, count };
    struct view tail = last_line(text);

    if (count == 0)
        return;
    if (tail.len < count) {
        objects->column = 0;
        objects->indented = true;
    }
    objects->column += utf8_count(tail);
    objects->indented = objects->indented && view_trim(tail).len == 0;
    objects->taken += count;
    if (objects->window) {
        window_take(objects->window, count);
    } else {
        objects->line += count_lines(text);
        objects->memory = view_skip(objects->memory, count);
    }
}

/* Takes text of which only the last byte is a line end from the window. */
static void take_line_ahead(struct json_objects *objects, size_t count)
{
    objects->column = 0;
    objects->indented = true;
    objects->taken += count;
    window_take_line(objects->window, count);
}

/* Returns the byte at that offset of what is ahead, or -1 after the end. */
static int byte_ahead(struct json_objects *objects, size_t at)
{
    while (at >= text_ahead(objects).len) {
        if (!extend_ahead(objects))
            return -1;
    }
    return (unsigned char)text_ahead(objects).at[at];
}

static bool is_blank_byte(int byte)
{
    return byte >= 0 && ascii_is_blank((char)byte);
}

/* ---- Strings and brackets ------------------------------------------------ */

/* Goes on to the next bracket or colon, the next end of a line, or the next quote that begins or
 * ends a string, and returns it. Returns 0 if the text has none. A string has no line end; if
 * '\n' is returned inside of one, it is not closed. */
static char scan_on(struct json_scan *scan, struct view text)
{
#define STRUCTURE(has, row)                                                                        \
    has('{', '{', row) has('}', '}', row) has('[', '[', row) has(']', ']', row) has(':', ':', row) \
        has('"', '"', row) has('\n', '\n', row)
#define STRING_ENDS(has, row) has('"', '"', row) has('\\', '\\', row) has('\n', '\n', row)
    static const struct byte_set structure = BYTE_SET(STRUCTURE);
    static const struct byte_set string_ends = BYTE_SET(STRING_ENDS);

    while (scan->at < text.len) {
        char c;

        scan->at +=
            scan_run(view_skip(text, scan->at), scan->in_string ? &string_ends : &structure);
        if (scan->at >= text.len)
            break;
        c = text.at[scan->at++];
        if (c == '\\') {
            if (scan->at == text.len) { /* what it escapes is yet to be read */
                scan->at--;
                break;
            }
            scan->at += text.at[scan->at] != '\n';
            continue;
        }
        if (c == '"') {
            scan->in_string = !scan->in_string;
            if (scan->in_string)
                scan->quote = scan->at;
            else
                scan->quoted = scan->at - 1;
        }
        return c;
    }
    return '\0';
}

/* Counts a bracket. Returns true if it closes the value. */
static bool scan_closes(struct json_scan *scan, char c)
{
    if (c == '{' || c == '[')
        scan->depth++;
    else if (c == '}' || c == ']')
        return --scan->depth == 0;
    return false;
}

static struct view scan_name(const struct json_scan *scan, struct view text)
{
    return (struct view){ text.at + scan->quote, scan->quoted - scan->quote };
}

/* ---- Broken text --------------------------------------------------------- */

/* True if the next object begins in the line that is ahead at `at`, although the one that is
 * looked at has not ended: it is indented like that one. */
static bool next_begins(struct json_objects *objects, size_t at)
{
    const struct json_scan *scan = &objects->scan;
    size_t first = at;
    int byte;

    if (!scan->indented)
        return false;
    while ((byte = byte_ahead(objects, at)) == ' ' || byte == '\t')
        at++;
    if (byte != '{' || at - first != scan->column)
        return false;
    if (scan->column > 0)
        return true;
    /* Without indents, an inner object may begin a line too, but rarely with a name after its {. */
    do {
        byte = byte_ahead(objects, ++at);
    } while (byte == ' ');
    return byte == '"';
}

/* True if something to look at begins in the line that is ahead at `blanks`: an object as indented
 * as the last one, if that began its line, or a list. */
static bool line_begins_anew(const struct json_objects *objects, size_t blanks, int byte)
{
    return (byte == '{' && (!objects->scan.indented || blanks == objects->scan.column)) ||
           (byte == '[' && objects->nested == 0);
}

/* Passes over the rest of the line, if some was taken, and over lines in which nothing begins. */
static void pass_lines(struct json_objects *objects)
{
    objects->lost = true;
    for (;;) {
        struct view text;
        size_t blanks = 0;
        int byte;

        if (objects->column == 0) {
            while ((byte = byte_ahead(objects, blanks)) == ' ' || byte == '\t')
                blanks++;
            if (byte < 0 || line_begins_anew(objects, blanks, byte)) {
                take_ahead(objects, blanks);
                return;
            }
        }
        while (text = text_ahead(objects), !view_has_byte(text, '\n')) {
            take_ahead(objects, text.len);
            if (!extend_ahead(objects))
                return;
        }
        take_ahead(objects, view_find_byte(text, '\n') + 1);
    }
}

/* Passes over a value, from where the scan has come to its end. */
static void pass_rest(struct json_objects *objects)
{
    struct json_scan *scan = &objects->scan;

    for (;;) {
        char c = scan_on(scan, text_ahead(objects));
        bool broken = c == '\n' && (scan->in_string || next_begins(objects, scan->at));

        if (c == '\0') {
            size_t seen = scan->at < text_ahead(objects).len ? scan->at : text_ahead(objects).len;

            take_ahead(objects, seen);
            scan->at -= seen;
            if (!extend_ahead(objects))
                return;
        } else if (broken || scan_closes(scan, c)) {
            take_ahead(objects, scan->at);
            if (broken)
                pass_lines(objects);
            return;
        }
    }
}

/* ---- An object ----------------------------------------------------------- */

static bool give_object(struct json_objects *objects, struct json_object *object,
                        enum json_form form, size_t length)
{
    object->text = (struct view){ text_ahead(objects).at, length };
    object->form = form;
    if (objects->nested > 0)
        object->name = buffer_view(&objects->name);
    objects->given = length;
    objects->next = JSON_NEXT_ANY;
    return true;
}

static void set_name(struct json_objects *objects, struct view name)
{
    objects->name.len = 0;
    buffer_put(&objects->name, name);
    objects->role = objects->role_of(name);
}

/* Enters a list, or an object that has papers. Returns false if there are too many around it. */
static bool enter(struct json_objects *objects, enum json_around around)
{
    if (objects->nested == JSON_OBJECTS_NESTED_MAX)
        return false;
    objects->around[objects->nested++] = around;
    return true;
}

/* A member whose value has papers. */
struct json_holder {
    struct span name;
    size_t value;    /* its offset, or 0 without a holder */
    bool is_unknown; /* an object, whose name says nothing */
};

/* What is known of the object that is looked at. */
struct json_look {
    bool may_enter, is_entry;
    enum json_role role; /* of the last name */
    struct span name;
    size_t list;   /* where a list begins that may be one of objects, else 0 */
    size_t object; /* where the last member begins, if it is an object whose name says nothing */
    /* The first list of objects, else the first object that contains an entry. They may be papers,
     * but hardly if the object turns out to be an entry: {"author": [{…}], "title": …}. */
    struct json_holder first;
};

/* Returns the member that the bracket shows to have papers, if it does. */
static struct json_holder look_at_bracket(struct json_look *look, const struct json_scan *scan,
                                          char c)
{
    bool found = scan->depth == 1 && (c == '{' || c == '[') && look->role == JSON_ROLE_HOLDER;
    bool is_list_known = look->first.value > 0 && !look->first.is_unknown;

    if (found && (look->is_entry || !is_list_known))
        return (struct json_holder){ .name = look->name, .value = scan->at - 1 };
    if (found)
        return look->first;
    if (scan->depth == 1 && c == '{')
        look->object = scan->at - 1;
    if (scan->depth == 1 && c == '[' && look->role == JSON_ROLE_NONE)
        look->list = scan->at - 1;
    else if (c == '{' && look->list > 0 && !is_list_known)
        look->first = (struct json_holder){ .name = look->name, .value = look->list };
    else if (c != '[' && c != '\n')
        look->list = 0;
    return (struct json_holder){ 0 };
}

static void look_at_name(struct json_objects *objects, struct json_look *look)
{
    struct view name = scan_name(&objects->scan, text_ahead(objects));

    look->role = objects->role_of(name);
    look->name = (struct span){ (uint32_t)objects->scan.quote, (uint32_t)name.len };
    look->is_entry = look->is_entry || look->role == JSON_ROLE_ENTRY;
    look->object = 0;
}

/* True in a list. What is within an object there may be any paper, such as a related one. */
static bool is_in_list(const struct json_objects *objects)
{
    return objects->nested > 0 && objects->around[objects->nested - 1] == JSON_AROUND_LIST;
}

/* Looks at a name within a member's value. */
static void look_at_inner_name(struct json_objects *objects, struct json_look *look)
{
    if (!is_in_list(objects) && look->object > 0 && look->first.value == 0 &&
        look->role == JSON_ROLE_NONE &&
        objects->role_of(scan_name(&objects->scan, text_ahead(objects))) != JSON_ROLE_NONE)
        look->first = (struct json_holder){ look->name, look->object, true };
}

static struct view skip_separators(struct view text)
{
    while (text.len > 0 && (ascii_is_blank(text.at[0]) || text.at[0] == ','))
        text = view_skip(text, 1);
    return text;
}

/* True for objects in a row, the last of which may be cut. */
static bool is_row_of_objects(struct view text)
{
    while (text.len > 0) {
        struct json_scan scan = { 0 };
        char c;

        if (text.at[0] != '{')
            return false;
        while ((c = scan_on(&scan, text)) != '\0' && !scan_closes(&scan, c))
            continue;
        if (c == '\0')
            return true;
        text = skip_separators(view_skip(text, scan.at));
    }
    return true;
}

/* True if the line seems to be one object, with a comma or not. Most of the millions of lines that
 * are passed over have no two objects side by side, and need no scan. If it is not sure, since text
 * has braces too, the line is taken for several. */
static bool is_one_object(struct view line)
{
    enum { TRIES = 100 }; /* to stay linear */
    struct view rest = view_trim_end(line);
    size_t brace;

    rest.len -= view_ends_with(rest, VIEW(","));
    if (!view_ends_with(rest, VIEW("}")))
        return false;
    for (size_t tries = 0; brace = view_find_byte(rest, '}'), brace < rest.len;) {
        struct view after = skip_separators(view_skip(rest, brace + 1));

        rest = view_skip(rest, brace + 1);
        if (view_starts_with(after, VIEW("{")) && (++tries > TRIES || is_row_of_objects(after)))
            return false;
    }
    return true;
}

/* Passes over the line of the object that is ahead if it seems to be all of the line and is not
 * wanted. */
static bool pass_line(struct json_objects *objects)
{
    size_t searched = 0;
    struct view line;

    if (!objects->passes || !objects->indented)
        return false;
    for (;;) {
        struct view text = text_ahead(objects);

        line = (struct view){ text.at, searched + view_find_byte(view_skip(text, searched), '\n') };
        searched = text.len;
        if (line.len < text.len || line.len > WINDOW_ENTRY_MAX || !extend_ahead(objects))
            break;
    }
    if (line.len > WINDOW_ENTRY_MAX || !is_one_object(line) ||
        !objects->passes(objects->context, line))
        return false;
    take_ahead(objects, line.len + (line.len < text_ahead(objects).len)); /* with its end */
    return true;
}

/* Enters the object that is ahead at that member. Returns false if there is none. */
static bool enter_object(struct json_objects *objects, struct json_holder holder)
{
    if (holder.value == 0)
        return false;
    set_name(objects, (struct view){ text_ahead(objects).at + holder.name.at, holder.name.len });
    take_ahead(objects, holder.value);
    return enter(objects, holder.is_unknown ? JSON_AROUND_OBJECTS : JSON_AROUND_MEMBERS);
}

/* True if a list, as far as brackets and strings show, begins with an object. */
static bool begins_with_object(const struct json_value *list)
{
    const struct json_value *value = list, *end = list;

    while (value->kind == JSON_IS_LIST || (value->kind < JSON_IS_STRING && value + 1 < end)) {
        if (value->kind == JSON_IS_LIST)
            end = value + value->size;
        if (++value == end)
            return false;
    }
    return value->kind == JSON_IS_OBJECT;
}

/* True if a name within the object has a role. */
static bool has_role(const struct json_objects *objects, const struct json_value *object)
{
    for (const struct json_value *value = object + 1; value < object + object->size; value++) {
        if (objects->role_of(value->name) != JSON_ROLE_NONE)
            return true;
    }
    return false;
}

/* True if find_object would enter the object, which was read. */
static bool holds_papers(const struct json_objects *objects, const struct json_value *object)
{
    const struct json_value *end = object + object->size;
    bool may_list = true; /* no member so far is an entry's */
    const struct json_value *judged = object + 1;

    for (const struct json_value *member = object + 1; member < end; member += member->size) {
        enum json_role role;

        if (member->kind < JSON_IS_LIST)
            continue;
        role = objects->role_of(member->name);
        if (role == JSON_ROLE_HOLDER)
            return true;
        if (role == JSON_ROLE_ENTRY ||
            !(member->kind == JSON_IS_LIST ? begins_with_object(member)
                                           : !is_in_list(objects) && has_role(objects, member)))
            continue;
        for (; may_list && judged < member; judged += judged->size)
            may_list = objects->role_of(judged->name) != JSON_ROLE_ENTRY;
        if (may_list)
            return true;
    }
    return false;
}

/* True if the plain object that is ahead ends before that length, since another begins in it. */
static bool is_interrupted(struct json_objects *objects, size_t length)
{
    struct view text = text_ahead(objects);
    size_t at = 0;

    while (objects->scan.indented && objects->tree->has_lines && at < length) {
        struct view rest = { text.at + at, length - at };

        at += view_find_byte(rest, '\n') + 1;
        if (at < length && next_begins(objects, at))
            return true;
    }
    return false;
}

/* Gives the object that is ahead if it is plain, whole and short, and is not entered. */
static bool give_plain(struct json_objects *objects, struct json_object *object)
{
    bool may_enter = objects->nested + 2 <= JSON_OBJECTS_NESTED_MAX;
    struct view text = text_ahead(objects);
    size_t length;

    text.len = text.len < PLAIN_MAX ? text.len : PLAIN_MAX;
    length = objects->tree ? json_plain_take(objects->tree, text) : 0;
    if (length == 0 || (may_enter && holds_papers(objects, objects->tree->values)) ||
        is_interrupted(objects, length))
        return false;
    object->value = objects->tree->values;
    objects->given_in_line = objects->window && !objects->tree->has_lines;
    return give_object(objects, object, JSON_FORM_WHOLE, length);
}

/* Gives the start of an object that is too long, unless it is not wanted: then returns false. The
 * scan came to `c`. */
static bool give_too_long(struct json_objects *objects, struct json_object *object, char c)
{
    struct json_scan *scan = &objects->scan;
    struct view start = { text_ahead(objects).at, WINDOW_ENTRY_MAX };
    bool ends = scan_closes(scan, c);

    if (objects->passes && objects->passes(objects->context, start)) {
        if (ends)
            take_ahead(objects, scan->at);
        else
            pass_rest(objects);
        return false;
    }
    give_object(objects, object, JSON_FORM_TOO_LONG, ends ? scan->at : 0);
    object->text = start;
    objects->next = ends ? JSON_NEXT_ANY : JSON_NEXT_REST;
    return true;
}

/* Ends the look at an object when the scan has stopped at `c`: at its end, or unable to go on.
 * Gives the object, or returns false if it was entered or passed over. */
static bool end_look(struct json_objects *objects, struct json_object *object,
                     const struct json_look *look, char c)
{
    size_t at = objects->scan.at;

    if (look->may_enter && !look->is_entry && enter_object(objects, look->first))
        return false;
    if (at > WINDOW_ENTRY_MAX)
        return give_too_long(objects, object, c);
    if (c == '\0') {
        objects->lost = true;
        return give_object(objects, object, JSON_FORM_CUT, text_ahead(objects).len);
    }
    if (c != '\n')
        return give_object(objects, object, JSON_FORM_WHOLE, at);
    give_object(objects, object, JSON_FORM_BROKEN, at);
    if (objects->scan.in_string)
        objects->next = JSON_NEXT_LINE;
    return true;
}

/* Looks at the object that is ahead. Returns false if it was passed over or entered. */
static bool find_object(struct json_objects *objects, struct json_object *object)
{
    struct json_scan *scan = &objects->scan;
    struct json_look look = { .may_enter = objects->nested + 2 <= JSON_OBJECTS_NESTED_MAX,
                              .role = JSON_ROLE_ENTRY };

    if (pass_line(objects))
        return false;
    *scan = (struct json_scan){ .indented = objects->indented, .column = objects->column };
    if (give_plain(objects, object))
        return true;
    for (;;) {
        char c = scan_on(scan, text_ahead(objects));

        if (scan->at > WINDOW_ENTRY_MAX)
            return end_look(objects, object, &look, c);
        if (c == '\0' && extend_ahead(objects))
            continue;
        if (c == '\0' || (c == '\n' && (scan->in_string || next_begins(objects, scan->at))))
            return end_look(objects, object, &look, c);
        if (c == ':' && scan->depth == 1)
            look_at_name(objects, &look);
        else if (c == ':')
            look_at_inner_name(objects, &look);
        if (look.may_enter && enter_object(objects, look_at_bracket(&look, scan, c)))
            return false;
        if (scan_closes(scan, c))
            return end_look(objects, object, &look, c);
    }
}

/* ---- What is around objects ---------------------------------------------- */

/* Takes blanks and commas. Returns the byte that comes after them, or -1 at the end. */
static int take_separators(struct json_objects *objects)
{
    size_t at = 0;
    int byte;

    while (byte = byte_ahead(objects, at), is_blank_byte(byte) || byte == ',') {
        if (++at == PIECE) {
            take_ahead(objects, at);
            at = 0;
        }
    }
    take_ahead(objects, at);
    return byte;
}

/* Takes the string that is ahead. In an object, a colon after it makes it a name. */
static void take_string(struct json_objects *objects, bool in_object)
{
    struct json_scan scan = { .at = 1, .depth = 1, .in_string = true, .quote = 1 };
    size_t at;
    char c;
    int byte;

    while (c = scan_on(&scan, text_ahead(objects)), c == '\0') {
        size_t seen = scan.at > PIECE && scan.at <= text_ahead(objects).len ? scan.at : 0;

        take_ahead(objects, seen); /* too long for a name */
        scan.at -= seen;
        if (!extend_ahead(objects)) {
            take_ahead(objects, text_ahead(objects).len);
            return;
        }
    }
    at = scan.at;
    while (byte = byte_ahead(objects, at), is_blank_byte(byte) && byte != '\n')
        at++;
    if (in_object && byte == ':' && scan.quoted >= scan.quote)
        set_name(objects, scan_name(&scan, text_ahead(objects)));
    take_ahead(objects, byte == ':' ? at + 1 : at);
}

static bool give_stray(struct json_objects *objects, struct json_object *object)
{
    struct view text = text_ahead(objects);

    text.len = view_find_byte(text, '\n');
    objects->scan = (struct json_scan){ 0 };
    give_object(objects, object, JSON_FORM_STRAY, text.len < STRAY_SHOWN ? text.len : STRAY_SHOWN);
    objects->next = JSON_NEXT_LINE;
    return true;
}

/* Takes a list or object that has no papers. */
static void pass_value(struct json_objects *objects)
{
    objects->scan = (struct json_scan){ 0 };
    pass_rest(objects);
}

/* Takes a bracket. Returns true if that gave an object. */
static bool take_bracket(struct json_objects *objects, struct json_object *object, char c)
{
    bool top = objects->nested == 0;
    enum json_around around = top ? JSON_AROUND_LIST : objects->around[objects->nested - 1];
    bool in_list = is_in_list(objects);
    bool in_object = !top && !in_list;

    if (c == '{' && (!in_object || objects->role == JSON_ROLE_HOLDER ||
                     (around == JSON_AROUND_OBJECTS && objects->role == JSON_ROLE_NONE)))
        return find_object(objects, object);
    if ((c == ']' && in_list) || (c == '}' && in_object)) {
        if (--objects->nested == 0)
            objects->name.len = 0;
        take_ahead(objects, 1);
        return false;
    }
    if (c == ']' || c == '}')
        return give_stray(objects, object);
    if (c == '[' && (!in_object || objects->role != JSON_ROLE_ENTRY) &&
        enter(objects, JSON_AROUND_LIST))
        take_ahead(objects, 1);
    else
        pass_value(objects);
    return false;
}

/* Takes what the last call returned, and what is lost with it. */
static void take_given(struct json_objects *objects)
{
    struct view text = text_ahead(objects);
    /* With the end of its line, so that no column has to be counted. */
    bool line_ends = objects->given > 0 && objects->given < text.len &&
                     text.at[objects->given] == '\n' && objects->next == JSON_NEXT_ANY;

    if (line_ends && objects->given_in_line)
        take_line_ahead(objects, objects->given + 1);
    else
        take_ahead(objects, objects->given + line_ends);
    objects->given = 0;
    objects->given_in_line = false;
    if (objects->next == JSON_NEXT_REST)
        pass_rest(objects);
    else if (objects->next == JSON_NEXT_LINE)
        pass_lines(objects);
    objects->next = JSON_NEXT_ANY;
}

/* True for a byte of a number or of true, false and null. */
static bool is_scalar_byte(char c)
{
    return ascii_is_alnum(c) || c == '-' || c == '+' || c == '.';
}

bool json_objects_next(struct json_objects *objects, struct json_object *object)
{
    int byte;

    *object = (struct json_object){ 0 };
    take_given(objects);
    while ((byte = take_separators(objects)) >= 0) {
        char c = (char)byte;
        bool top = objects->nested == 0;

        if (c == '{' || c == '[' || c == '}' || c == ']') {
            if (take_bracket(objects, object, c))
                return true;
        } else if (c == '"' && !top) {
            take_string(objects, !is_in_list(objects));
        } else if (!top && is_scalar_byte(c)) {
            take_ahead(objects, 1);
        } else {
            return give_stray(objects, object);
        }
    }
    if (objects->nested == 0 || objects->lost)
        return false;
    objects->lost = true;
    return give_object(objects, object, JSON_FORM_CUT, 0);
}

/* ---- Start and end ------------------------------------------------------- */

static const struct view byte_order_mark = VIEW_ENTRY("\xEF\xBB\xBF");

static void start_objects(struct json_objects *objects, struct json_objects start)
{
    start.indented = true;
    start.name = objects->name;
    start.name.len = 0;
    *objects = start;
    byte_ahead(objects, byte_order_mark.len - 1);
    if (view_starts_with(text_ahead(objects), byte_order_mark)) {
        take_ahead(objects, byte_order_mark.len);
        objects->column = 0;
        objects->indented = true;
    }
}

void json_objects_start(struct json_objects *objects, struct window *window, json_role_of *role_of)
{
    start_objects(objects, (struct json_objects){ .window = window, .role_of = role_of });
}

void json_objects_start_text(struct json_objects *objects, struct view text, json_role_of *role_of)
{
    start_objects(objects, (struct json_objects){ .memory = text, .role_of = role_of });
}

void json_objects_free(struct json_objects *objects)
{
    buffer_free(&objects->name);
}

size_t json_objects_offset(const struct json_objects *objects)
{
    return objects->taken;
}

struct place json_objects_place(const struct json_objects *objects, size_t at)
{
    struct view before = { text_ahead(objects).at, at };
    struct view tail = last_line(before);
    struct place place = { .line = objects->line + 1 };

    if (objects->window)
        place = window_place_ahead(objects->window, 0);
    place.line += count_lines(before);
    place.column = utf8_count(tail) + 1 + (tail.len == before.len ? objects->column : 0);
    return place;
}

/* ---- The start of a text ------------------------------------------------- */

bool json_start_visit(struct view start,
                      void (*visit)(void *context, struct view name, struct view value),
                      void *context)
{
    struct json_scan scan = { 0 };
    char c;

    view_take(&start, byte_order_mark);
    while (start = view_trim_start(start), view_take(&start, VIEW("[")))
        continue;
    if (!view_starts_with(start, VIEW("{")))
        return false;
    while ((c = scan_on(&scan, start)) != '\0' && !scan_closes(&scan, c)) {
        if (c == '\n' && scan.in_string)
            break;
        if (c == ':' && scan.depth == 1)
            visit(context, scan_name(&scan, start), view_trim_start(view_skip(start, scan.at)));
    }
    return true;
}

struct json_name_search {
    struct view name;
    bool found;
};

static void compare_json_name(void *context, struct view name, struct view value)
{
    struct json_name_search *search = context;

    (void)value;
    search->found = search->found || view_equal(name, search->name);
}

bool json_start_has(struct view start, struct view name)
{
    struct json_name_search search = { .name = name };

    json_start_visit(start, compare_json_name, &search);
    return search.found;
}

static void find_json_feed(void *context, struct view name, struct view value)
{
    bool *found = context;

    value.len = view_find_byte(value, ',');
    *found |= view_equal(name, VIEW("version")) &&
              view_find(value, VIEW("jsonfeed.org")) < value.len;
}

bool json_start_is_feed(struct view start)
{
    bool found = false;

    json_start_visit(start, find_json_feed, &found);
    return found;
}
