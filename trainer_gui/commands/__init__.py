# SPDX-License-Identifier: Apache-2.0
"""One small module a command, with `run(options) -> exit status`; `arguments` parses them all."""
