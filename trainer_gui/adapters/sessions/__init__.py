# SPDX-License-Identifier: Apache-2.0
"""Keeping a session: transcript, sound, written report."""
