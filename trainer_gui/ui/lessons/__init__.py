# SPDX-License-Identifier: Apache-2.0
"""A lesson: read, heard, tried."""
