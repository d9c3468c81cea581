"""What needs a real server is collected only where one is named: `make test-stack` always names one."""

from tests.search.server import SERVER_URL

collect_ignore = [] if SERVER_URL else ["on_server"]
