# SPDX-License-Identifier: Apache-2.0
"""After a scene: what it did, what to do better, and a trainer's own rating."""
