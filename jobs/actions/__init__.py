from jobs.actions.cancel import cancel
from jobs.actions.resume import resume
from jobs.actions.retry import retry
from jobs.actions.start import start
from jobs.actions.try_again import try_again

__all__ = ["cancel", "resume", "retry", "start", "try_again"]
