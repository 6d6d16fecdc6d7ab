# SPDX-License-Identifier: Apache-2.0
"""What `engine.step` is made of: one module for each thing that can happen in a scene."""
