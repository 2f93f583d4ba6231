"""Runs a command as a person does, in this process: (exit code, standard output, standard error)."""

import io
from contextlib import redirect_stderr, redirect_stdout

from django.core.management import ManagementUtility, call_command
from django.core.management.base import CommandError


def run(*words):
    out, err = io.StringIO(), io.StringIO()
    try:
        call_command(*[str(word) for word in words], stdout=out, stderr=err)
    except CommandError as problem:
        return problem.returncode, out.getvalue(), str(problem)
    except SystemExit as stop:
        return stop.code, out.getvalue(), err.getvalue()
    return 0, out.getvalue(), err.getvalue()


def as_typed(*words):
    """Through the real entry: the words, the options and the exit code as the shell has them."""
    out, err = io.StringIO(), io.StringIO()
    code = 0
    with redirect_stdout(out), redirect_stderr(err):
        try:
            ManagementUtility(["manage.py", *(str(word) for word in words)]).execute()
        except SystemExit as stop:
            code = stop.code or 0
    return code, out.getvalue(), err.getvalue()
