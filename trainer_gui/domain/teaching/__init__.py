# SPDX-License-Identifier: Apache-2.0
"""Lessons and reversed roles: the app shows how it is done, and the trainee tries."""
