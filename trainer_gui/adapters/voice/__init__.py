# SPDX-License-Identifier: Apache-2.0
"""The customer's voice: engines, a cache, a player, and the port that joins them."""
