"""Tables, for the terminal and for build/bench.md: both show the same Markdown."""
import os


class Floor:
    """What a job must reach, as the table says it, and whether it does."""

    def __init__(self, text, reached, wanted):
        self.text, self.holds = text, reached >= wanted


class Below:
    """The same of what must not be more."""

    def __init__(self, text, reached, wanted):
        self.text, self.holds = text, reached < wanted


def number(value):
    """Three digits say all that a measurement knows."""
    if value >= 100:
        return f"{value:.0f}"
    if value >= 10:
        return f"{value:.1f}"
    return f"{value:.2f}" if value >= 0.1 else f"{value:.3f}"


def percent(value):
    return f"{value * 100:.0f} %"


def with_floors(row, *floors):
    """A row and its last two cells: the floors and, in the same order, whether they are met."""
    return [*row, ", ".join(floor.text for floor in floors) or "–",
            ", ".join("yes" if floor.holds else "NO" for floor in floors) or "–"]


def _lines(head, rows):
    cells = [head, *([cell if isinstance(cell, str) else number(cell) for cell in row] for row in rows)]
    widths = [max(map(len, column)) for column in zip(*cells)]
    words = [all(isinstance(row[place], str) for row in rows) for place in range(len(head))]
    words = [word and head[place] != "spread" for place, word in enumerate(words)]

    def line(row):
        return "| " + " | ".join(cell.ljust(width) if word else cell.rjust(width)
                                 for cell, width, word in zip(row, widths, words)) + " |"

    rule = "| " + " | ".join("-" * width if word else "-" * (width - 1) + ":"
                             for width, word in zip(widths, words)) + " |"
    return [line(cells[0]), rule, *map(line, cells[1:])]


class Report:
    """Every table is printed when it is there, and kept for the file."""

    def __init__(self, path):
        self.path, self.text = path, ""

    def add(self, *lines):
        text = "\n".join(lines) + "\n"
        print(text, flush=True)
        self.text += text + "\n"

    def table(self, title, about, head, rows):
        self.add(f"## {title}", "", about, "", *_lines(head, rows))

    def write(self):
        os.makedirs(os.path.dirname(self.path), exist_ok=True)
        with open(self.path, "w", encoding="utf-8") as file:
            file.write(self.text)
