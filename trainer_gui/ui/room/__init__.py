# SPDX-License-Identifier: Apache-2.0
"""A group: the large window for the room and the console of the trainer."""
