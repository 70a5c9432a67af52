#!/usr/bin/python3
"""Writes at least BYTES bytes of a list of papers in Markdown, with invented papers, none of them twice.

    tests/lists.py table|items|sections BYTES >list.md

The layouts and the lengths are those of lists that bots and people keep: a row has 190 bytes on average, an item 175
and a section 1.5 KB, most of it the abstract."""
import random
import sys

from snapshot import NAMES, text

TOPICS = ["SLAM", "Visual Localization", "Image Matching", "Large Language Models", "12.Video(视频)", "Fisheye Images(鱼眼图像)"]
GIVEN = ["Christina", "Jianhao", "Zhihao", "John", "Yannick", "Siwei", "Bolei", "Ilaria", "Kang", "María", "Wei", "Ana"]
VENUES = ["arXiv", "CVPR", "NeurIPS", "ICLR"]
BODIES = 5000
UNDER_A_TOPIC = 40  # papers


def title(dice, length=80):
    words = text(dice, max(20, dice.gauss(length, 25))).replace("\n", " ")
    return f"NeRF-{dice.randint(1, 99)}: {words}" if dice.random() < 0.4 else words[0].upper() + words[1:]


def name(dice):
    return f"{dice.choice(GIVEN)} {dice.choice(NAMES)}"


def repository(dice):
    return f"https://github.com/group{dice.randint(1, 999)}/project{dice.randint(1, 99)}"


class Table:
    """A row a paper. The bodies have %(id)s, and %(day)s in the paper's month."""
    def under(self, topic):
        return f"\n## {topic}\n\n|Publish Date|Title|Authors|PDF|Code|\n|---|---|---|---|---|\n"

    def body(self, dice):
        code = f"**[link]({repository(dice)})**" if dice.random() < 0.25 else "null"
        return (f"|**%(day)s**|**{title(dice)}**|{name(dice)} et.al.|"
                f"[%(id)s](http://arxiv.org/abs/%(id)s)|{code}|\n")


class Items:
    """Two kinds of hand-written items: in the first bold text is the title, in the second a link."""
    def under(self, topic):
        return f"\n## {topic}\n\n"

    def body(self, dice):
        if dice.random() < 0.5:
            code = f" | [[code]({repository(dice)})]" if dice.random() < 0.5 else ""
            names = f" *{name(dice)} et al. {dice.choice(VENUES)}.*" if dice.random() < 0.5 else ""
            return f"- [%(slashes)s] **{title(dice)}**{names} | [[paper]](https://arxiv.org/abs/%(id)s){code}\n"
        code = f"<br>:star:[code]({repository(dice)})" if dice.random() < 0.6 else ""
        return f"* [{title(dice)}](https://arxiv.org/abs/%(id)s){code}\n"


class Sections:
    """A heading a paper, with labelled lines under it."""
    def under(self, topic):
        return ""

    def body(self, dice):
        abstract = text(dice, min(2500, max(300, dice.gauss(1250, 350)))).replace("\n", " ")
        authors = ", ".join(name(dice) for _ in range(min(14, int(dice.expovariate(0.25)) + 1)))
        return (f"# {title(dice)} \n\n**Authors**: {authors}  \n\n**Link**: [PDF](https://arxiv.org/pdf/%(id)s)  \n\n"
                f"**Abstract**: {abstract} \n\n---\n")


LAYOUTS = {"table": Table(), "items": Items(), "sections": Sections()}


def paper(number):
    """An identifier of the months from 2015 on, and a day of its month."""
    month, year = number % 12 + 1, number // 12 % 11 + 15
    day = f"20{year}-{month:02}-{number // 132 % 28 + 1:02}"
    return {"id": f"{year}{month:02}.{number // 132 % 100000 + 1:05}", "day": day, "slashes": day.replace("-", "/")}


def main():
    layout, size = LAYOUTS[sys.argv[1]], int(sys.argv[2])
    dice = random.Random(1)
    bodies = [layout.body(dice) for _ in range(BODIES)]
    written = number = 0
    sys.stdout.reconfigure(encoding="utf-8")
    while written < size:
        piece = bodies[number % BODIES] % paper(number)
        if number % UNDER_A_TOPIC == 0:
            piece = layout.under(TOPICS[number // UNDER_A_TOPIC % len(TOPICS)]) + piece
        sys.stdout.write(piece)
        written += len(piece)
        number += 1


if __name__ == "__main__":
    main()
