# SPDX-License-Identifier: Apache-2.0
"""What many sessions say of a trainee and of a class."""
