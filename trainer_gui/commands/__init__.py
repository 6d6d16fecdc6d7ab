# SPDX-License-Identifier: Apache-2.0
"""One small module a command; each has `run(options) -> exit status`."""
