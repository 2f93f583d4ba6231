"""The web server's configuration, the same in the demo and in the container."""

import os

workers = 2  # processes: on two cores they beat any number of threads for pages that are computed
timeout = 60  # seconds
graceful_timeout = 15  # seconds
max_requests = 5_000
max_requests_jitter = 500
# A worker's heartbeat file must not wait for a disk.
worker_tmp_dir = "/dev/shm" if os.path.isdir("/dev/shm") else None  # noqa: S108 - a file of its own there
accesslog = "-"
access_log_format = "%(t)s %(m)s %(U)s %(s)s %(b)s %(M)sms"
# It would write a socket into the home of whoever starts us.
control_socket_disable = True
