"""Sheets and scripts: joined from their parts as a browser would, and what pages link is all there is."""

from __future__ import annotations

import re
import shutil
from pathlib import Path
from typing import Final

import pytest
from django.core.files.storage import FileSystemStorage

from advisor.static_files import OWN, JoinedStaticFilesStorage, linked, sent_script, sent_sheet
from advisor.tests.serving import ROOT

STATIC: Final = ROOT / "static"
LINKED: Final = re.compile(r"""{% static ['"]((?:css|js)/[^'"]+)['"]""")
COLOUR: Final = re.compile(r"#[0-9a-f]{3,8}\b|\b(?:hsl|rgb)a?\(")


def own_files() -> dict[str, str]:
    paths = [path for folder in OWN for path in (STATIC / folder).rglob("*.*")]
    return {path.relative_to(STATIC).as_posix(): path.read_text(encoding="utf-8") for path in paths}


def test_sheet_is_its_parts_in_order_and_in_their_layers_and_then_its_own_rules() -> None:
    files = {
        "css/site.css": '/* L. */\n@import url("b.css");\n@import url("deep/a.css") layer(base);\ni { top: 0 }\n',
        "css/deep/a.css": "/* A. */\na {\n  color: red;\n}\n",
        "css/b.css": "b {\n  margin: 0 auto;\n}\n",
    }
    assert sent_sheet("css/site.css", files) == "b{margin:0 auto}@layer base{a{color:red}}i{top:0}"


def test_parts_that_follow_each_other_in_one_layer_share_it() -> None:
    imports = [f'@import url("{part}.css") layer({layer});\n' for part, layer in ("ax", "bx", "cy", "dx")]
    files = {"site.css": "".join(imports)} | {f"{part}.css": f"{part} {{ top: 0 }}\n" for part in "abcd"}
    assert sent_sheet("site.css", files) == "@layer x{a{top:0}b{top:0}}@layer y{c{top:0}}@layer x{d{top:0}}"


def test_space_before_a_pseudo_class_stays_in_a_layer() -> None:
    files = {"site.css": '@import url("a.css") layer(x);\n', "a.css": ".a :checked { b: c }\n.a :is(d, e) { f: g }\n"}
    assert sent_sheet("site.css", files) == "@layer x{.a :checked{b:c}.a :is(d,e){f:g}}"


def test_script_has_each_part_once_before_what_needs_it() -> None:
    files = {
        "js/site.js": 'import "./b.js";\nimport "./c.js";\n',
        "js/a.js": "export const a = 1;\n",
        "js/b.js": 'import { a } from "./a.js";\n\nexport function b() {\n  return a;\n}\n',
        "js/c.js": 'import { a } from "./a.js";\nimport { b } from "./b.js";\n\nb(a);\n',
    }
    assert sent_script("js/site.js", files) == "const a=1;function b(){return a;}\nb(a);"


def test_part_that_does_not_exist_stops_the_collecting() -> None:
    with pytest.raises(KeyError, match=r"css/gone\.css"):
        linked({"css/site.css": '@import url("gone.css");\n'})
    with pytest.raises(KeyError, match=r"js/gone\.js"):
        linked({"js/site.js": 'import "./gone.js";\n'})


def test_pages_link_every_sheet_and_script_that_is_no_part_of_another() -> None:
    templates = [path.read_text(encoding="utf-8") for path in (ROOT / "templates").rglob("*.html")]
    assert {name for text in templates for name in LINKED.findall(text)} == set(linked(own_files()))


def test_nothing_is_left_for_the_browser_to_import() -> None:
    left = re.compile(r"@import|^\s*(?:import|export)\b", re.MULTILINE)
    assert {name: left.findall(text) for name, text in linked(own_files()).items() if left.search(text)} == {}


def test_colours_of_the_public_site_stand_in_its_tokens() -> None:
    """And in paper.css, which begins with the roles that paper changes; the admin has its own theme."""
    found = {name for name, text in own_files().items() if name.endswith(".css") and COLOUR.search(text)}
    assert {name for name in found if not name.startswith("css/admin/")} == {"css/tokens.css", "css/paper.css"}


def test_collected_sheet_is_joined_under_its_hashed_name_and_its_parts_have_none(tmp_path: Path) -> None:
    shutil.copytree(STATIC, tmp_path, dirs_exist_ok=True)
    source, storage = FileSystemStorage(STATIC), JoinedStaticFilesStorage(location=tmp_path)
    names = [path.relative_to(STATIC).as_posix() for path in STATIC.rglob("*.*")]
    done = [result for _, _, result in storage.post_process({name: (source, name) for name in names})]
    assert [result for result in done if isinstance(result, Exception)] == []
    sheet = (tmp_path / storage.stored_name("css/site.css")).read_text(encoding="utf-8")
    assert re.search(r'^@font-face{.*url\("../fonts/source-sans-3-latin-400-normal\.[0-9a-f]{12}\.woff2"\)', sheet)
    assert "@layer tokens{:root{" in sheet
    assert {name for name in storage.hashed_files if name.startswith(OWN)} == set(linked(own_files()))


def test_no_sheet_shows_things_backwards_for_tab_goes_forwards() -> None:
    sheets = {name: text for name, text in own_files().items() if name.endswith(".css") and "/admin/" not in name}
    assert [name for name, text in sheets.items() if re.search(r"(?:row|column|wrap)-reverse", text)] == []
