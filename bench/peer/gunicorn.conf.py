"""The peer's server: tuned as ours is."""

import os

bind = f"127.0.0.1:{os.environ['PORT']}"
worker_class = "gthread"
threads = 4
workers = 1
control_socket_disable = True
