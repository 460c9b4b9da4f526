"""A large file in a real browser: progress comes by itself, cancel ends the reading, what was in work stays."""

import pytest

ROW = ",".join("5" for _ in range(50)) + "\n"


@pytest.mark.parametrize(("language", "width"), [("zh", 1280), ("en", 390)])
def test_the_reading_of_a_large_file_is_seen_and_can_be_cancelled(walk, language, width, tmp_path):
    # A short row at the end takes the slow way, which leaves time to look.
    path = tmp_path / "large.csv"
    path.write_text(",".join(f"Q{at}" for at in range(50)) + "\n" + ROW * 400_000 + "5,5\n")
    way = walk(language, width)
    way.open()
    way.press("start.sample.dormitory")
    way.at("data")
    way.press("data.back")
    way.at("start")
    way.page.locator(".st-key-start-upload input[type=file]").set_input_files(path)
    way.page.locator(".st-key-reading").wait_for(timeout=60_000)
    way.page.locator(".st-key-reading").get_by_text("000").wait_for(timeout=60_000)
    way.button("reading.cancel").click()
    way.page.locator(".st-key-reading").wait_for(state="detached")
    way.press("reading.dismiss")
    way.sees(way.text("ui.start.in_work", rows=154))
