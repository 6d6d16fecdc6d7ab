# SPDX-License-Identifier: Apache-2.0
"""What words show which label: tables, one module a group of labels."""
