"""Records whose texts are made of what is markup in Markdown and in TeX."""
import random

HOSTILE = 300
PIECES = ("word", "a", "1", "é", "中文", "，", " ", " ", " ", "*", "**", "_", "__", "`", "``", "~", "~~", "[", "]", "](", "](x)",
          "![", "[^1]", "]: ", "(", ")", "<", "<b>", "</b>", "<!--", "-->", "<https://x.org>", "<a@b.c>", ">", "&", "&amp;",
          "&#38;", ";", "|", "||", "\\", "\\\\", "\\|", "\\*", "\\$", "\\{", "$", "$$", "$x$", "$x_1*y$", "$[0,1)$", "$a<b$", "$ y $", "$$z$$", "$_$", "$\\sim$",
          "$\\|x\\|$", "$a|b$", "$`$", "$[a](b)$", "\\(y\\)", "\\[z\\]", "#", " #", "- ", "---", "===", "1. ", "> ", ":-:",
          "https://x.org/a_b", "www.x.org", "!", "'", '"', "{", "}", "^", "=", "@")
TEXTS = ("title", "title_zh", "summary", "summary_zh", "abstract", "abstract_zh")


def hostile_records():
    chance = random.Random(1)

    def text():
        return "".join(chance.choice(PIECES) for _ in range(chance.randrange(1, 12)))

    for number in range(HOSTILE):
        record = {"arxiv_id": "%d.%05d" % (2301 + number % 10, number + 1), "digest_date": "2024-03-%02d" % (number // 75 + 1)}
        record.update({name: text() for name in TEXTS})
        record["authors"] = [{"literal": text()} for _ in range(number % 5)]
        record["topics"] = ["On " + text()] if number % 3 else []
        record["arxiv_comment"] = text()
        record["code_url"] = "https://x.org/" + chance.choice(("a_b", "(c)", ")c(", "(c", "?d=1&lt;=2", "*e*", "[f]", "$g$", "~h~"))
        yield record
