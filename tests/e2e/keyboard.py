"""A person who never touches the mouse: Tab to get there, arrows to choose, Space and Enter to press."""

import contextlib

from playwright.sync_api import Error as PlaywrightError
from playwright.sync_api import expect

from tests.e2e.conftest import Person

FURTHEST = 400  # presses of Tab: no page has so many stops
IS_ACTIVE = "node => node === document.activeElement"


class AtKeyboard(Person):
    """Does what ``Person`` does, through the keys alone; fails when something cannot be reached by Tab."""

    def go(self, path):
        """Open ``path`` and pass over the menu by the first link of the page, as people at a keyboard do."""
        super().go(path)
        skip = self.page.locator(".skip")
        if skip.count() and self.page.evaluate("document.activeElement === document.body"):
            self.page.keyboard.press("Tab")
            expect(skip).to_be_focused()
            self.page.keyboard.press("Enter")
        return self

    def reach(self, locator):
        """Tab from where the focus is to ``locator``."""
        expect(locator.first).to_be_attached()
        target = locator.first.element_handle()
        for _ in range(FURTHEST):
            if target.evaluate(IS_ACTIVE):
                return self
            self.page.keyboard.press("Tab")
        raise AssertionError(f"{self.page.url}: Tab never comes to {locator}")

    def push(self, locator):
        """Press Enter and wait for what follows: another page, or nothing within a second."""
        self.reach(locator)
        self.page.evaluate("window.before = true")
        self.page.keyboard.press("Enter")
        for _ in range(20):
            self.page.wait_for_timeout(50)
            with contextlib.suppress(PlaywrightError):  # the page was left while it was asked
                if not self.page.evaluate("window.before"):
                    break
        self.page.wait_for_load_state()
        return self

    def fill(self, name, value):
        self.reach(self.page.locator(f"[name={name}]"))
        self.page.keyboard.press("Control+A")
        self.page.keyboard.insert_text(str(value))
        return self

    def choose(self, name, value):
        field = self.page.locator(f"[name={name}]")
        if field.first.evaluate("node => node.tagName") != "SELECT":
            return self.tick(f"[name={name}][value='{value}']")
        self.reach(field)
        self.page.keyboard.press("Home")
        for _ in range(field.locator("option").count()):
            if field.input_value() == str(value):
                return self
            self.page.keyboard.press("ArrowDown")
        raise AssertionError(f"{self.page.url}: the arrows never come to {value} in {name}")

    def tick(self, selector):
        wanted = self.page.locator(selector).first
        if wanted.is_checked():
            return self
        if wanted.get_attribute("type") == "checkbox":
            self.reach(wanted)
            self.page.keyboard.press("Space")
            expect(wanted).to_be_checked()
            return self
        self._into_group(wanted)
        self.page.keyboard.press("Space")
        for _ in range(FURTHEST):
            if wanted.is_checked():
                return self
            self.page.keyboard.press("ArrowDown")
        raise AssertionError(f"{self.page.url}: the arrows never come to {selector}")

    def _into_group(self, radio):
        """Tab into the group of ``radio``: browsers stop once in each group, at the one that is chosen."""
        target = radio.element_handle()
        for _ in range(FURTHEST):
            if target.evaluate(
                "node => document.activeElement.type === 'radio' && document.activeElement.name === node.name"
                " && document.activeElement.form === node.form"
            ):
                return
            self.page.keyboard.press("Tab")
        raise AssertionError(f"{self.page.url}: Tab never comes to {radio}")
