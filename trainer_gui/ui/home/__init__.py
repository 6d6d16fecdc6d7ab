# SPDX-License-Identifier: Apache-2.0
"""The first page: what to practise today, the scenes and lessons to choose from."""
