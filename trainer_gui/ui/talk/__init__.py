# SPDX-License-Identifier: Apache-2.0
"""From the briefing to the last word of a scene."""
