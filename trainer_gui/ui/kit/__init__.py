# SPDX-License-Identifier: Apache-2.0
"""What every page is made of: colours, type, small widgets, the face."""
