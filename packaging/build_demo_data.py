"""Makes `resources/demo/` out of the real data set; the result is committed.

Run by hand when the demo shop changes, never by the program:

    .venv/bin/python packaging/build_demo_data.py --source online_retail.csv.xz [--out DIR]

The source is the UCI data set "Online Retail" (D. Chen, S. L. Sain, K. Guo; CC0 package
`onlineretail`). The same source gives the same files, byte for byte, on the same versions of Qt
and Pillow.
"""

import argparse
import shutil
import sys
from pathlib import Path
from tempfile import TemporaryDirectory

from demo_catalogue import CatalogueRow, LeftOut, catalogue, write_rows
from demo_media import DrawingFailed, drawing_surface, write_media
from demo_shop import write_shop
from demo_source import SourceUnusable, read_lines, read_period

_DEFAULT_OUT = Path(__file__).resolve().parents[1] / "resources" / "demo"
# Of the year's 53 weeks the one that is nearest to the usual size among those that hold a price
# finer than a penny; it also has cancellations, gifts, lost descriptions and unknown customers.
_WEEK = ("2011-07-25", "2011-07-31")


def main(arguments: list[str] | None = None) -> int:
    """Exit status 0 when everything is written, 2 with a sentence when something is missing."""
    options = _options(arguments)
    try:
        build(options.source, options.out)
    except (SourceUnusable, DrawingFailed) as error:
        print(error, file=sys.stderr)
        return 2
    return 0


def _options(arguments: list[str] | None) -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--source", type=Path, required=True, help="online_retail.csv or .csv.xz")
    parser.add_argument("--out", type=Path, default=_DEFAULT_OUT, help="default: resources/demo")
    return parser.parse_args(arguments)


def build(source: Path, out: Path) -> None:
    """Makes everything aside and puts it in place at the end: a failure changes nothing there."""
    with TemporaryDirectory() as aside:
        draft = Path(aside)
        _write(source, draft)
        shutil.rmtree(out / "media", ignore_errors=True)
        shutil.copytree(draft, out, dirs_exist_ok=True)


def _write(source: Path, folder: Path) -> None:
    rows, left_out = catalogue(read_lines(source))
    write_rows(folder / "catalogue.csv", CatalogueRow._fields, rows)
    write_rows(folder / "left_out.csv", LeftOut._fields, left_out)
    week = read_period(source, *_WEEK)
    (folder / "trading_week.csv").write_text("".join(week), encoding="utf-8", newline="")
    write_shop(folder)
    surface = drawing_surface()  # Qt draws only while somebody holds it
    media = write_media(folder, rows)
    del surface
    print(
        f"{len(rows)} products, {len(left_out)} codes left out, {len(week) - 1} lines of the week"
    )
    print(f"{len(media)} files of {len({row.sku for row in media})} products")


if __name__ == "__main__":
    sys.exit(main())
