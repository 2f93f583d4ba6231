"""A refusal is one sentence, in plain language, written once.

The same sentence explains the disabled button, the error message and the error of the API.
"""


class Refused(Exception):
    """Something may not be done. ``sentence`` says why, and what to do, to the person who asked."""

    def __init__(self, sentence):
        super().__init__(sentence)
        self.sentence = sentence

    def __str__(self):
        return str(self.sentence)
