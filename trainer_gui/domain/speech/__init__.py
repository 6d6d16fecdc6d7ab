# SPDX-License-Identifier: Apache-2.0
"""The trainee's way of speaking: its form, its measures and its check."""
